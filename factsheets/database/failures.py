"""What goes wrong with the machine, and what with the code: only the second needs a traceback in the log."""

from __future__ import annotations

import logging

from django.db import OperationalError


def level_of(error: Exception) -> int:
    """A full disk or a database that does not answer says in its own words what is wrong; how the code came there is for
    those who look for it."""
    return logging.DEBUG if isinstance(error, OperationalError | OSError) else logging.ERROR
