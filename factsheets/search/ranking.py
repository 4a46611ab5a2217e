"""The order of what is found when a question names what somebody has: what a factsheet says about it counts first.

A therapy that the question names stays first. Then those most likely to help, those that a source speaks against, those
least likely to help, those that say nothing about it, and last those that should not be used; each by relevance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from wagtail.search.backends.base import BaseSearchResults

from factsheets.library.formats.verdicts_in_words import place_of
from factsheets.outputs.caveats import Claim
from factsheets.page.formats.subjects import Subject
from factsheets.page.models.factsheet_page import FactsheetPage

#: The search field of a factsheet that tells its claims.
CLAIMS = "claim_codes"


class Asked(NamedTuple):
    """What a question is about, as far as the library knows names for it."""

    subjects: list[Subject]
    #: Keys of factsheets.
    therapies: Collection[int] = ()
    #: What the results are narrowed by, if anything: their groups follow it alone.
    chosen: Subject | None = None

    @property
    def all_subjects(self) -> list[Subject]:
        """What the question names and what the results are narrowed by, each once."""
        return list(dict.fromkeys([*([self.chosen] if self.chosen else []), *self.subjects]))

    @property
    def ranked_by(self) -> list[Subject]:
        """What the order of the results follows: what they are narrowed by alone, else all that the question names."""
        return [self.chosen] if self.chosen else self.subjects

    @property
    def first(self) -> Collection[int]:
        """Keys of the factsheets that stand before all others; none where results are narrowed by a condition."""
        return () if self.chosen else self.therapies


def ranked(results: BaseSearchResults, asked: Asked) -> BaseSearchResults:
    """`results` in this order; a back end that knows no ranks gives them by relevance."""
    if not asked.ranked_by or not hasattr(results, "in_ranks"):
        return results
    return results.in_ranks(_ranks(asked.ranked_by, asked.first))


def in_order(factsheets: Iterable[FactsheetPage], asked: Asked) -> list[FactsheetPage]:
    """The factsheets of one page, as their rows say now: an index may be a moment behind, or know no ranks."""
    if not asked.ranked_by:
        return list(factsheets)
    return sorted(
        factsheets, key=lambda each: -1 if each.pk in asked.first else place_of(each, asked.ranked_by)
    )


def _ranks(
    subjects: Iterable[Subject], therapies: Collection[int]
) -> list[tuple[str, list[int] | None, list[int]]]:
    codes = {claim: [subject.code(claim) for subject in subjects] for claim in Claim}
    ranks: list[tuple[str, list[int] | None, list[int]]] = []
    if therapies:
        ranks.append(("id", list(therapies), []))
    for claim in Claim:
        # Who may help with one thing and must be avoided with another is judged by the worse.
        worse = [code for other in Claim if other > claim for code in codes[other]]
        own = None if claim == Claim.NOT_TO_BE_USED else codes[claim]
        ranks.append((CLAIMS, own, worse if own else codes[Claim.NOT_TO_BE_USED]))
    return ranks
