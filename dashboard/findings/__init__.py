"""Frames to what is worth saying of them: pure, as message keys and values."""
