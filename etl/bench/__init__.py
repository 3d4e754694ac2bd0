"""Measurements and long trials of the load: what `moei bench` runs."""
