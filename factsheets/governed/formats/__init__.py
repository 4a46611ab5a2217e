"""Governed texts as cards, the numbers to call in them, and the words they start with."""
