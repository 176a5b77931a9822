"""From classified paragraphs to facts."""
