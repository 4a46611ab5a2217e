"""Rich text as plain text that keeps its blocks: one line for each, closed by a sign, with a bullet before those of a list."""

from __future__ import annotations

import re
from itertools import pairwise

from wagtail.rich_text import get_text_for_indexing

BULLET = "• "
#: A break within a paragraph parts its words as the lines of a list are parted: what follows may go on with its sentence.
_ITEM = re.compile(r"<(?:li\b[^>]*|br\s*/?)>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|h\d|ul|ol|li|blockquote|hr)\b[^>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"[.:;,!?…][”’\"')\]]*\Z")


def text_in_lines(rich_text: str) -> str:
    """The words of a rich text."""
    words = " ".join(rich_text.split())
    parted = _BLOCK.sub(r"\g<0>\n", _ITEM.sub(rf"\n\g<0>{BULLET}", words))
    return in_lines(get_text_for_indexing(parted))


def in_one_line(rich_text: str) -> str:
    """The same where there is no room for lines."""
    return text_in_lines(rich_text).replace(f"\n{BULLET}", " ").replace("\n", " ").removeprefix(BULLET)


def in_lines(text: str) -> str:
    """The lines of a plain text that have words in them; a line that another one follows ends with a sign."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    some = [line for line in lines if line.strip(BULLET)]
    return "\n".join([*(_closed(line, following) for line, following in pairwise(some)), *some[-1:]])


def _closed(line: str, following: str) -> str:
    if _CLOSED.search(line):
        return line
    if not following.startswith(BULLET):
        return f"{line}."
    return f"{line};" if line.startswith(BULLET) else f"{line}:"
