"""Lines of a list of associations that are halves of one: a name, a label, a number or a sentence torn over two of them."""

from __future__ import annotations

import re
from dataclasses import replace

from .association_names import says_more
from .books import is_book
from .contact_forms import LABEL as LABELLED
from .contact_forms import values_in
from .passages import Passage
from .signals import has_contact, names_a_body

_LEFT_OPEN = re.compile(
    r"\b(?:or|on|at|visit|call|ring|telephone|phone|see|the|of|for|and|e-?mail|contact|&)$", re.IGNORECASE
)
#: What one orders or reads, also where a number stands beside it.
_TO_READ = re.compile(
    r"\b(?:leaflets?|booklets?|books?|dvds?|videos?|cds?|fact ?sheets?|publications?|magazines?|order|copies|price|p&p)\b|[£“\"]",
    re.IGNORECASE,
)
MAX_NAME_WORDS = 14
_WORDS_BESIDE_A_SITE = 3
#: Longer lines are looked at no further.
MAX_LINE = 1000


def _names_on(line: str) -> bool:
    """Whether a line may be a half of a name that was too long for one."""
    return len(line.split()) <= MAX_NAME_WORDS and not has_contact(line) and not any(map(str.isdigit, line))


def with_whole_names(passages: list[Passage]) -> list[Passage]:
    """The passages; a name that was torn over two of them, after “for the”, is made whole."""
    whole: list[Passage] = []
    for passage in passages:
        last = whole[-1] if whole else None
        if last and _is_half_of_a_name(last, passage):
            whole[-1] = replace(last, lines=[*last.lines, *passage.lines], links=last.links + passage.links)
        else:
            whole.append(passage)
    return whole


def parted_from_contacts(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """What there is to read on, and the associations among it: a phone number or an e-mail tells them, and a name right above."""
    reading: list[Passage] = []
    bodies: list[Passage] = []
    is_beside = False  # whether the passage before was about an association
    for passage in _parted_before_what_is_to_read(passages):
        facts = {value.fact for value in values_in(passage.text[:MAX_LINE])}
        is_for_sale = is_book(passage.text) or _TO_READ.search(passage.text[:MAX_LINE])
        is_about_one = bool(facts & {"phone", "email"}) and not is_for_sale
        above = reading[-1] if reading else None
        if is_about_one and not is_beside and above is not None and _names_one(above):
            bodies.append(reading.pop())
        is_beside = is_about_one or (is_beside and _is_bare_site(passage))
        (bodies if is_beside else reading).append(passage)
    return reading, bodies


def _parted_before_what_is_to_read(passages: list[Passage]) -> list[Passage]:
    """The passages; one that begins with the lines of a body and goes on with what there is to read is two."""
    found: list[Passage] = []
    for passage in passages:
        place = next(
            (at for at, line in enumerate(passage.lines) if _TO_READ.search(line[:MAX_LINE])),
            len(passage.lines),
        )
        above = passage.lines[:place]
        facts = {value.fact for line in above for value in values_in(line[:MAX_LINE])}
        if above != passage.lines and passage.is_paragraph and facts & {"phone", "email"}:
            found += [replace(passage, lines=above), replace(passage, lines=passage.lines[place:], mark="")]
        else:
            found.append(passage)
    return found


def _names_one(passage: Passage) -> bool:
    """Whether a passage is the name of a body and nothing else."""
    text = passage.text
    return (
        passage.is_paragraph
        and len(passage.lines) == 1
        and names_a_body(text)
        and _names_on(text)
        and text[-1] not in ".:?!"
    )


def _is_bare_site(passage: Passage) -> bool:
    values = values_in(passage.text[:MAX_LINE])
    return (
        len(values) == 1 and values[0].fact == "website" and len(passage.text.split()) < _WORDS_BESIDE_A_SITE
    )


def _is_half_of_a_name(before: Passage, passage: Passage) -> bool:
    is_pair = before.is_paragraph and passage.is_paragraph and len(before.lines) == 1 and bool(passage.lines)
    return (
        is_pair
        and bool(_LEFT_OPEN.search(before.ending))
        and _names_on(before.text)
        and _names_on(passage.lines[0])
    )


def made_whole(lines: list[str]) -> list[str]:
    """The lines; a label, a number, a sentence or an address of the web torn over two of them is made whole."""
    whole: list[str] = []
    for line in lines:
        if whole and _is_torn(whole[-1], line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _is_torn(before: str, line: str) -> bool:
    if len(before) > MAX_LINE:
        return False
    if _LEFT_OPEN.search(before[-12:]) and (says_more(before) or (_names_on(before) and _names_on(line))):
        return True
    labels = list(LABELLED.finditer(before[-MAX_LINE:]))
    if not labels:
        return False
    return (
        labels[-1].end() == len(before)
        or line.startswith(".")
        or (labels[-1].lastgroup in ("phone", "fax") and not re.search(r"[^\d\s()-]", line))
    )
