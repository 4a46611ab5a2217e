"""Items of a list that say more about others, or that words beside them limit or take back: no names of their own."""

from __future__ import annotations

import re

from .negation import denies
from .passages import Passage

_LEFT_OPEN = re.compile(r"(?::| (?:with|in|if|when|from|by|for|of|to|after|during))$", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"\W{0,3}(?:(?:but|and) not\b|(?:(?:but|and) )?(?:not (?:if|when|where|for|in|with|during|after)|except|unless|only (?:if|when|where|for|in)|apart from"
    r"|other than|without)\b)",
    re.IGNORECASE,
)


def lower_items(passages: list[Passage]) -> list[Passage]:
    """The items that stand below another item: they say more about it, and are no names of their own."""
    found: list[Passage] = []
    top = 0
    for passage in passages:
        if passage.is_note:
            continue
        if not passage.is_item:
            top = 0
        elif not top:
            top = passage.level or 1
        elif passage.level > top:
            found.append(passage)
    return found


def taken_back(passages: list[Passage]) -> list[Passage]:
    """The items of a list right above words that limit it or leave something out: “Not if the arm is numb”."""
    found: list[Passage] = []
    run: list[Passage] = []
    for passage in passages:
        if passage.is_item:
            run.append(passage)
            continue
        if passage.is_paragraph and not passage.is_note and _TAKES_BACK.match(passage.text):
            found += run
        run = []
    return found


def below_a_denial(passages: list[Passage]) -> list[Passage]:
    """The items after one that leaves something out and has no end: “but not if it comes with”, whatever their depth."""
    found: list[Passage] = []
    is_open = False
    for passage in passages:
        if not passage.is_item:
            is_open = is_open and passage.is_note
            continue
        if is_open:
            found.append(passage)
        is_open = is_open or (bool(_LEFT_OPEN.search(passage.text[-12:])) and denies(passage.text))
    return found
