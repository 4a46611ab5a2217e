"""Lines of the log that `docs/deploy/nginx.conf` writes: a moment, a status, a method, the name of a browser, an address."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

_LINE = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d) (?P<status>\d{3}) (?P<method>[A-Z]+) "
    r'"(?P<agent>(?:[^"\\]|\\.)*)" (?P<address>/[^\s\x00-\x1f\x7f]*)'
)
#: nginx names the file that it hands out for an address with a slash at its end.
_INDEX = "index.html"


class LoggedReading(NamedTuple):
    """What a line says."""

    day: date
    address: str
    status: int
    agent: str


def logged_reading(line: str) -> LoggedReading | None:
    """None for a line that is no GET, or of another form."""
    found = _LINE.fullmatch(line)
    day = _day(found["moment"]) if found is not None and found["method"] == "GET" else None
    if found is None or day is None:
        return None
    return LoggedReading(day, found["address"].removesuffix(_INDEX), int(found["status"]), found["agent"])


def is_of_this_form(line: str) -> bool:
    """Whether a line is one of this log at all."""
    found = _LINE.fullmatch(line)
    return found is not None and _day(found["moment"]) is not None


def _day(moment: str) -> date | None:
    """The day where readers are; None for a moment that no clock shows."""
    try:
        return datetime.fromisoformat(moment).astimezone(timezone.get_default_timezone()).date()
    except (ValueError, OverflowError):
        return None
