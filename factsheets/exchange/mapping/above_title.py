"""Whose name stands above a title: a society, a practice or a group, whose words come nowhere again in the text."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, Document, TextBlock
from .first_lines import telling_words
from .headings import Headings, stems_of
from .signals import has_contact, names_a_body
from .title_words import cleaned_title, tells_of_file

SERIES_WORDS = r"(?:backcare )?(?:fact ?sheet|leaflet|information sheet|booklet)(?: no\.?| number)? ?\d{1,4}"
_ENDS_IN_SERIES = re.compile(rf"\w\s?[:|\u2013\u2014-]\s?{SERIES_WORDS}\s*$", re.IGNORECASE)
_NUMBERED_SERIES = re.compile(rf"{SERIES_WORDS}\s?[:.\u2013\u2014-]\s?[A-Z]", re.IGNORECASE)
_LONGEST = 120
_BELOW = 4  # lines
_FEW_WORDS = 6
_LOOKED_AT = 60  # blocks below it
_MOST_WORDS = 12
#: Words that those who publish have in their names, beside those of professional bodies.
_PUBLISHES = re.compile(
    r"\b(?:support|practice|surgery|clinics?|centre|service|services|team|unit|studio|rooms?|club|charity|ltd|limited|physiotherapy|therapists"
    r"|hospitals?|wellbeing|wellness|helpline|friends of|branch)\b",
    re.IGNORECASE,
)
_BARS = re.compile(r"\S\s[|\u2022\u00b7]\s\S")


def is_publisher_above(line: str, block: TextBlock, blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether a line is the name of who publishes the document, and the next one is its title.

    It has the form of such a name. The next line can be a name, and is one by its label (“Your questions answered: …”) or
    because its words come again below; those of the line itself do not.
    """
    if not (_BARS.search(line[:200]) or names_a_body(line) or _PUBLISHES.search(line[:200])):
        return False
    following, below = _following(line, block, blocks, place)
    title, label = cleaned_title(following)
    if not _may_be_title(title):
        return False
    if any(label) or (_is_society(line) and title.isupper() and line.isupper()):
        return True
    own, others = telling_words(line), telling_words(title)
    again = stems_of(*below)
    return bool((others - own) & again) and not (own - others - _stems_of_bodies(line)) & again


def is_spoken_of_nowhere(title: str, lines: list[str], blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether no word of a line comes again, and all of a line right below it do: the document speaks of that one.

    `lines` are the others of its block.
    """
    own = telling_words(title)
    later = [(0, line) for line in lines]
    later += [
        (at, block.text)
        for at, block in enumerate(blocks[place + 1 : place + 1 + _BELOW], 1)
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
    ]
    if not own or own & stems_of(*lines, *(block.text for block in blocks[place + 1 :])):
        return False
    for at, line in later[:_BELOW]:
        if not may_be_name(line):
            continue
        others = telling_words(cleaned_title(line)[0])
        below = stems_of(*(block.text for block in blocks[place + 1 + at :]))
        if others and line[:1].isupper() and others <= below and not tells_of_file(line):
            return True
    return False


def _following(
    line: str, block: TextBlock, blocks: tuple[TextBlock, ...], place: int
) -> tuple[str, list[str]]:
    """The next line, and the texts below that; addresses and lines about the document are no text."""
    lines = [one for one in block.text.split("\n") if one.strip()]
    own = lines[lines.index(line) + 1 :] if line in lines else []
    later = list(blocks[place + 1 : place + 1 + _LOOKED_AT])
    if own:
        following, rest = own[0], own[1:]
    else:
        following = (
            later[0].text if later and later[0].kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else ""
        )
        rest = []
        later = later[1:]
    texts = [*rest, *(one.text for one in later)]
    return following, [
        one for one in texts if not (has_contact(one) or tells_of_file(one) or "\u00a9" in one)
    ]


def _may_be_title(title: str) -> bool:
    is_short = 0 < len(title.split()) <= _MOST_WORDS and "\n" not in title
    return is_short and not title.endswith((".", "!", "?", ":", ";", ",")) and Headings().part(title) is None


def _is_society(line: str) -> bool:
    return names_a_body(line.split()[-1]) if line.split() else False


def _stems_of_bodies(line: str) -> set[str]:
    """The words of a name that any such body has: they may well come again in the text."""
    return stems_of(*(word for word in line.split() if names_a_body(word) or _PUBLISHES.fullmatch(word)))


def is_above_series(document: Document, blocks: tuple[TextBlock, ...], place: int) -> bool:
    """Whether the number of a series stands between a line and a heading right below it: a charity's name is above both."""
    pair = blocks[place : place + 2]
    if len(pair) == 2 and _NUMBERED_SERIES.match(pair[1].text[:_LONGEST]):
        return True
    if len(pair) < 2 or pair[1].kind is not BlockKind.HEADING or not may_be_name(pair[1].text):
        return False
    if _ENDS_IN_SERIES.search(pair[0].text[:_LONGEST]):
        return True  # “Sample Charity – Factsheet 31” right above the name of the therapy
    first, second = (_counted(one.place) for one in pair)
    return any(first < _counted(one.place) < second for one in document.set_aside if "series" in one.why)


def _counted(place: str) -> int:
    """The number of a paragraph or a line, as the readers tell it; 0 for any other place."""
    kind, _, number = place.partition(",")[0].partition(" ")
    return int(number) if kind in ("paragraph", "line") and number.isdigit() else 0


def may_be_name(text: str) -> bool:
    """Whether a line below that of a society is short, no sentence and no known heading, so that it can be the title."""
    is_short = 0 < len(text.split()) <= _FEW_WORDS and "\n" not in text
    return is_short and not text.endswith((".", "!", "?", ":", ";", ",")) and Headings().part(text) is None
