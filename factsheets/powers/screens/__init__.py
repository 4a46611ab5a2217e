"""Wagtail's screens for people and groups, with the rules in their forms."""
