"""What the project relies on of Wagtail's and Django's inner parts: all of it listed, each change of it noticed."""
