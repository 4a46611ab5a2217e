"""A factsheet on paper: HTML of its own, drawn as a tagged PDF by a child process."""
