"""Which paragraphs are headings by their size, their weight or their form, where the document names no style."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ..formats.document import BlockKind, Link, TextBlock
from .tidying import RAISED_DIGITS

MAX_HEADING = 110
MAX_HEADING_WORDS = 14
CAPITALS = re.compile(r"[A-Z]{2}")
#: One line with these words alone is a heading wherever a block begins with it.
USUAL_HEADINGS = frozenset(
    line.strip()
    for line in """
    introduction|background|overview|description|about|history|evidence|the evidence|research|mechanism|how it works|procedure
    treatment|the treatment|benefits|risks|side effects|side-effects|adverse effects|safety|caution|cautions|precautions|warnings
    contraindications|contra-indications|indications|qualification|qualifications|training|regulation|cost|costs|association
    associations|professional association|professional associations|professional body|professional bodies|organisations
    relevant information|related information|further information|further reading|useful information|useful contacts|contacts
    references|sources|bibliography|most likely to help|least likely to help|books|websites|useful websites|disclaimer
    """.replace("\n", "|").split("|")
)
_NOTE_SIGNS = f"*\u2020\u2021\u00a7{RAISED_DIGITS}"
_MAX_LEAD = 60
_LARGER = 1.12
_TITLE_WORDS = 12


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: the size of its letters (0 when it is not known), and whether all of it stands out."""

    size: float = 0.0
    stands_out: bool = False


@dataclass
class Inline:
    """The words of one paragraph while they are read, with their looks and links."""

    pieces: list[tuple[str, bool, float]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, text: str, *, bold: bool = False, size: float = 0.0) -> None:
        """Words in one look."""
        if text:
            self.pieces.append((text, bold, size))

    def link(self, start: int, target: str) -> None:
        """All words since `start` (of `length`) lead to the target."""
        words = "".join(piece for piece, _, _ in self.pieces[start:])
        if target and words.strip():
            self.links.append(Link(words, target))

    def drop_last_letter(self) -> None:
        """Take away the hyphen at which a word was torn."""
        text, bold, size = self.pieces[-1]
        self.pieces[-1] = (text[:-1], bold, size)

    @property
    def length(self) -> int:
        """How many pieces there are, for the beginning of a link."""
        return len(self.pieces)

    @property
    def text(self) -> str:
        """All words."""
        return "".join(piece for piece, _, _ in self.pieces)

    @property
    def lead(self) -> str:
        """A bold beginning before words that are not bold."""
        lead = ""
        for piece, bold, _ in self.pieces:
            if not bold and piece.strip():
                return lead if 0 < len(lead.strip()) <= _MAX_LEAD and any(map(str.isalpha, lead)) else ""
            lead += piece
        return ""

    @property
    def look(self) -> Look:
        """The look of the whole paragraph."""
        sizes: Counter[float] = Counter()
        for piece, _, size in self.pieces:
            sizes[size] += len(piece.strip())
        filled = [bold for piece, bold, _ in self.pieces if any(map(str.isalnum, piece))]
        return Look(sizes.most_common(1)[0][0] if sizes else 0.0, bool(filled) and all(filled))


def promote(blocks: list[TextBlock], looks: dict[int, Look]) -> list[TextBlock]:
    """The blocks, and those paragraphs as headings that look like one. `looks` are by the place in `blocks`."""
    letters: Counter[float] = Counter()
    loud = total = 0
    for place, look in looks.items():
        count = len(blocks[place].text)
        letters[look.size] += count
        loud += count if look.stands_out else 0
        total += count
    body = letters.most_common(1)[0][0] if letters else 0.0
    styled = any(block.kind is BlockKind.HEADING for block in blocks)
    sizes = sorted({look.size for look in looks.values() if look.size > body * _LARGER}, reverse=True)
    result = list(blocks)
    for place, block in enumerate(blocks):
        look = looks.get(place, Look())
        if block.kind is not BlockKind.PARAGRAPH or not may_be_heading(block.text):
            continue
        larger = bool(body) and look.size > body * _LARGER
        bolder = look.stands_out and loud * 2 < total
        if larger or bolder or is_heading_by_form(block.text):
            level = 0 if styled else sizes.index(look.size) + 1 if larger else min(9, len(sizes) + 1)
            result[place] = replace(
                block, kind=BlockKind.HEADING, text=block.text.replace("\n", " "), level=level, lead=""
            )
    return result


_NEAR, _FIRST = (
    4,
    12,
)  # blocks: where a heading of the highest level is the title; the only one may stand lower


def with_title(blocks: list[TextBlock], *, styled: bool) -> list[TextBlock]:
    """The blocks with the title at their head, when the first line can be one and no style names another.

    Where nothing is styled, all other headings lie below it.
    """
    highest = [
        place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1
    ]
    is_named = any(place < _NEAR for place in highest) or (len(highest) == 1 and highest[0] < _FIRST)
    if not blocks or (styled and is_named):
        return blocks
    first, rest = blocks[0], blocks[1:]
    if not styled and first.kind is BlockKind.PARAGRAPH and _is_headed_below(rest):
        return blocks
    short = len(first.text.split()) <= _TITLE_WORDS and not first.text.endswith((".", ",", ";", ":", "?"))
    if (
        first.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        or not short
        or not may_be_heading(first.text)
    ):
        return blocks
    if not styled and any(block.kind is BlockKind.HEADING and block.level == 1 for block in rest):
        rest = [
            replace(one, level=one.level + 1) if one.kind is BlockKind.HEADING and one.level else one
            for one in rest
        ]
    return [replace(first, kind=BlockKind.HEADING, level=1, lead=""), *rest]


def _is_headed_below(rest: list[TextBlock]) -> bool:
    """Whether the second line is the largest heading of all, above smaller ones: the title, below who publishes it."""
    levels = [block.level for block in rest if block.kind is BlockKind.HEADING and block.level]
    if not rest or rest[0].kind is not BlockKind.HEADING or levels[:1] != [1] or levels.count(1) > 1:
        return False
    text = rest[0].text
    return len(levels) > 1 and not text.endswith("?") and text.rstrip(" :").casefold() not in USUAL_HEADINGS


def may_be_heading(text: str) -> bool:
    """Whether a text is short enough, and no sentence, address or number."""
    plain = text.strip()
    if not 0 < len(plain) <= MAX_HEADING or len(plain.split()) > MAX_HEADING_WORDS or plain.count("\n") > 1:
        return False
    if (
        plain.rstrip(_NOTE_SIGNS).endswith((".", ",", ";"))
        or "@" in plain
        or "://" in plain
        or "www." in plain
    ):
        return False
    return any(map(str.isalpha, plain)) and not plain[:1].islower()


def is_heading_by_form(text: str) -> bool:
    """Whether a text is a heading by its form alone: a short question, capitals, or usual words."""
    plain = text.strip()
    if plain.rstrip(" :").casefold() in USUAL_HEADINGS:
        return True
    if plain.endswith("?"):
        return ". " not in plain and "? " not in plain
    return plain.isupper() and bool(CAPITALS.search(plain)) and not any(map(str.isdigit, plain[-4:]))
