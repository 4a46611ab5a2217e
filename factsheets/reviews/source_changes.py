"""What follows when a source no longer stands: a review task on every factsheet that cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from factsheets.language.vocabulary import Section, SourceStatus
from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.source import Source
from factsheets.reviews.models.review_task import ReviewTask


def on_status_change(sender: type[Source], source: Source, **kwargs: object) -> None:
    """Handler of `source_status_changed`, inside the transaction that saves the source."""
    if source.status != SourceStatus.CURRENT:
        open_review_tasks(source, now=timezone.now())


@transaction.atomic
def open_review_tasks(source: Source, *, now: datetime) -> list[ReviewTask]:
    """One task for each factsheet that cites `source`, in public or in its draft, naming the sections.

    Where a task about it is open already, that one takes the new status: there is one thing to look at, not two.
    """
    cited_in = _sections_that_cite(source)
    pages = FactsheetPage.objects.in_bulk(cited_in)
    return [
        _open_task(source, pages[page_id], _in_order(sections), now=now)
        for page_id, sections in sorted(cited_in.items())
    ]


def _open_task(source: Source, page: FactsheetPage, sections: list[str], *, now: datetime) -> ReviewTask:
    task: ReviewTask
    task, _ = ReviewTask.objects.waiting().update_or_create(
        page=page,
        source=source,
        defaults={"source_status": source.status, "sections": sections},
        create_defaults={"source_status": source.status, "sections": sections, "opened_at": now},
    )
    log(
        instance=page,
        action="factsheets.review_task.open",
        data={
            "source": str(source),
            "status": task.get_source_status_display(),
            "sections": task.section_names,
        },
    )
    return task


def _sections_that_cite(source: Source) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for page_id, section in Citation.objects.filter(source=source).values_list("page_id", "section"):
        found[page_id].add(section)
    # What a draft of a live page cites stands in its revision alone.
    drafts = FactsheetPage.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for draft in drafts.select_related("latest_revision"):
        words = FactsheetPage.from_serializable_data(draft.latest_revision.content, check_fks=False)
        for row in words.citations.all():
            if row.source_id == source.pk and row.section:
                found[draft.pk].add(row.section)
    return found


def _in_order(sections: Iterable[str]) -> list[str]:
    return [section for section in Section.values if section in sections]
