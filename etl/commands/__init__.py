"""The commands of `moei` that load data and say what is loaded, one module each."""
