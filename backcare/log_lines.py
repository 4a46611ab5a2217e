"""How a line of the log is written: one record begins at the left and ends with its line, whatever somebody sent."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from logging import LogRecord
from types import TracebackType

from typing_extensions import override

#: Controls (C0, DEL, C1), separators of lines, and what turns the direction of writing: a screen would obey them.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Refusals of what somebody sent. Nothing is wrong with the site, so nobody needs to know how the code came there.
_REFUSALS = "django.security"
_INDENT = "    "

_Exception = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def escaped(words: str) -> str:
    r"""The same words, each character that a screen or another program would obey written as `\n`, `\x1b` or `\u202e`."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), words)


class Failures(logging.Filter):
    """What was answered with 503 is no failure of the code: the line of its request says so, and whoever said it has logged why."""

    @override
    def filter(self, record: LogRecord) -> bool:
        return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE


class OneLine(logging.Formatter):
    """A record is one line; only how the code came to an error follows it, and those lines are indented."""

    @override
    def format(self, record: LogRecord) -> str:
        if record.name.startswith(_REFUSALS) and record.exc_info:
            record = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None})
        return super().format(record)

    @override
    def formatMessage(self, record: LogRecord) -> str:
        return escaped(super().formatMessage(record))

    @override
    def formatException(self, ei: _Exception) -> str:
        return _indented(super().formatException(ei))

    @override
    def formatStack(self, stack_info: str) -> str:
        return _indented(super().formatStack(stack_info))


def _indented(lines: str) -> str:
    return "\n".join(_INDENT + escaped(line) for line in lines.split("\n"))
