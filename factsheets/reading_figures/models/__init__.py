"""The counts, and how far a log was read."""
