"""`python -m tests.screenshots`: the pictures of the documentation, as `make screenshots` takes them."""
