"""From bytes to a checked warehouse: read, type, validate, place, publish."""
