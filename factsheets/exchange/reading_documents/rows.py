"""The lines of a text before they are blocks: which are blank or ruled, which carry a list mark, which are furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .furniture import furniture_in, pattern_of, running_lines
from .tidying import plain_letters

_RULED = re.compile(r"[\W_]{3,}")
_UNDERLINE = re.compile(r"[=~_-]{3,}")
_SURE_MARK = re.compile(r"([•●○◦▪▫■□‣\u2043·∙➢✓»\uf0b7\uf0a7\uf0d8]|\*(?!\*)|\+(?=\s))\s*")
_LIKELY_MARK = re.compile(r"([-\u2012-\u2015\u2212]|\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\)|o)\s+(?=\S)")
_NUMBER = re.compile(
    r"((?:q(?:uestion)? ?)?\d{1,2}(?:(?:\.\d{1,2}){1,3}[.):]?|[.):])|[ivx]{1,5}[.)]|section \d{1,2}[.:]?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S{0,60}@|(?:https?://|www\.)|[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}(?:/|$)")
ENDS = (".", "?", "!", "”", '"', ".)", "…")


@dataclass(frozen=True)
class Row:
    """One line of a text."""

    text: str  # one space between words; "" when it is blank
    number: int
    indent: int = 0
    underlined: bool = False
    begins_page: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does, or leads over to a list."""
        return self.text.endswith((*ENDS, ":", ";"))

    @property
    def starts_small(self) -> bool:
        """Whether it begins like the continuation of a sentence, and not with an address of the web."""
        return self.text[:1].islower() and not _ADDRESS.match(self.text[:400].partition(" ")[0])

    def mark(self) -> re.Match[str] | None:
        """A list mark that is one wherever a line begins with it."""
        return _SURE_MARK.match(self.text)

    def likely_mark(self) -> re.Match[str] | None:
        """A mark that may be part of a sentence that happened to be wrapped just there."""
        return _LIKELY_MARK.match(self.text)

    def number_mark(self) -> re.Match[str] | None:
        """The number of a heading or an item: 1., 4.1, IV., Q4."""
        return _NUMBER.match(self.text[:80])


@dataclass(frozen=True)
class TakenOut:
    """A line that is furniture."""

    text: str
    why: str
    number: int


def split_rows(text: str) -> tuple[list[Row], list[TakenOut]]:
    """The rows of a text without its furniture, and the furniture."""
    pages = [page.split("\n") for page in text.split("\f")]
    running = (
        running_lines([[line for line in page if line.strip()] for page in pages])
        if len(pages) > 1
        else set()
    )
    margin = min((_indent(line) for page in pages for line in page if line.strip()), default=0)
    rows: list[Row] = []
    out: list[TakenOut] = []
    number, title = 0, ""
    for page_number, page in enumerate(pages):
        edge = _edges(page)
        begins = page_number > 0
        for place, line in enumerate(page):
            number += 0 if place == 0 and page_number else 1
            plain = " ".join(plain_letters(line).split())
            first = sum(bool(row.text) for row in rows) < 3
            why = _furniture(line, plain, title, edge=place in edge, first=first, running=running)
            if why:
                out.append(TakenOut(plain, why, number))
                continue
            if not title and plain:
                title = plain
            _add(rows, plain, line, number, margin, begins_page=begins and bool(plain))
            begins = begins and not plain
    return rows, out


def _edges(page: list[str]) -> set[int]:
    filled = [place for place, line in enumerate(page) if line.strip()]
    return {*filled[:3], *filled[-4:]}


def _furniture(line: str, plain: str, title: str, *, edge: bool, first: bool, running: set[str]) -> str:
    found = furniture_in(line.strip(), known=[title] if title else [])
    if found and (found.why != "series" or edge or first):
        return found.why
    if title and edge and pattern_of(line) in running and not (first and not found):
        return "running line"
    return ""


def _add(rows: list[Row], plain: str, line: str, number: int, margin: int, *, begins_page: bool) -> None:
    if plain and _RULED.fullmatch(plain):
        last = rows[-1] if rows else None
        if last and last.text and _UNDERLINE.fullmatch(plain) and (len(rows) < 2 or not rows[-2].text):
            rows[-1] = Row(last.text, last.number, last.indent, underlined=True, begins_page=last.begins_page)
        plain = ""
    rows.append(Row(plain, number, _indent(line) - margin if plain else 0, begins_page=begins_page))


def _indent(line: str) -> int:
    whole = line.expandtabs(8) if len(line) < 2000 else line
    return len(whole) - len(whole.lstrip())
