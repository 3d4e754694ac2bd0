"""Readers: the bytes of a file to a frame of text, with the line of every row."""
