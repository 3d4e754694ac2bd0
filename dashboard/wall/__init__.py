"""The wall: its scenes, and all that one picture of it needs, as plain data."""
