"""What stays on record for good: who did what, under which name, and what nobody can delete."""
