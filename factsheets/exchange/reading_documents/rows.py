"""The lines of a text before they are blocks: which are blank or ruled, which carry a list mark, which are furniture."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from .furniture import furniture_in, pattern_of, running_lines
from .gaps import cells_of, lead_before_gap
from .looks import MAX_HEADING, MAX_HEADING_WORDS, USUAL_HEADINGS
from .tidying import plain_letters

_RULED = re.compile(r"[\W_]{3,}")
_UNDERLINE = re.compile(r"[=~_─━═\u2013\u2014-]{3,}")
_SURE_MARK = re.compile(r"([•●○◦▪▫■□‣\u2043·∙➢✓»]{1,2}|[\ue000-\uf8ff]{1,3}|\*(?!\*)|\+(?=\s))\s*")
_LIKELY_MARK = re.compile(
    r"([-\u2012-\u2015\u2212]|\(?\d{1,2}[.)]|\([ivx]{1,4}\)|[ivx]{1,4}\)|\([a-z]\)|[a-z]\)|o)\s+(?=\S)"
)
_WORDS_OF_AN_ITEM = 6
_FEW_WORDS = 6
_WORDS_OF_A_HEADING = 8
_DEEP_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.:]?\s+(?=[A-Z])")
_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_FEWEST_COUNTED = 3
_CAPITALS = re.compile(r"[A-Z]{3}")
_FIGURES = re.compile(r"\d{2}|@")
#: Words that go on with a sentence, or leave it open: such lines are none of a list.
_JOINS = re.compile(
    r"(?:and|or|but|nor|of|in|on|at|to|for|from|with|by|as|than|that|which|who|when|while|is|are|was|were|has|have|had|it|they"
    r"|so|then|because|although|however|not|no)\b"
)
_LEFT_OPEN = re.compile(
    r"\b(?:and|or|but|nor|of|in|on|at|to|for|from|with|by|as|than|that|which|who|when|the|a|an|your|is|are)$"
)
_NUMBER = re.compile(
    r"((?:q(?:uestion)? ?)?\d{1,2}(?:(?:\.\d{1,2}){1,3}[.):]?|[.):])|[ivx]{1,5}[.)]|section \d{1,2}[.:]?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
FEWEST_LOUD = 3  # lines in capitals: so many are the headings of a document
ENDS = (".", "?", "!", "”", '"', ".)", "…")


@dataclass(frozen=True)
class TextRow:
    """One line of a text."""

    text: str  # one space between words; "" when it is blank
    number: int
    indent: int = 0
    underlined: bool = False
    begins_page: bool = False
    lead: str = ""  # the words before a gap in it
    cells: tuple[
        tuple[int, str], ...
    ] = ()  # the pieces between its gaps, each with the place where it begins
    has_tabs: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does, or leads over to a list."""
        return self.text.endswith((*ENDS, ":", ";"))

    @property
    def starts_small(self) -> bool:
        """Whether it begins like the continuation of a sentence, and not with an address of the web."""
        return self.text[:1].islower() and not _is_address(self.text[:400].partition(" ")[0])

    @property
    def is_loud(self) -> bool:
        """Whether it is a few words in capitals, as headings were typed."""
        few = len(self.text.split()) <= _WORDS_OF_A_HEADING and not self.text.endswith((".", ",", ";"))
        return (
            few
            and self.text.isupper()
            and bool(_CAPITALS.search(self.text))
            and not _FIGURES.search(self.text)
        )

    @property
    def is_numbered_heading(self) -> bool:
        """Whether it is a few words behind a number of several parts, such as “4.2 Outcomes”."""
        found = _DEEP_NUMBER.match(self.text[:80])
        few = len(self.text.split()) <= _WORDS_OF_A_HEADING
        return found is not None and few and not self.text.endswith((".", ",", ";", ")"))

    def mark(self) -> re.Match[str] | None:
        """A list mark that is one wherever a line begins with it."""
        return _SURE_MARK.match(self.text)

    def likely_mark(self) -> re.Match[str] | None:
        """A mark that may be part of a sentence that happened to be wrapped just there."""
        return _LIKELY_MARK.match(self.text)

    def bare_number(self) -> re.Match[str] | None:
        """A number before a few words without any sign behind it, as Word writes those of headings: “3 Evidence”."""
        few = len(self.text.split()) <= _WORDS_OF_A_HEADING and not self.text.endswith((".", ",", ";", ":"))
        return _BARE_NUMBER.match(self.text[:80]) if few else None

    def number_mark(self) -> re.Match[str] | None:
        """The number of a heading or an item: 1., 4.1, IV., Q4."""
        return _NUMBER.match(self.text[:80])


@dataclass(frozen=True)
class TakenOut:
    """A line that is furniture."""

    text: str
    why: str
    number: int


def split_rows(text: str) -> tuple[list[TextRow], list[TakenOut]]:
    """The rows of a text without its furniture, and the furniture."""
    pages = [page.split("\n") for page in text.split("\f")]
    running = (
        running_lines([[line for line in page if line.strip()] for page in pages])
        if len(pages) > 1
        else set()
    )
    margin = min((_indent(line) for page in pages for line in page if line.strip()), default=0)
    rows: list[TextRow] = []
    out: list[TakenOut] = []
    number, filled, title = 0, 0, ""
    for page_number, page in enumerate(pages):
        edge = _edges(page)
        begins = page_number > 0
        for place, line in enumerate(page):
            number += 0 if place == 0 and page_number else 1
            plain = without_frame(" ".join(plain_letters(line).split()))
            first = filled < 3
            why = _furniture(line, plain, title, edge=place in edge, first=first, running=running)
            if why:
                out.append(TakenOut(plain, why, number))
                continue
            if not title and plain:
                title = plain
            filled += bool(plain)
            _add(rows, plain, line, number, margin, begins_page=begins and bool(plain))
            begins = begins and not plain
    return rows, out


def bare_items(rows: list[TextRow]) -> set[int]:
    """The numbers of the rows that are a list without marks: one short line in small letters after the other.

    A sentence that was wrapped begins with a capital, fills its lines and ends with a stop; such lines do none of that.
    """
    found: set[int] = set()
    width = max((len(row.text) + row.indent for row in rows if len(row.text) < 160), default=0)
    start = 0
    for end in range(len(rows) + 1):
        if end < len(rows) and _may_be_bare(rows[end], width):
            continue
        run = rows[start:end]
        before = rows[start - 1] if start else None
        after = rows[end].text if end < len(rows) else ""
        is_apart = before is None or not before.text or _opens_a_list(before, width)
        if len(run) > 1 and is_apart and not (after and after[:1].islower()):
            found |= {row.number for row in run}
        start = end + 1
    return found


def counted_headings(rows: list[TextRow]) -> set[int]:
    """The numbers of the rows that count the headings of a document: 1, 2, 3 … without a sign, each before its text.

    One of them at least has the words of a heading, so that the steps of an exercise stay steps.
    """
    filled = [row for row in rows if row.text]
    found: list[TextRow] = []
    for before, row in itertools.pairwise(filled):
        mark = row.bare_number()
        if mark and int(mark[1]) == len(found) + 1 and not (found and before is found[-1]):
            found.append(row)
    plain = [row.text.partition(" ")[2].strip() for row in found]
    is_sure = any(text.endswith("?") or text.casefold() in USUAL_HEADINGS for text in plain)
    return {row.number for row in found} if is_sure and len(found) >= _FEWEST_COUNTED else set()


def is_wrapped(rows: list[TextRow], bare: set[int]) -> bool:
    """Whether lines were broken because they were full; Word's own export has one line for each paragraph."""
    pairs = torn = 0
    for before, row in itertools.pairwise(rows):
        if not before.text or not row.text or row.mark() or row.number in bare:
            continue
        pairs += 1
        torn += row.starts_small and not before.text.endswith((".", "?", "!", ":"))
    return torn > 0 and torn * 25 >= pairs


def is_heading_form(text: str, following: TextRow, *, is_alone: bool) -> bool:
    """Whether a short line without an end stands before a sentence or a list."""
    number = TextRow(text, 0).number_mark()
    text = text[number.end() :] if number and is_alone else text
    words = text.split()
    plain = text.rstrip(" :")
    if is_alone and plain.casefold() in USUAL_HEADINGS:
        return True
    if not is_alone or not 0 < len(words) <= _FEW_WORDS or len(text) > MAX_HEADING or "\n" in text:
        return text.endswith("?") and len(words) <= MAX_HEADING_WORDS and not following.starts_small
    if (not plain[:1].isupper() and not plain[:1].isdigit()) or plain.endswith((*ENDS, ",", ";")):
        return text.endswith("?") and not following.starts_small
    if (
        text.endswith(":")
        or any(letter.isdigit() for letter in plain[1:])
        or any(sign in plain for sign in ",;@")
    ):
        return False
    return bool(following.mark() or following.likely_mark()) or (
        not following.starts_small and (following.text.endswith(ENDS) or len(following.text) > 60)
    )


def _may_be_bare(row: TextRow, width: int) -> bool:
    text = row.text
    return (
        row.starts_small
        and len(text.split()) <= _WORDS_OF_AN_ITEM
        and len(text) + row.indent <= max(width * 0.6, 24)
        and not text.endswith((".", ",", ":", "?", "!", "-", ")"))
        and not _JOINS.match(text)
        and not _LEFT_OPEN.search(text)
        and row.mark() is None
        and row.likely_mark() is None
    )


def _opens_a_list(row: TextRow, width: int) -> bool:
    """Whether a line was ended on purpose: it asks, leads over, or has room left."""
    return row.text.endswith(("?", ":")) or len(row.text) + row.indent <= width * 0.6


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


def _add(rows: list[TextRow], plain: str, line: str, number: int, margin: int, *, begins_page: bool) -> None:
    if plain and _RULED.fullmatch(plain):
        last = rows[-1] if rows else None
        is_alone = last and last.text and (len(rows) < 2 or not rows[-2].text)
        is_sentence = last and last.text.endswith((".", ",", ";"))  # which the line below it closes
        is_as_long = last and abs(len(plain) - len(last.text)) <= 2 and _indent(line) - margin == last.indent
        if last and (is_alone or is_as_long) and not is_sentence and _UNDERLINE.fullmatch(plain):
            rows[-1] = replace(last, underlined=True)
        plain = ""
    indent = _indent(line) - margin if plain else 0
    rows.append(
        TextRow(
            plain,
            number,
            indent,
            begins_page=begins_page,
            lead=lead_before_gap(line),
            cells=cells_of(line),
            has_tabs="\t" in line,
        )
    )


def _indent(line: str) -> int:
    whole = line.expandtabs(8) if len(line) < 2000 else line
    return len(whole) - len(whole.lstrip())


def _is_address(word: str) -> bool:
    """Whether a word is an address of the web or of e-mail, with or without its beginning, or begins one of the post."""
    if "@" in word or word.startswith(("http:", "https:", "www.", "c/o")):
        return True
    parts = word.partition("/")[0].rstrip(".,;:)").split(".")
    return len(parts) > 1 and all(len(part) > 1 for part in parts)


_LONGEST_DRAWN, _FEWEST_PARTS = 500, 3  # of two cells: with what stands before and behind them
_DRAWN = re.compile(r"[\u2502\u2503\u2551|]")


def without_frame(text: str) -> str:
    """A line without the box that somebody drew around it: “║ Traction ║”."""
    parts = _DRAWN.split(text) if len(text) < _LONGEST_DRAWN else []
    is_framed = len(parts) == _FEWEST_PARTS and not parts[0].strip() and not parts[-1].strip()
    return parts[1].strip() if is_framed else text


def drawn_cells(text: str) -> list[str]:
    """The cells of a line of a table that somebody drew: “│ First visit │ £18 │”; none for any other line."""
    parts = [part.strip() for part in _DRAWN.split(text)] if len(text) < _LONGEST_DRAWN else []
    is_drawn = len(parts) > _FEWEST_PARTS and not parts[0] and not parts[-1]
    return parts[1:-1] if is_drawn and any(map(str.isalnum, text)) else []
