"""Puts made-up factsheets straight into the tables: a hundred thousand pages take minutes, not days.

Nothing is indexed by this: that is a step of its own, which the measures want to time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from factsheets.language.vocabulary import Certainty, ContraindicationState
from factsheets.models import Condition, FactsheetPage, LibraryPage, Suitability, TherapyKind
from factsheets.page.models.known_name import keep_names

from .factsheets import MadeUpFactsheet

ROWS_AT_ONCE = 500
PUBLISHED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@transaction.atomic
def store(factsheets: Iterable[MadeUpFactsheet], *, condition_names: list[str] | None = None) -> int:
    """Make every factsheet a public page of the library; its conditions and kind are taken from those that exist.

    `condition_names` says which conditions may be taken, and may name new ones. Returns how many pages were made.
    """
    library = LibraryPage.objects.get()
    conditions = _conditions(condition_names)
    kinds = list(TherapyKind.objects.order_by("pk")) or [TherapyKind.objects.create(name="Made up")]
    coming, made = iter(factsheets), 0
    while batch := list(islice(coming, ROWS_AT_ONCE)):
        pages = _pages(batch, library, made, kinds)
        Suitability.objects.bulk_create(_rows(batch, pages, conditions))
        keep_names(pages)
        made += len(batch)
    Page.objects.filter(pk=library.pk).update(numchild=models.F("numchild") + made)
    _go_on_numbering(Page)
    return made


def _conditions(names: list[str] | None) -> list[Condition]:
    if names is None:
        return list(Condition.objects.order_by("pk"))
    return [Condition.objects.get_or_create(name=name)[0] for name in names]


def _pages(
    batch: list[MadeUpFactsheet], library: LibraryPage, before: int, kinds: list[TherapyKind]
) -> list[FactsheetPage]:
    first_pk = (Page.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    content_type = ContentType.objects.get_for_model(FactsheetPage)
    pages = [
        FactsheetPage(
            id=first_pk + number,
            page_ptr_id=first_pk + number,
            path=Page._get_path(library.path, library.depth + 1, library.numchild + before + number + 1),
            depth=library.depth + 1,
            numchild=0,
            content_type=content_type,
            locale_id=library.locale_id,
            title=factsheet.title,
            draft_title=factsheet.title,
            slug=factsheet.slug,
            url_path=f"{library.url_path}{factsheet.slug}/",
            live=True,
            first_published_at=PUBLISHED_AT,
            last_published_at=PUBLISHED_AT,
            also_called=factsheet.also_called,
            summary=factsheet.summary,
            therapy_kind=kinds[factsheet.kind % len(kinds)],
            certainty=Certainty.NOT_GRADED,
            contraindication_state=ContraindicationState.NONE_KNOWN,
            **factsheet.sections,
        )
        for number, factsheet in enumerate(batch)
    ]
    _insert(Page, pages)
    _insert(FactsheetPage, pages)
    return pages


def _insert(model: type[models.Model], objects: list[FactsheetPage]) -> None:
    """Only the columns of this one table: Django itself refuses to create rows of a page in bulk."""
    fields = list(model._meta.local_concrete_fields)
    at_once = max(1, connection.ops.bulk_batch_size(fields, objects))
    for start in range(0, len(objects), at_once):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + at_once], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def _rows(
    batch: list[MadeUpFactsheet], pages: list[FactsheetPage], conditions: list[Condition]
) -> list[Suitability]:
    rows = []
    for factsheet, page in zip(batch, pages, strict=True):
        # The same condition cannot stand twice in one factsheet.
        drawn = dict.fromkeys(conditions[number % len(conditions)] for number in factsheet.conditions)
        for place, (condition, verdict) in enumerate(zip(drawn, ("likely", "unlikely"), strict=False)):
            rows.append(Suitability(page=page, condition=condition, verdict=verdict, sort_order=place))
    return rows


def _go_on_numbering(model: type[models.Model]) -> None:
    """The numbers were given by us, so the engine that counts them itself has to hear of it."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
