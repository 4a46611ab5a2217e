"""A condition as the parts of its public page: therapies in the three groups of the staff's own lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from factsheets.policy import Verdict

from .compare_link import CompareLink, compare_link

GROUP_HEADINGS = {
    Verdict.LIKELY: "Most likely to help",
    Verdict.UNLIKELY: "Least likely to help",
    Verdict.AVOID: "Should not be used",
}


class TherapyEntry(NamedTuple):
    title: str
    url: str
    notes: list[str]
    certainty_in_words: str
    is_starter_example: bool


class TherapyGroup(NamedTuple):
    verdict: str
    heading: str
    therapies: list[TherapyEntry]
    compare: CompareLink | None = None


def condition_groups(rows: Iterable[Any], library_url: str) -> list[TherapyGroup]:
    """The three groups, in the order likely, unlikely, avoid; `rows` are suitability rows of public factsheets."""
    groups = {verdict: TherapyGroup(verdict.value, GROUP_HEADINGS[verdict], []) for verdict in Verdict}
    named: dict[str, list[tuple[str, str]]] = {verdict: [] for verdict in Verdict}
    for row in rows:
        factsheet = row.page
        named[row.verdict].append((factsheet.slug, factsheet.title))
        groups[Verdict(row.verdict)].therapies.append(
            TherapyEntry(
                title=factsheet.title,
                url=f"{library_url}{factsheet.slug}/",
                notes=[row.note] if row.note else [],
                certainty_in_words=factsheet.certainty_in_words,
                is_starter_example=factsheet.is_starter_example,
            )
        )
    return [group._replace(compare=compare_link(named[verdict])) for verdict, group in groups.items()]
