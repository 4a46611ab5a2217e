"""Addresses that stand behind words, as behind “E-mail us”: they are read with the words, or told to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..formats.document import Link
from .contacts import is_link
from .ledger import Ledger
from .passages import Passage
from .signals import has_contact

_ADDRESSES = re.compile(r"(?:mailto:|https?://)", re.IGNORECASE)
#: Words that only point to what is behind them.
_POINTS = re.compile(
    r"(?:(?:our|the|its|their) )?(?:e-?mail|mail|web ?site|home ?page|web|internet|online|website|visit|contact|click|here|write to|go to|see|find|more|link)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5
_MOST_NOTES = 40
#: Longer lines are looked at no further.
_MAX_LINE = 400


def with_targets(passage: Passage, ledger: Ledger) -> Passage:
    """The passage of an association: “E-mail us” as the address behind it, and the site behind a name below the name."""
    lines: list[str] = []
    for line in passage.lines:
        more: list[str] = []
        for link in passage.links:
            words = " ".join(link.text.split())
            if not words or words not in line[:_MAX_LINE] or not _ADDRESSES.match(link.target):
                continue
            if has_contact(words) or address_of(link) in words:
                continue
            if _POINTS.match(words) and len(words.split()) <= _MOST_WORDS:
                ledger.structure(words)
                line = line.replace(words, address_of(link), 1)
            elif words == line and is_link(link.target):
                more.append(link.target)
        lines += [line, *more]
    return replace(passage, lines=lines)


def address_of(link: Link) -> str:
    """The address that a link leads to, without what a program makes of it."""
    return (
        link.target.removeprefix("mailto:").partition("?subject")[0]
        if "mailto:" in link.target
        else link.target
    )


def tell_lost_targets(links: Iterable[Link], kept: str, ledger: Ledger) -> None:
    """A note on each link whose address stands nowhere in what is kept of the document."""
    told: set[str] = set()
    for link in links:
        address = address_of(link)
        is_kept = address.rstrip("/") in kept or address.partition("://")[2].rstrip("/ ") in kept.split()
        if _ADDRESSES.match(link.target) and not is_kept and address not in told and len(told) < _MOST_NOTES:
            told.add(address)
            ledger.wonder(
                "Links",
                f"“{' '.join(link.text.split())[:100]}” leads to {address}, which stands in no field.",
            )
