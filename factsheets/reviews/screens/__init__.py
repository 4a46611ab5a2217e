"""The screen of a factsheet's reviews."""
