"""The algorithms, one a file, each a thin twin of a workflow."""
