"""A plain text in units that keep their meaning alone: whole sentences, and lists with the sentence that leads them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

#: What begins a line of a list in a plain text.
BULLET = "• "
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+")
_LAST_WORD = re.compile(r"[^\s“‘\"'(\[]+$")
_ENDED = re.compile(r"[.!?…][”’\"')\]]*\Z")
_OPENING = "“‘\"'(["
#: A full stop after one of these, or after a single letter, ends no sentence.
_SHORTENED = frozenset(
    [
        "e.g",
        "i.e",
        "etc",
        "vs",
        "cf",
        "ca",
        "approx",
        "no",
        "nos",
        "fig",
        "ref",
        "refs",
        "vol",
        "ed",
        "eds",
        "al",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
    ]
)
#: A sentence that begins so takes something back of the one before.
_TURNS = re.compile(
    r"\W*(?:but|however|yet|still|though|although|nevertheless|nonetheless|except|unless|otherwise|instead|only|no|not|nor|"
    r"neither|never|none|even so|even then|that said|on the other hand)\b",
    re.IGNORECASE,
)
#: One that begins so speaks of the one before: if it denies anything, it may deny that.
_SPEAKS_OF_IT = re.compile(r"\W*(?:it|this|that|they|these|those|such|he|she)\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"n['’ʼ`´]t\b|\b(?:not|no|never|none|nor|neither|cannot|without|unless|except|against|too little)\b",
    re.IGNORECASE,
)
#: A sentence with one of these may say the opposite without its other half.
_CAVEAT = re.compile(
    r"n['’ʼ`´]t\b|\b(?:no|not|non|nor|never|none|neither|nobody|nothing|nowhere|cannot|cant|dont|doesnt|wont|without|unless|"
    r"except\w*|only|but|however|yet|still|although|though|if|when|until|till|despite|instead|rather|otherwise|unlikely|"
    r"hardly|barely|scarcely|rarely|seldom|little|few|fewer|less|least|too|lack\w*|absen\w*|insufficient|inconclusive|"
    r"unclear|uncertain|unknown|unproven|unsafe|ineffective|avoid\w*|against|stop\w*|fail\w*|refus\w*|before|after)\b",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """From where to where it stands in a text; `items` are the lines of its list, each without the bullet."""

    start: int
    end: int
    items: tuple[Span, ...] = ()

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


def has_caveat(words: str) -> bool:
    """Whether a part of these words may mean something else than the whole."""
    return _CAVEAT.search(words) is not None


@lru_cache(maxsize=5_000)
def units_of(text: str, room: int) -> tuple[Unit, ...]:
    """The units of a text in order. What takes back the sentence before it is one with that, if both fit into `room`."""
    units: list[Unit] = []
    for unit in _units(text):
        before = units[-1] if units else None
        if before and unit.end - before.start <= room and _takes_back(text, unit):
            units[-1] = Unit(before.start, unit.end)
        else:
            units.append(unit)
    return tuple(units)


def _takes_back(text: str, unit: Unit) -> bool:
    if _TURNS.match(text, unit.start):
        return True
    return bool(_SPEAKS_OF_IT.match(text, unit.start) and _DENIAL.search(text, unit.start, unit.end))


def _units(text: str) -> Iterator[Unit]:
    for lines in _blocks(text):
        first, *items = lines
        *sentences, last = _sentences(text, *first)
        yield from (Unit(*sentence) for sentence in sentences)
        yield Unit(
            last[0],
            lines[-1][1],
            tuple((start + len(BULLET) * _is_item(text, start), end) for start, end in items),
        )


def _blocks(text: str) -> Iterator[list[Span]]:
    """Lines that belong together: those of a list to what stands before it, and what a line that did not end goes on with."""
    block: list[Span] = []
    for found in _LINE.finditer(text):
        line = found.span()
        if block and not (_is_item(text, line[0]) or _goes_on(text, block[-1], line)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_item(text: str, start: int) -> bool:
    return text.startswith(BULLET, start)


def _goes_on(text: str, line: Span, following: Span) -> bool:
    if text[line[1] - 1] in ":;,":
        return True
    return text[following[0]].islower() and not _ENDED.search(text, *line)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of one line. Where it is in doubt whether one ends, it goes on."""
    found: list[Span] = []
    for mark in _END.finditer(text, start, end):
        if _begins(text, mark.end()) and not _is_shortened(text[start : mark.start()]):
            found.append((start, mark.end()))
            start = mark.end()
    return [*found, (start, end)] if start < end or not found else found


def _begins(text: str, at: int) -> bool:
    rest = text[at : at + 3].lstrip(_OPENING)
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit())


def _is_shortened(before: str) -> bool:
    found = _LAST_WORD.search(before)
    word = found[0].casefold() if found else ""
    last = word.rpartition(".")[2]
    return word in _SHORTENED or (len(last) == 1 and last.isalpha())
