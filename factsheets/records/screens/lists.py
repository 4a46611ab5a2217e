"""The menu "Library records": lists, filters, usage and export of what factsheets share."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from factsheets.governed.screens import (
    CrisisAdviceViewSet,
    DisclaimerViewSet,
    EmergencyAdviceViewSet,
    SafetyAdviceViewSet,
    UrgentAdviceViewSet,
)
from factsheets.page.models.review import Review
from factsheets.people.permissions import ReviewPermissionPolicy
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource
from factsheets.records.models.shared_record import SharedRecord
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind
from factsheets.screens import choosers
from factsheets.screens.record_index import RecordIndex
from factsheets.typed_words.screens import PutsWordsBack
from factsheets.wording.screens.menu import wording_menu_items
from factsheets.wording.screens.record_edit import RecordEdit

from .list_views import RecordList, RecordUsage


class NewRecord(PutsWordsBack, CreateView):
    """The form for a new record."""


class RecordViewSet(SnippetViewSet):
    """A kind of record: listed with how often factsheets use it, looked at, exported."""

    index_view_class = RecordList
    add_view_class = NewRecord
    edit_view_class = RecordEdit
    usage_view_class = RecordUsage
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = ["name"]
    #: The relation whose rows are counted in the list.
    used_through: str

    def get_queryset(self, request: HttpRequest) -> QuerySet[SharedRecord]:
        """The records with `use_count`: in how many rows of factsheets each stands now."""
        records: QuerySet[SharedRecord] = self.model._default_manager.all()
        return records.annotate(use_count=Count(self.used_through, distinct=True))


def _used(label: str = "Used in factsheets") -> Column:
    return Column("use_count", label=label, sort_key="use_count")


class ConditionViewSet(RecordViewSet):
    """Conditions, and the codes that clinicians know them by."""

    model = Condition
    icon = "tag"
    used_through = "suitabilities"
    list_display = ["name", "plain_name", _used()]
    list_export = ["name", "plain_name", "other_names", "description", "slug", "snomed_ct", "icd_10"]
    chooser_viewset_class = choosers.ConditionChooser


class PainPatternViewSet(RecordViewSet):
    """Pain patterns, those of one aspect together."""

    model = PainPattern
    ordering = ["aspect", "name"]
    icon = "draft"
    used_through = "suitabilities"
    list_display = ["name", "get_aspect_display", _used()]
    list_filter = ["aspect"]
    list_export = ["name", "aspect", "slug"]
    chooser_viewset_class = choosers.PainPatternChooser


class AssociationViewSet(RecordViewSet):
    """Associations with what they do for patients and how to reach them."""

    model = Association
    icon = "group"
    used_through = "factsheet_links"
    list_display = ["name", "abbreviation", "town", "phone", _used()]
    list_filter = ["county"]
    list_export = [
        "name",
        "abbreviation",
        "address_lines",
        "town",
        "county",
        "postcode",
        "phone",
        "fax",
        "email",
        "website",
        "does_for_patients",
        "register_link",
    ]
    chooser_viewset_class = choosers.AssociationChooser


class ResourceViewSet(RecordViewSet):
    """Booklets, books, leaflets, websites and videos, by what can still be had."""

    model = Resource
    ordering = ["title"]
    icon = "doc-full"
    used_through = "related_items"
    list_display = ["title", "get_kind_display", "authors", "get_availability_display", _used()]
    list_filter = ["kind", "availability", "supplied_by_charity", "supplier"]
    list_export = [
        "kind",
        "title",
        "authors",
        "publisher",
        "year",
        "isbn",
        "link",
        "availability",
        "last_seen_on",
    ]
    chooser_viewset_class = choosers.ResourceChooser


class SourceViewSet(RecordViewSet):
    """Sources by whether they still stand and how often they are cited."""

    model = Source
    ordering = ["title"]
    icon = "openquote"
    used_through = "citations"
    list_display = [
        "title",
        "get_kind_display",
        "year",
        "get_status_display",
        "checked_on",
        _used("Times cited"),
    ]
    list_filter = ["kind", "status"]
    list_export = ["kind", "title", "authors", "year", "doi", "pmid", "link", "status", "checked_on"]
    chooser_viewset_class = choosers.SourceChooser


class TherapyKindViewSet(RecordViewSet):
    """Kinds of therapy, by which readers filter."""

    model = TherapyKind
    icon = "list-ul"
    used_through = "factsheets"
    list_display = ["name", "description", _used()]
    list_export = ["name", "description"]
    chooser_viewset_class = choosers.TherapyKindChooser


class ReviewList(RecordIndex):
    """The reviews, the latest first."""


def _reviews_of(review: Review) -> str:
    return reverse("factsheet_review", args=[review.page_id])


class ReviewViewSet(SnippetViewSet):
    """Every review of every factsheet, to look at: each is recorded on the screen of its factsheet."""

    model = Review
    index_view_class = ReviewList
    chooser_viewset_class = choosers.PickingAlone
    ordering = ["-reviewed_on"]
    icon = "date"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "page",
        Column("get_outcome_display", label="Outcome", sort_key="outcome"),
        Column("by", label="Reviewed by", sort_key="reviewer"),
        "reviewed_on",
        "next_due_on",
        TitleColumn("way", label="Next review", accessor=lambda _: "Record it", get_url=_reviews_of),
    ]
    list_filter = ["outcome"]
    search_fields = ["page__title", "reviewer", "on_behalf_of"]
    list_export = [
        "page",
        "outcome",
        "reviewer",
        "on_behalf_of",
        "reviewed_on",
        "evidence_checked_to",
        "next_due_on",
        "notes",
    ]

    @property
    @override
    def permission_policy(self) -> ReviewPermissionPolicy:
        return ReviewPermissionPolicy(self.model)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return Review.objects.select_related("page")


class LibraryRecords(SnippetViewSetGroup):
    """The menu with one list for each kind of record, and the screens for wording that all factsheets share."""

    menu_label = "Library records"
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (
        ConditionViewSet,
        PainPatternViewSet,
        AssociationViewSet,
        ResourceViewSet,
        SourceViewSet,
        TherapyKindViewSet,
        SafetyAdviceViewSet,
        EmergencyAdviceViewSet,
        CrisisAdviceViewSet,
        UrgentAdviceViewSet,
        DisclaimerViewSet,
        ReviewViewSet,
    )

    @override
    def get_submenu_items(self) -> list[MenuItem]:
        return [*super().get_submenu_items(), *wording_menu_items()]
