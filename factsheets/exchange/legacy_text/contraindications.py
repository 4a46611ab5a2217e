"""Who should not have a therapy. Absence never reads as safety: only plain words that there are none mean none."""

from __future__ import annotations

import re

from factsheets.language.vocabulary import ContraindicationState, Verdict

from .accounting import Ledger
from .blocks import Block
from .prose import place_prose, rejoin, split_sentences
from .suitability import Rows, listed_names, read_item

LABEL = "Who should not have it"

_NONE = re.compile(
    r"^(?:there (?:are|is) )?no (?:known )?(?:back )?(?:conditions?|problems?) "
    r"(?:that|which) (?:must be avoided|must not|should not|should be avoided|cannot)"
    r"|^(?:there (?:are|is) )?no (?:known )?contra-?indications?\b"
    r"|^none(?: (?:is|are))?(?: known)?[.,]?(?: but\b.*)?$",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:except|excepting|exceptions?|other than|apart from|unless|besides)\b", re.IGNORECASE
)
_WARNING = re.compile(
    r"\b(?:do not|don't|should not|must not|never|avoid|avoided|unsuitable|dangerous)\b", re.IGNORECASE
)


def read_contraindications(blocks: list[Block], rows: Rows, ledger: Ledger) -> tuple[str | None, str | None]:
    """The state and the statement (portable HTML) of the section; (None, None) for an empty one."""
    blocks = rejoin(blocks)
    prose = [block for block in blocks if block.kind == "paragraph"]
    items = [block for block in blocks if block.kind == "item" and block.lines]
    if not prose and not items:
        return None, None
    for block in blocks:
        if block.kind == "item":
            read_item(block, Verdict.AVOID, rows, ledger)
    statement = place_prose(prose, LABEL, ledger)
    sentences = [sentence for block in prose for sentence in split_sentences(block.text)]
    names = [name for sentence in sentences for name in listed_names(sentence)]
    for name in names:
        rows.add_condition(Verdict.AVOID, name)
    return _state(sentences, ledger, has_rows=bool(items or names)).value, statement


def _state(sentences: list[str], ledger: Ledger, *, has_rows: bool) -> ContraindicationState:
    if has_rows:
        return ContraindicationState.LISTED
    if says_there_are_none(sentences):
        return ContraindicationState.NONE_KNOWN
    ledger.proposed.append(
        "Who should not have it was kept as text and counts as not assessed: choose whether there are none or list them."
    )
    return ContraindicationState.NOT_ASSESSED


def says_there_are_none(sentences: list[str]) -> bool:
    """Whether the text says in so many words that there are none, with no exception and no warning beside it."""
    if not sentences or not _NONE.search(sentences[0]):
        return False
    if any(_EXCEPTION.search(sentence) for sentence in sentences):
        return False
    return not any(_WARNING.search(sentence) for sentence in sentences[1:])
