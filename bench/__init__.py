"""Measurements: how fast the road is, and how right its facts are."""
