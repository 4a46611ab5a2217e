"""Lines of a list of associations that are halves of one: a name, a label, a number or a sentence torn over two of them."""

from __future__ import annotations

import re
from dataclasses import replace

from .association_names import says_more
from .contact_forms import LABEL as LABELLED
from .passages import Passage
from .signals import has_contact

_LEFT_OPEN = re.compile(
    r"\b(?:or|on|at|visit|call|ring|telephone|phone|see|the|of|for|and|e-?mail|contact|&)$", re.IGNORECASE
)
MAX_NAME_WORDS = 14
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
