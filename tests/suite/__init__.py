"""`python -m tests.suite`: the whole suite on both databases and in a real browser, as `make test` runs it."""
