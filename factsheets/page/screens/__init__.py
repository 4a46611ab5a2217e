"""House style while writing, and the report of what is incomplete."""
