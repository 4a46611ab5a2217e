"""The records that factsheets share, and the governed texts."""
