"""Briefings: scenes as pages that travel, with all that explains them."""
