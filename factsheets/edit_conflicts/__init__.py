"""Two people write at once: nothing is overwritten silently."""
