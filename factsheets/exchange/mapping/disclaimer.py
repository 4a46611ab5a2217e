"""The charity's disclaimer in a legacy document: recognised by its words, never copied into a page."""

from __future__ import annotations

import re

from .ledger import Ledger
from .passages import Passage
from .prose import is_finished, split_sentences

_TELLING = re.compile(
    r"information is often controversial"
    r"|responsib\w+ for (?:any )?errors (?:or|and) omissions"
    r"|(?:accepts?|take) no (?:responsibility|liability)"
    r"|cannot (?:accept|take) (?:any )?(?:responsibility|liability)",
    re.IGNORECASE,
)
#: Words that belong to the sentence of the disclaimer itself, before those that open it.
_BEFORE_ITS_OPENING = re.compile(r"\b(?:the|this|that|our|such|medical|health|all|and|of|some)\s*$", re.IGNORECASE)
_OPENING = re.compile(r"information is often controversial", re.IGNORECASE)


def take_disclaimer(blocks: list[Passage], ledger: Ledger) -> list[Passage]:
    """The blocks without the disclaimer, which is booked; a torn beginning or end of it is odd."""
    kept: list[Passage] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if not _TELLING.search(block.text):
            kept.append(block)
            continue
        before, opening = _cut(block)
        if before.lines:
            kept.append(before)
        texts = [opening]
        while position < len(blocks) and _goes_on(blocks[position], blocks[position - 1]):
            ledger.structure(blocks[position].mark)
            texts.append(blocks[position].text)
            position += 1
        _book(" ".join(texts), ledger)
    return kept


def _book(text: str, ledger: Ledger) -> None:
    ledger.disclaim(text)
    if text[:1].islower():
        ledger.wonder("Disclaimer", f"The disclaimer starts in the middle of a sentence: “{_few_words(text)} …”.")
    if not is_finished(text):
        ledger.wonder("Disclaimer", 
            f"The disclaimer ends in the middle of a sentence: “… {_few_words(text, last=True)}”."
        )


def _goes_on(block: Passage, previous: Passage) -> bool:
    torn = not is_finished(previous.ending) and block.text[:1].islower()
    return torn or bool(_TELLING.search(block.text))


def _cut(block: Passage) -> tuple[Passage, str]:
    """What stands in the block before the disclaimer, and the disclaimer's text in it."""
    for number, line in enumerate(block.lines):
        if _OPENING.match(line):
            return Passage(block.kind, block.lines[:number], mark=block.mark), " ".join(block.lines[number:])
    sentences = split_sentences(block.text)
    # The telling words of one sentence never run into the next, so one of them holds the words.
    number = next((index for index, sentence in enumerate(sentences) if _TELLING.search(sentence)), 0)
    telling = sentences[number]
    opening = _OPENING.search(telling)
    start = opening.start() if opening and not _BEFORE_ITS_OPENING.search(telling[: opening.start()]) else 0
    lines = [*sentences[:number], telling[:start].strip()]
    before = Passage(block.kind, [line for line in lines if line], mark=block.mark, links=block.links)
    return before, " ".join([telling[start:], *sentences[number + 1 :]])


def _few_words(text: str, *, last: bool = False) -> str:
    found = text.split()
    return " ".join(found[-5:] if last else found[:5])
