"""Who signed in, and whose account, role or power was changed by whom: written down, and kept for a declared time."""
