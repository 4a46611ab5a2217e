"""Wagtail's screens for documents and collections, so that what a public text links to stays readable."""
