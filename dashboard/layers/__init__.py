"""Frames to pydeck layers: pure, with an allow-list of columns each."""
