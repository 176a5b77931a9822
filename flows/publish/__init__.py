"""From facts to a checked, published warehouse file."""
