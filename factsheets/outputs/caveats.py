"""What stands beside a claim in every output: the statement of its list, and the cited sources that speak against it.

Every output that names a verdict takes both from here, so none can show the one without the other.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from factsheets.language.text_in_lines import in_one_line
from factsheets.language.vocabulary import Section, SourceKind, SourceStatus, Stance, Verdict
from factsheets.signing.formats.factsheet_shape import CitationShape, FactsheetShape, SourceShape
from factsheets.signing.formats.half_filled_rows import complete_rows

#: The sections that say what a list says: a source against one of them speaks against the list.
_SAYING = {
    Verdict.LIKELY: frozenset({Section.INTRODUCTION, Section.MECHANISM, Section.EVIDENCE, Section.LIKELY}),
    Verdict.UNLIKELY: frozenset({Section.UNLIKELY}),
    Verdict.AVOID: frozenset({Section.AVOID}),
}
_KINDS: dict[str, str] = {
    SourceKind.GUIDELINE: "A guideline",
    SourceKind.SYSTEMATIC_REVIEW: "A review of studies",
    SourceKind.TRIAL: "A trial",
}
_ANY_KIND = "A source"
_STANCE_IN_WORDS: dict[str, str] = {
    Stance.SUPPORTS: "This source supports what we say.",
    Stance.AGAINST: "This source does not agree with what we say.",
    Stance.NEUTRAL: "This source gives background.",
}
_AGAINST_THE_THERAPY = "This source speaks against using it."


class Claim(IntEnum):
    """What a row says, in the order in which readers get it: what may help them first."""

    HELPS = 0
    HELPS_BUT_CONTESTED = 1
    HELPS_LEAST = 2
    NOT_TO_BE_USED = 3


class Objection(NamedTuple):
    """A cited source that speaks against what a list says."""

    words: str
    source: str
    standing: str  # what became of the source since; empty while it is current

    @property
    def in_words(self) -> str:
        """A sentence, and a second one where the source no longer stands as it did."""
        sentence = f"{self.words}: {self.source}."
        return f"{sentence} {self.standing}" if self.standing else sentence


class Caveat(NamedTuple):
    """What has to be said with one list of a factsheet."""

    statement: str  # plain text
    objections: tuple[Objection, ...]

    @property
    def is_contested(self) -> bool:
        """Whether any cited source speaks against the list."""
        return bool(self.objections)


def caveat_of(factsheet: FactsheetShape, verdict: str) -> Caveat:
    """The caveat of one list, as it stands in `factsheet` and its citations; the rows of the list are not asked for."""
    return Caveat(statement_of(factsheet, verdict), _objections(factsheet, Verdict(verdict)))


def statement_of(factsheet: FactsheetShape, verdict: str) -> str:
    """What stands above one list, as plain text."""
    if verdict == Verdict.AVOID:
        return in_one_line(factsheet.contraindication_statement or "")
    return factsheet.likely_statement if verdict == Verdict.LIKELY else factsheet.unlikely_statement


def caveats_of_lists(factsheet: FactsheetShape) -> list[tuple[str, Caveat]]:
    """What has to be said with each list, by its name; lists with which nothing has to be said are left out."""
    caveats = ((verdict.label, caveat_of(factsheet, verdict)) for verdict in Verdict)
    return [(label, caveat) for label, caveat in caveats if caveat.statement or caveat.is_contested]


def contested_lists(factsheet: FactsheetShape) -> list[tuple[str, tuple[Objection, ...]]]:
    """The lists that a cited source speaks against, by their name: for those who sign the words."""
    return [
        (label, caveat.objections) for label, caveat in caveats_of_lists(factsheet) if caveat.is_contested
    ]


def claim_of(factsheet: FactsheetShape, verdict: str) -> Claim:
    """Which claim a row of this verdict makes; no source is asked for."""
    if verdict == Verdict.LIKELY:
        against = any(_is_against(row, Verdict.LIKELY) for row in complete_rows(factsheet, "citations"))
        return Claim.HELPS_BUT_CONTESTED if against else Claim.HELPS
    return Claim.HELPS_LEAST if verdict == Verdict.UNLIKELY else Claim.NOT_TO_BE_USED


def stance_in_words(citation: CitationShape) -> str:
    """What a citation says in the list of sources."""
    if citation.stance == Stance.AGAINST and citation.section in _SAYING[Verdict.LIKELY]:
        return _AGAINST_THE_THERAPY
    return _STANCE_IN_WORDS.get(citation.stance) or str(citation.get_stance_display())


def _is_against(citation: CitationShape, verdict: Verdict) -> bool:
    return citation.stance == Stance.AGAINST and citation.section in _SAYING[verdict]


def _objections(factsheet: FactsheetShape, verdict: Verdict) -> tuple[Objection, ...]:
    """What speaks against one list, each source once, in the order of the sources."""
    against = [row for row in complete_rows(factsheet, "citations") if _is_against(row, verdict)]
    sources = {row.source_id: row.source for row in against}
    return tuple(_objection(source, verdict) for source in sources.values())


def _objection(source: SourceShape, verdict: Verdict) -> Objection:
    kind = _KINDS.get(source.kind, _ANY_KIND)
    if verdict != Verdict.LIKELY:
        says = "says otherwise"
    else:
        says = "advises against this" if source.kind == SourceKind.GUIDELINE else "speaks against this"
    body = f"{source.authors}, " if source.kind == SourceKind.GUIDELINE and source.authors else ""
    year = f", {source.year}" if source.year else ""
    has_changed = source.status != SourceStatus.CURRENT
    return Objection(
        words=f"{kind} {says}",
        source=f"{body}“{source.title}”{year}",
        standing=f"This source has been {source.get_status_display().lower()} since we used it."
        if has_changed
        else "",
    )
