"""The rules of who may import whom, read from the source text alone."""
