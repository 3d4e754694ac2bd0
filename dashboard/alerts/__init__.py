"""Alerts: what turned up since the first build, on rules that a file defines, until somebody acknowledges it."""
