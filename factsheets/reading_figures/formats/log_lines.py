"""Lines of the log that `docs/deploy/nginx.conf` writes: a moment, a status, a method, the name of a browser, an address."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

_LINE = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d) (?P<status>\d{3}) (?P<method>[A-Z]+) "
    r'"(?P<agent>(?:[^"\\]|\\.)*)" (?P<address>/\S*)'
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
    if found is None or found["method"] != "GET":
        return None
    moment = datetime.fromisoformat(found["moment"]).astimezone(timezone.get_default_timezone())
    return LoggedReading(
        moment.date(), found["address"].removesuffix(_INDEX), int(found["status"]), found["agent"]
    )


def is_of_this_form(line: str) -> bool:
    """Whether a line is one of this log at all."""
    return _LINE.fullmatch(line) is not None
