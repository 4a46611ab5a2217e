"""Every form of the admin, found by walking the map of addresses, and the ways in which what it posts can be wrong."""
