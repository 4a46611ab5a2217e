"""Readers get finished files: what they are, where they lie, how they are made, and how they stay true."""
