"""What draws: the parts that pages are made of."""
