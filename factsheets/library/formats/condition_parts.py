"""A condition as the parts of its public page: therapies in the three groups of the staff's own lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from factsheets.language.vocabulary import ContraindicationState, Verdict
from factsheets.outputs.caveats import Caveat, caveat_of
from factsheets.page.formats.compare_link import CompareLink, compare_link

GROUP_HEADINGS = {
    Verdict.LIKELY: "Most likely to help",
    Verdict.UNLIKELY: "Least likely to help",
    Verdict.AVOID: "Should not be used",
}
#: Above therapies that a list names although a source speaks against it: they never stand under the plain heading.
CONTESTED_HEADING = "Named as most likely to help, but a source speaks against it"


class TherapyEntry(NamedTuple):
    """One factsheet within a group, with what has to be said beside its name wherever it stands."""

    title: str
    slug: str
    url: str
    notes: list[str]
    caveat: Caveat
    is_not_assessed: bool
    certainty_in_words: str
    is_starter_example: bool


class TherapyGroup(NamedTuple):
    """The therapies of one verdict under their heading; `compare` is None where there is nothing to compare."""

    verdict: str
    heading: str
    therapies: list[object]  # TherapyEntry, or what the finder has in its place
    compare: CompareLink | None = None
    is_contested: bool = False


def condition_groups(rows: Iterable[Any], library_url: str) -> list[TherapyGroup]:
    """The groups, in the order likely, unlikely, avoid; `rows` are suitability rows of public factsheets."""
    named: dict[str, list[TherapyEntry]] = {verdict: [] for verdict in Verdict}
    for row in rows:
        named[row.verdict].append(_entry(row, library_url))
    return [group for verdict in Verdict for group in groups_of(verdict, named[verdict])]


def groups_of(verdict: Verdict, therapies: list[Any]) -> list[TherapyGroup]:
    """The group of one verdict, and after it, for those most likely to help, the group of what a source speaks against."""
    if verdict != Verdict.LIKELY:
        return [_group(verdict, GROUP_HEADINGS[verdict], therapies)]
    plain = [therapy for therapy in therapies if not therapy.caveat.is_contested]
    contested = [therapy for therapy in therapies if therapy.caveat.is_contested]
    groups = [_group(verdict, GROUP_HEADINGS[verdict], plain)]
    if contested:
        groups.append(_group(verdict, CONTESTED_HEADING, contested)._replace(is_contested=True))
    return groups


def _group(verdict: Verdict, heading: str, therapies: list[Any]) -> TherapyGroup:
    compare = compare_link((therapy.slug, therapy.title) for therapy in therapies)
    return TherapyGroup(verdict.value, heading, therapies, compare)


def _entry(row: Any, library_url: str) -> TherapyEntry:
    factsheet = row.page
    return TherapyEntry(
        title=factsheet.title,
        slug=factsheet.slug,
        url=f"{library_url}{factsheet.slug}/",
        notes=[row.note] if row.note else [],
        caveat=caveat_of(factsheet, row.verdict),
        is_not_assessed=factsheet.contraindication_state == ContraindicationState.NOT_ASSESSED,
        certainty_in_words=factsheet.certainty_in_words,
        is_starter_example=factsheet.is_starter_example,
    )
