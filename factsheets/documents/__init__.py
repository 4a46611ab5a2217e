"""Uploaded documents that a text links to: who may read them, and that they stay."""
