"""What readers say about factsheets, and the figures of it."""
