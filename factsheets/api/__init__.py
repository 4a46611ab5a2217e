"""The library for other programs."""
