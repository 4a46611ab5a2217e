"""One command in a file."""
