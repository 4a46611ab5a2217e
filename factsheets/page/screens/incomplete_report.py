"""The report "Incomplete factsheets": what the latest draft of each factsheet still lacks."""

from __future__ import annotations

from collections.abc import Iterable

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from factsheets.page.models.dead_links import dead_links
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.screens.report import Report, SentencesColumn, day_column, name_of, people
from factsheets.signing.models.old_revisions import give_records


class IncompleteFilters(WagtailFilterSet):
    """By whether readers see the factsheet, and by its owner."""

    live = django_filters.ChoiceFilter(
        label="Show",
        choices=[("False", "Not public yet"), ("True", "Public, with a newer draft")],
        empty_label="All",
        widget=forms.RadioSelect,
    )
    owner = django_filters.ModelChoiceFilter(queryset=people(lambda: FactsheetPage.objects.values("owner")))

    class Meta:
        model = FactsheetPage
        fields: list[str] = []


class IncompleteFactsheets(Report):
    """Public words without a newer draft have passed the gate, so only drafts are looked at."""

    seen_with = FactsheetPage
    name = "incomplete_factsheets"
    page_title = "Incomplete factsheets"
    header_icon = "list-ul"
    menu_order = 110
    filterset_class = IncompleteFilters
    headings = {
        "draft_title": "Factsheet",
        "missing_count": "Number missing",
        "missing_in_words": "Still missing",
        "owner_name": "Owner",
        "latest_revision_created_at": "Last saved",
    }

    @cached_property
    @override
    def columns(self) -> list[Column]:
        return [
            self.factsheet_column(sort_key="draft_title", width="25%"),
            SentencesColumn("missing", label="Still missing"),
            Column("owner_name", label="Owner", width="15%"),
            day_column(
                "latest_revision_created_at", "Last saved", sort_key="latest_revision_created_at", width="15%"
            ),
        ]

    default_ordering = "draft_title"

    @override
    def get_base_queryset(self) -> FactsheetQuerySet:
        drafts = FactsheetPage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
        return drafts.select_related("latest_revision", "owner__wagtail_userprofile")

    def get_filtered_queryset(self) -> list[FactsheetPage]:
        """The sentences are made of the words themselves, so the database cannot choose the rows."""
        drafts: QuerySet[FactsheetPage] = super().get_filtered_queryset()
        for page, draft in zip(drafts, _latest_words(drafts), strict=True):
            page.missing = draft.what_is_missing() + dead_links(draft)
            page.missing_count = len(page.missing)
            page.missing_in_words = " ".join(page.missing)
            page.owner_name = name_of(page.owner)
        return [page for page in drafts if page.missing]


def _latest_words(pages: Iterable[FactsheetPage]) -> list[FactsheetPage]:
    """The latest drafts; their records are asked for once for all of them."""
    drafts = [
        FactsheetPage.from_serializable_data(page.latest_revision.content, check_fks=False)
        if page.latest_revision
        else page
        for page in pages
    ]
    give_records(draft for draft, page in zip(drafts, pages, strict=True) if draft is not page)
    return drafts
