"""Many documents at once: received, planned, confirmed, applied one by one, linked, and undone as a whole."""
