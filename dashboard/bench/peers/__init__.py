"""What others' programs do with the same records: each in a module of its own, imported only where it is installed."""
