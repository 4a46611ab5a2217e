"""Versions, withdrawals, and texts whose change makes new versions."""
