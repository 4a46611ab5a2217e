"""Lines of a part that speak of the document and not of the therapy: whose it is, when it was looked at, who is responsible."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .ledger import Ledger
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


def take_small_print(blocks: tuple[TextBlock, ...], ledger: Ledger) -> tuple[TextBlock, ...]:
    """The blocks without such lines at the end of paragraphs: they are set aside, and a review among them is told."""
    kept: list[TextBlock] = []
    for block in blocks:
        lines = block.text.split("\n")
        is_text = block.kind is BlockKind.PARAGRAPH and not block.is_note
        while is_text and lines and _is_small_print(lines[-1].strip()):
            line = lines.pop().strip()
            ledger.set_aside(line)
            if _LOOKED_AT.search(line):
                ledger.propose("Review", NOTE.format(line=line))
        if lines:
            kept.append(
                block if len(lines) == block.text.count("\n") + 1 else replace(block, text="\n".join(lines))
            )
    return tuple(kept)


def _is_small_print(line: str) -> bool:
    if len(line.split()) > _MOST_WORDS or warns(line):
        return False
    return bool(_OWNED.match(line) or _OF_FILE.match(line[:400]) or _LOOKED_AT.fullmatch(line[:300].rstrip()))
