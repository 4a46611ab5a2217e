"""Associations that stand below no heading of theirs: at the end of another part, or as all that a part of the tray holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factsheets.language.vocabulary import Section as Part

from ..formats.document import BlockKind
from .association_lines import MAX_LINE, MAX_NAME_WORDS
from .association_names import POSTCODE, body_name_of, is_line_of_address, says_more
from .contact_forms import LABEL as LABELLED
from .contact_forms import values_in
from .headings import NO_PART, UNKNOWN
from .ledger import Ledger
from .passages import Passage
from .publisher import is_own_body
from .sections import CLINICAL_PARTS, PROSE_PARTS, DocumentSection
from .signals import has_contact, names_a_body, warns

LABEL = "Associations"
NOTE = "“{name}” and how it is reached stand under “{heading}”, and were read as an association: look whether it is one of this therapy."
STAYS = "“{text}” stands in another part and says how a body is reached: make a record of it by hand if it is one of this therapy."
_NAMED = re.compile(r"[,:;\n(]| [-\u2013\u2014|\u2022·] ")
_LONGEST = 300


def take_bodies(
    by_part: dict[str, DocumentSection], others: list[DocumentSection], ledger: Ledger
) -> list[Passage]:
    """The passages that are associations elsewhere, without those of the publisher; they are taken out of their sections.

    `others` open no part. A sentence stays where it stands, and a person is asked.
    """
    found: list[Passage] = []
    for part in (*PROSE_PARTS, *CLINICAL_PARTS):
        if (section := by_part.get(part)) is not None:
            found += _at_the_end(section, ledger)
            _ask_about_sentences(section, ledger)
    for section in others:
        found += _of_the_tray(section, ledger)
    return found


def _at_the_end(section: DocumentSection, ledger: Ledger) -> list[Passage]:
    """The last passages of a section that are the name of a body and how it is reached."""
    start = len(section.passages)
    while start and _may_be_of_a_body(section.passages[start - 1]):
        start -= 1
    while start < len(section.passages) and not _names_one(section.passages[start]):
        start += 1
    block = section.passages[start:]
    if not _is_reached(block) or is_own_body(_name_of(block[0]), ledger.aside, _text(block)):
        return []
    del section.passages[start:]
    ledger.propose(
        LABEL, NOTE.format(name=_name_of(block[0]), heading=section.heading or Part(section.part).label)
    )
    return block


def _of_the_tray(section: DocumentSection, ledger: Ledger) -> list[Passage]:
    """All passages of a section that is nothing but bodies and how they are reached; its heading may be the name of one."""
    heading = section.heading.strip(" :")
    block = list(section.passages)
    is_name = bool(heading) and names_a_body(heading) and body_name_of(heading) is not None
    if is_name and len(heading.split()) <= MAX_NAME_WORDS and block and not _names_one(block[0]):
        block = [Passage(BlockKind.PARAGRAPH, [heading, *block[0].lines], links=block[0].links), *block[1:]]
    is_whole = section.part in (UNKNOWN, NO_PART) and bool(block) and all(map(_may_be_of_a_body, block))
    if not is_whole or not _names_one(block[0]) or not _is_reached(block):
        return []
    if re.search(r"\bus\b", heading, re.IGNORECASE) or is_own_body(
        _name_of(block[0]), ledger.aside, _text(block)
    ):
        return []
    if block[0].lines[0] != heading:
        ledger.structure(section.heading)
    ledger.propose(LABEL, NOTE.format(name=_name_of(block[0]), heading=section.heading))
    section.passages.clear()
    section.heading = ""
    return block


def _ask_about_sentences(section: DocumentSection, ledger: Ledger) -> None:
    """Ask about each passage that stays and tells how a body is reached."""
    for passage in section.passages:
        facts = _facts(passage)
        if facts & {"phone", "email"} and names_a_body(passage.text[:_LONGEST]):
            ledger.propose(LABEL, STAYS.format(text=passage.text[:_LONGEST]))


def _may_be_of_a_body(passage: Passage) -> bool:
    """Whether a passage is the name of a body, its address or its numbers, and no sentence."""
    text = passage.text
    if passage.is_row or passage.is_subheading or passage.is_note or len(text) > MAX_LINE or warns(text):
        return False
    if _is_sentence(text):
        return False
    return _names_one(passage) or bool(_facts(passage)) or (is_line_of_address(text) and has_contact(text))


def _is_sentence(text: str) -> bool:
    """Whether the words around the numbers are those of a sentence."""
    words, place = "", 0
    for value in values_in(text[:MAX_LINE]):
        words, place = words + text[place : value.start], value.end
    words = LABELLED.sub(" ", words + text[place:])
    return says_more(words) or (
        text.endswith((".", "!", "?")) and not _facts_of(text) and len(text.split()) > MAX_NAME_WORDS
    )


def _names_one(passage: Passage) -> bool:
    name = _name_of(passage)
    is_short = 1 < len(name.split()) <= MAX_NAME_WORDS and name[:1].isupper()
    return is_short and names_a_body(name) and body_name_of(name) is not None and not _facts_of(name)


def _name_of(passage: Passage) -> str:
    """What stands before the first sign that parts a name from its address."""
    return _NAMED.split("\n".join(passage.lines), maxsplit=1)[0].strip() if passage.lines else ""


def _is_reached(block: Iterable[Passage]) -> bool:
    """Whether a phone number, an e-mail address, or an address of the post and of the web stands in it."""
    facts = {fact for passage in block for fact in _facts(passage)}
    return bool(facts & {"phone", "email"}) or bool({"website"} <= facts and POSTCODE.search(_text(block)))


def _text(block: Iterable[Passage]) -> str:
    return " ".join(passage.text for passage in block)


def _facts(passage: Passage) -> set[str]:
    return _facts_of(passage.text)


def _facts_of(text: str) -> set[str]:
    return {value.fact for value in values_in(text[:MAX_LINE])}
