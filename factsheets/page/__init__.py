"""The factsheet: its page and rows, what readers see of it, and what it still lacks."""
