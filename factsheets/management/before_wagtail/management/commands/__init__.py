"""Wiring: commands in place of Wagtail's own."""
