"""Labels that stand before a text on the same line and that no wording of a heading fits, such as “Given by: …”."""

from __future__ import annotations

import re

from factsheets.language.vocabulary import Section as Part

from .habits import Habits
from .ledger import Ledger
from .passages import Passage
from .sections import BEGINNING, CLINICAL_PARTS, PROSE_PARTS, DocumentSection
from .signals import has_contact, is_warning_lead

NOTE = "“{labels}” may be a heading that runs into its text and is not known: look whether what stands behind it belongs here."
_MOST_WORDS = 8
_MOST_TOLD = 5
_LONGEST = 120  # letters that are looked at
_LABEL = re.compile(r"(?P<label>[A-Z][^:\n.;?!“”\"\d]{1,79}):(?=\s+\S)")
_DASHED = re.compile(r"(?P<label>[A-Z][^:\n.;?!“”\"\d\u2013\u2014-]{1,79}) [-\u2013\u2014] (?=\S)")
_DASH = re.compile(r" [-\u2013\u2014] ")
#: A sentence that a colon divides: “There are two kinds: …”. A question, and one that leads on to its text, are labels.
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|does|did|there)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:who|what|where|when|why|how|which)\b", re.IGNORECASE)
_LEADS_ON = re.compile(r"\b(?:with|for|by|in|to|on|from|at|about|as|have|are|include)$")
#: “It is used for:” goes on with its part, and “Marjorie says:” leads over to a quotation.
_OF_IT = re.compile(r"(?:it|they|this|these|we|i|you)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:says?|said|writes?|wrote|tells?|told|asks?|asked|adds?|added|reports?)(?: us| me)?$"
)


def label_of(text: str, *, is_dashed: bool = False) -> str:
    """The label that a text begins with, its colon included; “” where it begins as a sentence does.

    Where the headings of a document end with a dash (`is_dashed`), a single dash parts a label as well.
    """
    beginning = text[:_LONGEST]
    found = _LABEL.match(beginning)
    if found is None and is_dashed and len(_DASH.findall(text[: 2 * _LONGEST])) == 1:
        found = _DASHED.match(beginning)
    if found is None:
        return ""
    label = found["label"].strip()
    is_short = 0 < len(label.split()) <= _MOST_WORDS
    if not is_short or _OF_IT.match(label) or _SPEAKS.search(label[-20:]):
        return ""
    if is_warning_lead(label) or has_contact(found.group()):
        return ""
    is_sentence = bool(_SAYS.search(label)) and not (_ASKS.match(label) or _LEADS_ON.search(label[-12:]))
    return "" if is_sentence else found.group().strip()


def begins_a_line(label: str, text: str, room: int) -> bool:
    """Whether a label begins a text, or one of its lines above which a sentence or a line of less than `room` letters ended."""
    padded = f"\n{text}"
    place = padded.find(f"\n{label}")
    before = padded[:place].rsplit("\n", 1)[-1].rstrip() if place >= 0 else ""
    if not before:
        return place == 0
    return before.endswith((".", "!", "?")) or len(before) + 1 + len(label.split()[0]) < room


def tell_of_labels(sections: list[DocumentSection], ledger: Ledger, habits: Habits) -> None:
    """Ask about labels that stayed within a part.

    Among dangers each name may have a colon behind it: there they are told only where headings have one, too.
    """
    for section in sections:
        asked = (BEGINNING, *PROSE_PARTS, *(CLINICAL_PARTS if habits.runs_in else CLINICAL_PARTS[:2]))
        if section.part not in asked or section.is_version:
            continue
        labels = {found: None for one in section.passages if (found := _label_of_passage(one, habits))}
        if labels:
            label = Part(section.part).label if section.part in Part.values else Part.INTRODUCTION.label
            ledger.wonder(label, NOTE.format(labels="”, “".join(list(labels)[:_MOST_TOLD])))


def _label_of_passage(passage: Passage, habits: Habits) -> str:
    is_text = passage.is_paragraph and not passage.is_quote
    return label_of(passage.text, is_dashed=habits.is_dashed) if is_text else ""
