"""Who publishes a document: whose name stands on it, and how that charity itself is reached."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .headings import NO_PART, plain_heading
from .ledger import Ledger, words
from .sections import PROSE_PARTS, DocumentSection
from .signals import has_contact, names_a_body, warns

_OURS = "backcare"
_LONGEST_FURNITURE = 200  # an e-mail that was set aside says nothing about who publishes the text in it
_FEWEST_LETTERS = 4
_CONTACT = re.compile(r"(?:how to |for )?(?:contact(?:ing)?|reach(?:ing)?)(?: us| details| address)?")
#: The qualifications may name the register and its number.
_HOLDS_NO_NUMBERS = ("introduction", "mechanism", "procedure", "evidence", "risks")
_FEWEST_WITH_NUMBERS = 2
_CHARITY = re.compile(r"\bregistered charity\b|\bcharity (?:no\b|number)", re.IGNORECASE)
_A_CONTACT = re.compile(
    r"(?:\+44|\b0)[\d ()-]{8,16}\d|[\w.+-]{1,64}@[\w.-]{1,60}\w|(?:https?://|www\.)[^\s,;]{1,200}",
    re.IGNORECASE,
)
_REACH_US = re.compile(
    r"(?:if you (?:cannot|can't|can not|are unable to) (?:attend|come|keep)[^.,\n]{0,40},? )?(?:please )?(?:ring|call|phone|telephone|contact|e-?mail|tell)"
    r" (?:us|the (?:department|clinic|ward|office|desk))\b[^.\n]{0,60}(?:\b0\d[\d ()-]{7,15}\d|@)",
    re.IGNORECASE,
)
_MOST_AT_THE_END = 4
_WORDS_OF_A_LABEL = 3
_MOST_LINES = 8
_MOST_WORDS = 14  # of a line: what has more is a sentence


def is_publisher(name: str, aside: Iterable[str]) -> bool:
    """Whether a name stands on the head, the foot or the frame of the document, which was set `aside`."""
    plain = " ".join(words(name))
    if plain == _OURS:
        return True
    lines = (" ".join(words(text)) for text in aside if len(text) <= _LONGEST_FURNITURE)
    return len(plain) >= _FEWEST_LETTERS and any(f" {plain} " in f" {line} " for line in lines)


def is_own_body(name: str, aside: Iterable[str], text: str) -> bool:
    """Whether a block with the name of a body and how it is reached is the publisher's own."""
    return bool(_CHARITY.search(text)) or is_publisher(name, aside)


def without_own_contacts(sections: list[DocumentSection], ledger: Ledger) -> list[DocumentSection]:
    """The sections without those that only say how the publisher is reached, which are set aside.

    Its name may stand as a heading of its own below “Contact us”.
    """
    kept: list[DocumentSection] = []
    for section in sections:
        above = kept[-1] if kept else None
        is_named = above is not None and not above.passages and _asks_to_contact(above)
        if is_named and _is_own_contact(section, [section.heading], ledger.aside):
            ledger.set_aside(f"{kept.pop().heading}\n{section.heading}\n{section.text}")
        elif _asks_to_contact(section) and _is_own_contact(section, [], ledger.aside):
            ledger.set_aside(f"{section.heading}\n{section.text}")
        else:
            kept.append(section)
    return kept


def without_its_own_ending(sections: list[DocumentSection], ledger: Ledger) -> list[DocumentSection]:
    """The sections; “Please ring us on … if you cannot attend” and what stands below it end the document, and wait for a person."""
    last = sections[-1]
    first = max(1, len(last.passages) - _MOST_AT_THE_END)
    for place in range(first, len(last.passages)) if last.part in PROSE_PARTS else ():
        if _REACH_US.match(last.passages[place].text[:_LONGEST_FURNITURE]):
            for passage in last.passages[place:]:
                ledger.structure(passage.mark)
                ledger.leave(last.heading or last.part.capitalize(), passage.text)
            del last.passages[place:]
            break
    return sections


def without_numbers_below(sections: list[DocumentSection], ledger: Ledger) -> list[DocumentSection]:
    """The sections; a last line of nothing but names and numbers is no text of its part, and waits for a person."""
    last = sections[-1]
    passage = last.passages[-1] if len(last.passages) >= _FEWEST_WITH_NUMBERS else None
    if last.part not in _HOLDS_NO_NUMBERS or passage is None:
        return sections
    if passage.is_paragraph and not passage.is_note and _are_numbers(passage.text[: _LONGEST_FURNITURE + 1]):
        ledger.leave(last.heading or last.part.capitalize(), passage.text)
        last.passages.pop()
    return sections


def _are_numbers(text: str) -> bool:
    """Whether a text is numbers and addresses, each with a few words before it: “Reception: 020 7946 0018”; of no body."""
    if len(text) > _LONGEST_FURNITURE or not _A_CONTACT.search(text) or warns(text) or names_a_body(text):
        return False
    labels = [words(piece) for piece in _A_CONTACT.split(text)]
    are_named = all(piece.strip(" .,;:/|-")[:1].isupper() for piece in _A_CONTACT.split(text) if words(piece))
    return are_named and all(len(label) <= _WORDS_OF_A_LABEL for label in labels)


def _asks_to_contact(section: DocumentSection) -> bool:
    return section.part == NO_PART and bool(_CONTACT.fullmatch(plain_heading(section.heading)))


def _is_own_contact(section: DocumentSection, above: list[str], aside: Iterable[str]) -> bool:
    """Whether a section is the publisher's name, an address and numbers; a sentence or a warning is more than that."""
    lines = [*above, *(line for passage in section.passages for line in passage.lines if line.strip())]
    if not 0 < len(lines) <= _MOST_LINES or warns(section.text) or not has_contact(section.text):
        return False
    are_short = all(len(line.split()) <= _MOST_WORDS for line in lines)
    first = re.split(r"[,:(\u2013\u2014]| - ", lines[0])[0]
    return are_short and (bool(_CHARITY.search(section.text)) or is_publisher(first, aside))
