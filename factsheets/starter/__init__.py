"""The example library, and what an empty installation needs before its first factsheet."""
