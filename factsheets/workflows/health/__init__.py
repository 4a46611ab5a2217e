"""Whether the one way to publication is open, and whether people hear of what waits on it."""
