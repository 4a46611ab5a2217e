"""Lines of a part that speak of the document and not of the therapy: whose it is, when it was looked at, who is responsible."""

from __future__ import annotations

import re

from .ledger import Ledger
from .passages import Passage
from .sections import DocumentSection
from .signals import warns

NOTE = "The document says “{line}”: record the review if that is right."
_MOST_WORDS = 32
_OWNED = re.compile(r"(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_OF_FILE = re.compile(
    r"(?:(?:authors?|responsible|document owner|approved by)\s?:|valid (?:from|until)\b)(?=.{0,200}\b(?:19|20)\d\d\b)", re.IGNORECASE
)  # fmt: skip
#: “Page last reviewed: 12 January 2020”, “Last checked by our panel in November 2019”, “Reviewed once a year”.
_LOOKED_AT = re.compile(
    r"(?:(?:this|the) )?(?:(?:web ?)?page|leaflet|fact ?sheet|booklet|information|content|text|document|sheet)?\s?(?:was |is |will be )?"
    r"(?:(?:last|next|first|date) )?(?:reviewed|updated|checked|revised|review|revision|approved)(?=\s?[:,\u2013-]|\s(?:in|on|by|at|once|each|every|yearly|annually|due|date)\b|\s(?:\d|[A-Z][a-z]{2,8} (?:19|20)))"
    r"(?:.{0,80}\b(?:19|20)\d\d\b.{0,40}|,? (?:once (?:a|every)|each|every|yearly|annually)\b.{0,40})",
    re.IGNORECASE,
)


def take_small_print(sections: list[DocumentSection], ledger: Ledger) -> None:
    """Set such lines aside where they end a passage, and tell a person of those that speak of a review."""
    for section in sections:
        kept: list[Passage] = []
        for passage in section.passages:
            while passage.is_paragraph and passage.lines and _is_small_print(passage.lines[-1]):
                line = passage.lines.pop()
                ledger.set_aside(line)
                if _LOOKED_AT.search(line):
                    ledger.propose("Review", NOTE.format(line=line))
            if passage.lines:
                kept.append(passage)
        section.passages = kept


def _is_small_print(line: str) -> bool:
    if len(line.split()) > _MOST_WORDS or warns(line):
        return False
    return bool(_OWNED.match(line) or _OF_FILE.match(line[:400]) or _LOOKED_AT.fullmatch(line[:300].rstrip()))
