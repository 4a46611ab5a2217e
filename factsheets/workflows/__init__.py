"""The one way to publication stays open: what stands in it, and screens of Wagtail that could close it."""
