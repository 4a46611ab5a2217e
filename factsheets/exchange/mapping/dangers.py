"""Who should not have a therapy, with the warnings that stand anywhere else in the document: none of them is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factsheets.language.vocabulary import Section as Part

from .contraindications import Contraindications, read_contraindications
from .headings import MAX_LENGTH, Headings, plain_heading
from .ledger import Ledger
from .named_dangers import warnings_in
from .passages import Passage, begins_with_cross
from .prose import split_sentences
from .references import numbers_of
from .rows import Rows
from .sections import BEGINNING, CLINICAL_PARTS, PROSE_PARTS, DocumentSection
from .signals import is_strong_warning, is_urgent, warns

ELSEWHERE = "“{text}” stands in another part and warns somebody: decide whether it belongs here."
ASIDE = "“{text}” stands among what was set aside and warns somebody: decide whether it belongs here."
WAITS = "“{text}” waits in the tray: decide whether it says who should not have it."
URGENT = "“{text}” says when somebody needs help at once, and was kept as text here: look whether it belongs here, or to who should not have it."
_LONGEST = 300
#: “Exceptions”, “Not indicated”: what stands below may be who should not have it.
_LEAVES_OUT = re.compile(r"\b(?:no|not|never|except\w{0,5}|unless|exclu\w{0,6}|cannot)\b")
#: A cell that says that somebody must not have it, or the head of a column of such.
_REFUSES = re.compile(
    r"no(?:[!.]|[,;:(\u2013-] ?.{1,60})?"
    r"|(?:never|not|none|forbidden|banned|prohibited|unsuitable|avoid|(?:must|should|may|can)(?: ?not|n['\u2019]t)|cannot|can['\u2019]t)\b.{0,60}"
    r"|[✗✘✕✖❌⛔🚫].{0,60}",
    re.IGNORECASE,
)


def read_dangers(
    by_part: dict[str, DocumentSection],
    others: list[DocumentSection],
    rows: Rows,
    headings: Headings,
    ledger: Ledger,
    shared: Iterable[str],
) -> Contraindications:
    """Who should not have it. `others` open no part and wait; `shared` is said above several therapies."""
    strong: list[str] = []
    parts = (BEGINNING, *PROSE_PARTS, "likely", "unlikely")
    texts = [by_part[part].text for part in parts if part in by_part]
    _tell_what_is_urgent(by_part, ledger)
    asides = [(ASIDE, text) for text in warnings_in(ledger.aside)]
    above = [(ELSEWHERE, text) for text in warnings_in(shared)]
    for note, text in (*((ELSEWHERE, text) for text in texts), *above, *asides):
        for sentence in split_sentences(text):
            if warns(sentence):
                ledger.propose(Part.AVOID.label, note.format(text=sentence[:_LONGEST]))
            if is_strong_warning(sentence):
                strong.append(sentence)
    for part in (BEGINNING, "introduction", "likely", "unlikely"):
        refused = _refused_in(by_part[part]) if part in by_part else []
        for passage in refused:
            ledger.propose(Part.AVOID.label, ELSEWHERE.format(text=passage.text[:_LONGEST]))
            strong.append(passage.text)
    for section in others:
        if warning := _warning_that_waits(section):
            ledger.propose(Part.AVOID.label, WAITS.format(text=warning[:_LONGEST]))
            strong.append(warning)
    strong += [section.text for section in others if section.told_in in CLINICAL_PARTS]
    return read_contraindications(
        by_part.get("avoid"),
        by_part.get("cautions"),
        rows,
        ledger,
        headings,
        strong,
        references=numbers_of(by_part["sources"].passages) if "sources" in by_part else frozenset(),
    )


def _tell_what_is_urgent(by_part: dict[str, DocumentSection], ledger: Ledger) -> None:
    """Ask about sentences that send somebody for help at once, where they stand in any part but the risks."""
    for part, section in by_part.items():
        if part not in (BEGINNING, *PROSE_PARTS, "likely", "unlikely") or part == "risks":
            continue
        label = Part(part).label if part in Part.values else Part.INTRODUCTION.label
        for sentence in split_sentences(section.text):
            if is_urgent(sentence) and not warns(sentence):
                ledger.propose(label, URGENT.format(text=sentence[:_LONGEST]))


def _warning_that_waits(section: DocumentSection) -> str:
    """What may warn somebody in a section that waits: its heading with its list, rows that refuse, or sentences; “” for none."""
    if not section.passages:
        return ""
    if warns(section.heading) or _LEAVES_OUT.search(plain_heading(section.heading[:MAX_LENGTH])):
        return f"{section.heading} {section.text}".replace("\n", " / ")
    if _refused_in(section):
        return f"{section.heading} {section.text}".strip().replace("\n", " / ")
    found = [sentence for sentence in split_sentences(section.text) if warns(sentence)]
    return " ".join(found).replace("\n", " / ")


def _refused_in(section: DocumentSection) -> list[Passage]:
    """The lines that a cross stands before, and the rows with a cell that refuses."""
    return [one for one in section.passages if begins_with_cross(one) or _refuses(one)]


def _refuses(passage: Passage) -> bool:
    """Whether one cell of a row says that somebody must not have it."""
    return passage.is_row and any(map(_REFUSES.fullmatch, passage.text.split(" | ")))
