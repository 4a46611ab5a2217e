"""The table of contents of a document, where its reader did not know it: headings to come, each with its page."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, TextBlock
from .headings import MAX_LENGTH, Headings, is_of_contents

_DOTS = " \t.\u2026\u00b7_|-"
_DIGITS = "0123456789"
_MOST_DIGITS = 3
_BETWEEN = re.compile(r"(?:(?<= \d)|(?<= \d\d)) (?=[A-Z])")
_FEWEST = 3
_FEWEST_KNOWN = 2
_LONGEST = MAX_LENGTH + 90  # with the dots before the page


def without_contents(
    blocks: tuple[TextBlock, ...], headings: Headings
) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The blocks without the entries of a table of contents, and those entries.

    They stand one after the other, their pages never fall, and several of them are headings of a factsheet.
    """
    kept: list[TextBlock] = []
    entries: list[str] = []
    run: list[TextBlock] = []
    for block in (*blocks, None):
        if block is not None and _pages(block) and _pages(block)[0] >= _last_page(run):
            run.append(block)
            continue
        lines = [line for one in run for line in _lines_of(one)]
        known = [line for line in lines if headings.part(_entry(line)[0])]
        below_its_name = bool(kept) and is_of_contents(kept[-1].text)
        if len(lines) >= _FEWEST and (len(known) >= _FEWEST_KNOWN or below_its_name):
            entries += lines
        else:
            kept += run
        run = [block] if block is not None and _pages(block) else []
        kept += [block] if block is not None and not run else []
    return tuple(kept), entries


def _lines_of(block: TextBlock) -> list[str]:
    """The lines of a block; entries that were joined, as each ends with its page, are apart."""
    return [part for line in block.text.split("\n") for part in _BETWEEN.split(line)]


def _entry(line: str) -> tuple[str, int]:
    """The heading of an entry and its page; ("", 0) where a line is none."""
    line = line[:_LONGEST].strip()
    before = line.rstrip(_DIGITS)
    page, heading = line[len(before) :], before.rstrip(_DOTS)
    is_entry = 0 < len(page) <= _MOST_DIGITS and heading != before and 1 < len(heading) <= MAX_LENGTH
    return (heading, int(page)) if is_entry else ("", 0)


def _pages(block: TextBlock) -> list[int]:
    """The pages of the entries of a block; none where any line of it is no entry."""
    if block.kind is BlockKind.PICTURE or block.is_note:
        return []
    entries = [_entry(line) for line in _lines_of(block)]
    pages = [page for heading, page in entries if heading]
    return pages if len(pages) == len(entries) and pages == sorted(pages) else []


def _last_page(run: list[TextBlock]) -> int:
    return _pages(run[-1])[-1] if run else 0
