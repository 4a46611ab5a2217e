"""New words for what signed texts share: proposing them, deciding about them, what waits."""
