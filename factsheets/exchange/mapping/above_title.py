"""Whose name stands above a title: a society, a practice or a group, whose words come nowhere again in the text."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, TextBlock
from .headings import Headings, stems_of
from .signals import has_contact, names_a_body
from .title_words import cleaned_title, tells_of_file

_LOOKED_AT = 60  # blocks below it
_MOST_WORDS = 12
_LETTERS_OF_SHORT = 3
#: Words that those who publish have in their names, beside those of professional bodies.
_PUBLISHES = re.compile(
    r"\b(?:support|practice|surgery|clinics?|centre|service|services|team|unit|studio|rooms?|club|charity|ltd|limited|physiotherapy|therapists"
    r"|hospitals?|wellbeing|wellness|helpline|friends of|branch)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,3}\b")
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
    own, others = _telling(line), _telling(title)
    again = stems_of(*below)
    return bool((others - own) & again) and not (own - others - _stems_of_bodies(line)) & again


def _telling(name: str) -> set[str]:
    """The words of a name that tell it from others: of its short words only abbreviations, such as “CBT”."""
    short = () if name.isupper() else _ABBREVIATION.findall(name)
    return stems_of(*(word for word in name.split() if len(word) > _LETTERS_OF_SHORT), *short)


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
