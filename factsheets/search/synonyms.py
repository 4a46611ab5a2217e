"""Which expressions mean the same: what staff wrote down, and the other names of records and public factsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from factsheets.language.lines import lines_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.signpost import Signpost
from factsheets.search.models.synonym_change import SynonymChange

#: Whoever saves or deletes one of these may change the synonyms, what a question names, or the answers beside results.
_RECORDS: tuple[type[Model], ...] = (
    SearchSynonym,
    Signpost,
    Condition,
    PainPattern,
    Association,
    PageViewRestriction,
)


class _Known(NamedTuple):
    stamp: tuple[int, str]
    groups: list[tuple[str, ...]]


_known: list[_Known] = []


def groups() -> list[tuple[str, ...]]:
    """Groups of expressions of the same meaning, each of two or more; for reading only.

    As long as nothing changed, in this process or another, it costs one small query and gives the very same list.
    """
    stamp = SynonymChange.objects.stamp()
    known = _known[0] if _known else None
    if known is None or known.stamp != stamp:
        fresh = [group for group in map(_distinct, _all_names()) if len(group) > 1]
        # Most changes leave the names as they are; whoever prepared this very list need not do it again.
        known = _Known(stamp, known.groups if known and known.groups == fresh else fresh)
        _known[:] = [known]
    return known.groups


def notice_changes() -> None:
    """Notice every change of what synonyms are made of; called once, when the applications are ready."""
    for model in _RECORDS:
        post_save.connect(note_change, sender=model, dispatch_uid=f"factsheets.synonyms.{model.__name__}")
        post_delete.connect(note_change, sender=model, dispatch_uid=f"factsheets.synonyms.{model.__name__}")
    post_delete.connect(note_change, sender=FactsheetPage, dispatch_uid="factsheets.synonyms")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(note_change, dispatch_uid="factsheets.synonyms")


def note_change(**_kwargs: object) -> None:
    """Handler of signals: the synonyms have to be made anew, in every process, once the change is stored."""
    SynonymChange.objects.create()


def forget_changes(*, today: date) -> int:
    """Delete the marks of earlier days; how many there were. For the daily job."""
    return SynonymChange.objects.forget(today=today)


def _all_names() -> Iterator[Iterable[str]]:
    for (expressions,) in SearchSynonym.objects.values_list("expressions"):
        yield lines_of(expressions)
    for name, plain_name, other_names in Condition.objects.values_list("name", "plain_name", "other_names"):
        yield [name, plain_name, *lines_of(other_names)]
    yield from Association.objects.exclude(abbreviation="").values_list("name", "abbreviation")
    public = FactsheetPage.objects.for_readers().exclude(also_called="")
    for title, also_called in public.values_list("title", "also_called"):
        yield [title, *lines_of(also_called)]


def _distinct(expressions: Iterable[str]) -> tuple[str, ...]:
    tidy = (" ".join(expression.split()) for expression in expressions)
    return tuple({expression.casefold(): expression for expression in tidy if expression}.values())
