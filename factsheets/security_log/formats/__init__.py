"""The words of the security log."""
