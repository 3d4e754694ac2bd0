"""One plain script a page."""
