"""Wagtail's own screens for roles, accounts and workflows, so that none of them closes the one way to publication."""
