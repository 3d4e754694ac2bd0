"""Frames to Altair charts; the screen and the briefing draw the same ones."""
