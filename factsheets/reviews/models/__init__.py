"""Reminders that were sent, and tasks that a changed source brings."""
