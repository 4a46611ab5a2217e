"""What a factsheet says about what somebody asked for: verdicts in words, never without their caveat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from factsheets.language.vocabulary import ContraindicationState, Verdict
from factsheets.outputs.caveats import Caveat, Claim, caveat_of, claim_of
from factsheets.page.formats.subjects import Subject
from factsheets.signing.formats.half_filled_rows import complete_rows

from .condition_parts import GROUP_HEADINGS

_CONTESTED = "most likely to help, but a source speaks against it"


class SaidLine(NamedTuple):
    """What the staff's list says about one subject, with their note beside it (empty if there is none)."""

    words: str  # “For a slipped disc: least likely to help”
    note: str


class Said(NamedTuple):
    """What one list of a factsheet says about what was asked."""

    verdict: str
    lines: list[SaidLine]
    caveat: Caveat
    #: Nobody has assessed yet who should not have it: said wherever something may help.
    is_not_assessed: bool


def said_about(factsheet: Any, subjects: Collection[Subject]) -> list[Said]:
    """What it says about these, in the order likely, unlikely, avoid; nothing about what it does not name."""
    rows = complete_rows(factsheet, "suitabilities") if subjects else []
    return [
        said
        for verdict in Verdict
        if (said := _said(factsheet, verdict, [row for row in rows if row.verdict == verdict], subjects))
    ]


def worst_claim(factsheet: Any, subjects: Collection[Subject]) -> Claim | None:
    """Of all that it says about these, what counts most against it; None if it names none of them."""
    verdicts = [
        row.verdict
        for row in complete_rows(factsheet, "suitabilities")
        if any(subject.is_of(row) for subject in subjects)
    ]
    return max((claim_of(factsheet, verdict) for verdict in verdicts), default=None)


def place_of(factsheet: object, subjects: Collection[Subject]) -> float:
    """Where it stands among results for these: what it says nothing about comes before what it says to avoid."""
    claim = worst_claim(factsheet, subjects)
    return Claim.NOT_TO_BE_USED - 0.5 if claim is None else claim


def _said(
    factsheet: Any, verdict: Verdict, rows: Sequence[Any], subjects: Collection[Subject]
) -> Said | None:
    named = [(subject, row) for subject in subjects for row in rows if subject.is_of(row)]
    if not named:
        return None
    caveat = caveat_of(factsheet, verdict)
    words = (
        _CONTESTED if verdict == Verdict.LIKELY and caveat.is_contested else GROUP_HEADINGS[verdict].lower()
    )
    return Said(
        verdict=verdict.value,
        lines=[SaidLine(f"For {subject.in_a_sentence}: {words}", row.note) for subject, row in named],
        caveat=caveat,
        is_not_assessed=verdict == Verdict.LIKELY
        and factsheet.contraindication_state == ContraindicationState.NOT_ASSESSED,
    )
