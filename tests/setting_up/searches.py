"""How long a test looks for an example that breaks a rule: a short while in each run, and long in `make test-long`."""

import os

LONG = bool(os.environ.get("LONG_SEARCHES"))


def examples(short: int, *, long: int) -> int:
    """How many are tried."""
    return long if LONG else short
