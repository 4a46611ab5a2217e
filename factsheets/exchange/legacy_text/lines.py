"""Second stage of the legacy text reader: text → lines, with page breaks and ruled lines taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .headings import MAX_LINES, part_opened_by

_RULED = re.compile(r"[\W_]{3,}")
_SENTENCE_END = (".", "?", "!", ":", "\u201d", '"')


@dataclass(frozen=True)
class SourceLine:
    """One line of the document, and by how many spaces it is indented."""

    text: str  # without the spaces around it; "" for a blank line
    indent: int = 0

    @property
    def starts_small(self) -> bool:
        """Whether the line begins like the continuation of a sentence."""
        return self.text[:1].islower()


BLANK = SourceLine("")


def split_lines(text: str) -> list[SourceLine]:
    """The lines of a document. What the whole document is indented by does not count as indent."""
    rows = [row for page in _pages(text) for row in page]
    margin = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return [_line(row, margin) for row in rows]


def _line(row: str, margin: int) -> SourceLine:
    text = " ".join(row.split())
    if not text or _RULED.fullmatch(text):
        return BLANK
    return SourceLine(text, len(row) - len(row.lstrip()) - margin)


def _pages(text: str) -> list[list[str]]:
    """The rows of each page. A sentence that runs over a page break is not torn; a finished one ends there."""
    pages: list[list[str]] = []
    for page in text.split("\f"):
        rows = page.split("\n")
        if pages:
            while rows and not rows[0].strip():
                rows.pop(0)
            while pages[-1] and not pages[-1][-1].strip():
                pages[-1].pop()
            if not _runs_over(pages[-1], rows):
                rows.insert(0, "")
        pages.append(rows)
    return pages


def _runs_over(before: list[str], after: list[str]) -> bool:
    if not before or not after:
        return False
    if any(part_opened_by(" ".join(after[:count]).strip()) for count in range(1, MAX_LINES + 1)):
        return False
    return not before[-1].rstrip().endswith(_SENTENCE_END) and after[0].lstrip()[:1].islower()
