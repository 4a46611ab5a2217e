"""The parts of prose: what stands before the first known heading is the introduction, and what was only guessed is told."""

from __future__ import annotations

import re
from typing import Any

from factsheets.language.vocabulary import Section as Part

from .first_lines import telling_words
from .headings import stems_of
from .ledger import Ledger
from .passages import Passage
from .prose import place_prose, rejoin
from .sections import BEGINNING, DocumentSection
from .series import MOST_WORDS, tells_of_series
from .signals import has_contact

_MECHANISM_BEGINS = re.compile(r"\bworks? by\b", re.IGNORECASE)
_UNREGULATED = re.compile(r"\bunregulated\b|\bnot regulated\b", re.IGNORECASE)
_PROSE = ("mechanism", "procedure", "evidence", "risks", "qualifications")
_LINES_BELOW_A_TITLE = 4
_MOST_SURE = 3  # paragraphs before the first heading
_ENDS = (".", "?", "!", ":", ";", ",")
NO_SENTENCE = "“{text}” stands right below the title and is no sentence: look whether it belongs here."
GUESSED = "What stands before the first heading that is known was taken for this, from “{first}” on: look whether all of it belongs here."
BY_ITS_WORDS = "“{text}” stands under no heading of this part and was taken for it by its words: look whether it belongs here."


def prose_values(by_part: dict[str, DocumentSection], title: str, ledger: Ledger) -> dict[str, Any]:
    """Introduction and mechanism first: what stands before the first heading belongs to one of them."""
    beginning = rejoin(by_part[BEGINNING].passages) if BEGINNING in by_part else []
    beginning = _without_series(beginning, ledger)
    later = range(1, len(beginning)) if "mechanism" not in by_part else ()
    turn = next((at for at in later if _MECHANISM_BEGINS.search(beginning[at].text)), len(beginning))
    _tell_of_guesses(beginning[:turn], title, ledger)
    for passage in beginning[turn : turn + 1]:
        ledger.propose(Part.MECHANISM.label, BY_ITS_WORDS.format(text=passage.text[:200]))
    introduction = [
        *beginning[:turn],
        *(by_part["introduction"].passages if "introduction" in by_part else []),
    ]
    values: dict[str, Any] = {"introduction": place_prose(introduction, Part.INTRODUCTION.label, ledger)}
    for part in _PROSE:
        passages = by_part[part].passages if part in by_part else []
        if part == "mechanism":
            passages = [*beginning[turn:], *passages]
        values[part] = place_prose(passages, Part(part).label, ledger)
        if part == "qualifications" and any(_UNREGULATED.search(passage.text) for passage in passages):
            ledger.propose("Regulation", "The qualifications say “unregulated”: choose the regulation.")
    return values


def _without_series(beginning: list[Passage], ledger: Ledger) -> list[Passage]:
    """The passages without lines below the title that tell of a series, who publishes it or who wrote it: these are set aside."""
    kept: list[Passage] = []
    for place, passage in enumerate(beginning):
        is_line = place < _LINES_BELOW_A_TITLE and passage.is_paragraph and len(passage.lines) == 1
        is_line = is_line and all(_is_line(one) for one in kept)
        if is_line and not passage.is_note and tells_of_series(passage.text):
            ledger.set_aside(passage.text)
        else:
            kept.append(passage)
    return kept


def _is_line(passage: Passage) -> bool:
    return len(passage.text.split()) <= MOST_WORDS and not passage.text.rstrip().endswith(_ENDS)


def _tell_of_guesses(beginning: list[Passage], title: str, ledger: Ledger) -> None:
    """A note for lines that are no sentences, and one where the text need not be an introduction."""
    label = Part.INTRODUCTION.label
    lines = [one for one in beginning[:_LINES_BELOW_A_TITLE] if one.is_paragraph and _is_line(one)]
    for passage in lines:
        ledger.propose(label, NO_SENTENCE.format(text=passage.text))
    texts = [one for one in beginning if one not in lines]
    if not texts:
        return
    own = telling_words(title)
    speaks = not own or bool(own & stems_of(*(one.text for one in texts[:2])))
    is_mixed = any(not one.is_paragraph or has_contact(one.text) or one.is_note for one in texts)
    if not speaks or is_mixed or len(texts) > _MOST_SURE:
        ledger.propose(label, GUESSED.format(first=texts[0].text[:80]))
