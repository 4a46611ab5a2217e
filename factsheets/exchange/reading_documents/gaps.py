"""A line whose beginning stands before a gap, as headings do beside their text: “Evidence” and “None.” at a tab stop."""

from __future__ import annotations

import re

#: So much of a line is looked at.
MAX_LENGTH = 200
_MOST_WORDS = 8
_GAP = re.compile(r"(?P<lead>[A-Z][^\t\n:]{2,59}?)(?: ?\t[ \t]{0,9}| {4,60})(?P<rest>[^\n]{0,80})")
_ANY_GAP = re.compile(r" {2,}|\t[ \t]*")
_LABEL = re.compile(
    r"(?:tel|phone|fax|e-?mail|web|mobile|address|text|free|mini|date|name|version|author|ref|page|issue)",
    re.IGNORECASE,
)


def lead_before_gap(line: str) -> str:
    """The words before the first gap of a line, when words follow it; "" for any other line."""
    found = _GAP.match(line.strip()[:MAX_LENGTH])
    if found is None or _LABEL.match(found["lead"]) or not re.search(r"[^\s\d.]", found["rest"]):
        return ""
    lead = found["lead"].strip()
    return lead if len(lead.split()) <= _MOST_WORDS and not lead.endswith((".", ",", ";")) else ""


def cells_of(line: str) -> tuple[tuple[int, str], ...]:
    """The pieces of a line between gaps of two spaces or more, or tabs, each with the place where it begins; a tab counts one."""
    plain = line.rstrip()[:400]
    pieces: list[tuple[int, str]] = []
    start = len(plain) - len(plain.lstrip())
    for gap in (*_ANY_GAP.finditer(plain, start), None):
        end = gap.start() if gap else len(plain)
        if end > start:
            pieces.append((start, plain[start:end].strip()))
        start = gap.end() if gap else end
    return tuple(pieces)
