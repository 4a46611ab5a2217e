"""What a factsheet still lacks before it can be submitted, in the words of the editing screen."""

from __future__ import annotations

from django.utils.html import strip_tags

from factsheets.language.vocabulary import ContraindicationState, Section, Stance, Verdict
from factsheets.signing.formats.factsheet_shape import FactsheetShape
from factsheets.signing.formats.half_filled_rows import complete_rows, half_filled_rows

#: (field, the sentence that asks for it): parts that every factsheet has. Risks may be empty; the page then says so.
_PARTS = (
    ("summary", "About: write the summary, one or two plain sentences."),
    ("therapy_kind", "About: choose the kind of therapy."),
    ("introduction", "About: write what the therapy is."),
    ("mechanism", "About: write how it works."),
    ("procedure", "About: write what happens during treatment."),
    ("evidence", "About: write what the evidence says."),
    ("certainty", "About: choose how certain the evidence is."),
)
_QUALIFICATIONS = ("qualifications", "Who gives it: write about qualifications.")


def missing_parts(factsheet: FactsheetShape) -> list[str]:
    """One sentence for each thing that is missing, in the order of the tabs; empty when it is complete."""
    missing = [sentence for field, sentence in _PARTS if _is_empty(getattr(factsheet, field))]
    missing += _missing_suitability(factsheet)
    missing += half_filled_rows(factsheet, "suitabilities")
    missing += _missing_reasons(factsheet)
    missing += half_filled_rows(factsheet, "citations")
    missing += [sentence for field, sentence in [_QUALIFICATIONS] if _is_empty(getattr(factsheet, field))]
    missing += half_filled_rows(factsheet, "associations")
    missing += half_filled_rows(factsheet, "related_items")
    open_notes = [note for note in factsheet.import_notes.all() if not note.settled]
    if open_notes:
        missing.append(f"Settings: settle the import notes ({len(open_notes)} open) and tick each one.")
    return missing


def _is_empty(value: object) -> bool:
    return not (strip_tags(value).strip() if isinstance(value, str) else value)


def _missing_suitability(factsheet: FactsheetShape) -> list[str]:
    verdicts = {row.verdict for row in complete_rows(factsheet, "suitabilities")}
    missing = []
    for verdict, statement in (
        (Verdict.LIKELY, "likely_statement"),
        (Verdict.UNLIKELY, "unlikely_statement"),
    ):
        if verdict not in verdicts and _is_empty(getattr(factsheet, statement)):
            missing.append(f"Might it help?: say what it is {verdict.label.lower()}, in a sentence or a row.")
    state = factsheet.contraindication_state
    if state == ContraindicationState.NOT_ASSESSED:
        missing.append(
            "Might it help?: assess who should not have it, and choose “None known” or “Listed below”."
        )
    if state == ContraindicationState.NONE_KNOWN and _is_empty(factsheet.contraindication_statement):
        missing.append("Might it help?: “None known” needs a statement that says so.")
    if state == ContraindicationState.LISTED and Verdict.AVOID not in verdicts:
        missing.append("Might it help?: “Listed below” needs at least one row “Should not be treated”.")
    if state == ContraindicationState.NONE_KNOWN and Verdict.AVOID in verdicts:
        missing.append(
            "Might it help?: it says “None known”, but a row says “Should not be treated”. Change one of them."
        )
    return missing


def _missing_reasons(factsheet: FactsheetShape) -> list[str]:
    """A source that speaks against what the therapy is said to help must not be passed over in silence."""
    claims = not _is_empty(factsheet.likely_statement) or any(
        row.verdict == Verdict.LIKELY for row in complete_rows(factsheet, "suitabilities")
    )
    return [
        f"Sources: “{citation.source}” speaks against what it is most likely to help. "
        "Write the reason why the row stands all the same."
        for citation in complete_rows(factsheet, "citations")
        if claims
        and (citation.section, citation.stance) == (Section.LIKELY, Stance.AGAINST)
        and _is_empty(citation.reason)
    ]
