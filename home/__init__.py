"""The front door: the home page and plain pages around the library."""
