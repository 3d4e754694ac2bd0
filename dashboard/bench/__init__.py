"""Measurements of the screens."""
