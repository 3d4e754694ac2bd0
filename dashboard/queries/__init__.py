"""Questions to a build: a connection and parameters in, a frame out; SQL and nothing else."""
