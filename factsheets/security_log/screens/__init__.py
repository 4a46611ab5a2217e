"""The security log as administrators read it."""
