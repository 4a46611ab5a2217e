"""Reads docs/wagtail-seams.md: each row of its tables names our files and the inner parts that they rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = re.compile(r"`([^`]+)`")
_FILE = re.compile(r"(?:backcare|factsheets|home|templates|tests)/\S+\.\w+")
#: Below this heading stand names that are only called, from wherever they are needed.
BORROWED = "## Borrowed"


class Row(NamedTuple):
    files: frozenset[str]
    parts: frozenset[str]


def rows(text: str) -> Iterator[Row]:
    """The rows of all tables; what stands in backticks is a file of ours or an inner part."""
    for line in text.partition(BORROWED)[0].splitlines():
        if line.startswith("|"):
            quoted = frozenset(_QUOTED.findall(line))
            files = frozenset(each for each in quoted if _FILE.fullmatch(each))
            yield Row(files, quoted - files)


def borrowed(text: str) -> frozenset[str]:
    return frozenset(_QUOTED.findall(text.partition(BORROWED)[2]))
