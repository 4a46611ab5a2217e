"""From what a reader ticked to the therapies that the staff's own lists name for it: a restatement, no judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from factsheets.language.vocabulary import Verdict
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern


class Reason(NamedTuple):
    """One row of the staff's lists that a tick met. `subject` is a pain pattern or a condition."""

    subject: PainPattern | Condition
    note: str


class Therapy(NamedTuple):
    """One factsheet within a group, with the rows that put it there; pain patterns and conditions each from A to Z."""

    factsheet: FactsheetPage
    patterns: list[Reason]
    conditions: list[Reason]
    is_elsewhere_too: bool  # the lists put it into another group as well, for the same ticks


class Group(NamedTuple):
    """What the lists say for one verdict, therapies from A to Z; it may be empty."""

    verdict: Verdict
    therapies: list[Therapy]

    def only(self, keys: Collection[int]) -> Group:
        """The same with no other factsheets than these."""
        return self._replace(therapies=[each for each in self.therapies if each.factsheet.pk in keys])


def find(rows: Iterable[Suitability], patterns: Collection[str], conditions: Collection[str]) -> list[Group]:
    """The three groups in the order likely, unlikely, avoid: exactly the rows about one of the ticked slugs.

    `rows` are suitability rows of public factsheets. Nothing is ranked, weighed or left out: therapies and
    reasons stand from A to Z, and a therapy that the rows put into several groups stands in each of them.
    """
    met: dict[Verdict, dict[str, list[Suitability]]] = {verdict: defaultdict(list) for verdict in Verdict}
    for row in rows:
        if (row.pattern and row.pattern.slug in patterns) or (
            row.condition and row.condition.slug in conditions
        ):
            met[Verdict(row.verdict)][row.page.slug].append(row)
    return [
        Group(verdict, _therapies(by_slug, [other for key, other in met.items() if key != verdict]))
        for verdict, by_slug in met.items()
    ]


def _therapies(
    by_slug: dict[str, list[Suitability]], others: list[dict[str, list[Suitability]]]
) -> list[Therapy]:
    therapies = [
        Therapy(
            factsheet=rows[0].page,
            patterns=_reasons(row for row in rows if row.pattern),
            conditions=_reasons(row for row in rows if row.condition),
            is_elsewhere_too=any(slug in other for other in others),
        )
        for slug, rows in by_slug.items()
    ]
    return sorted(therapies, key=lambda therapy: (therapy.factsheet.title.casefold(), therapy.factsheet.slug))


def _reasons(rows: Iterable[Suitability]) -> list[Reason]:
    reasons = [Reason(subject, row.note) for row in rows if (subject := row.pattern or row.condition)]
    return sorted(reasons, key=lambda reason: (reason.subject.name.casefold(), reason.subject.slug))
