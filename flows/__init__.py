"""Warta: Indonesian news about Korean-peninsula security, read into a warehouse."""
