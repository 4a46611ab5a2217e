"""One therapy, explained: the factsheet."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageViewRestriction, Revision
from wagtail.url_routing import RouteResult

from factsheets.database.row_order import make_way_for_moved_rows
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.shared_words import SharedWords, shared_words_now
from factsheets.keeping.models.protection import ProtectedWhileUsed
from factsheets.language.lines import lines_of
from factsheets.language.vocabulary import Certainty, ContraindicationState, Regulation
from factsheets.outputs.page_as_pdf import PREVIEW_MODES, pdf_preview
from factsheets.page.formats.completeness import missing_parts
from factsheets.people.permissions import FactsheetPermissionTester
from factsheets.screens.panels import RICH_TEXT_FEATURES, factsheet_edit_handler
from factsheets.signing.formats.clinical_content import FACTSHEET_STORED_PARTS, Content
from factsheets.signing.models.old_revisions import ReadsAnyRevision
from factsheets.signing.models.retention import KeptOnRecord
from factsheets.signing.models.shared_authorship import shared_authors
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff

from .addresses import Answer, answer_at
from .dead_links import dead_links
from .draft_rows import half_filled_rows_set_aside
from .factsheet_query import FactsheetQuerySet
from .history import what_withdrawal_keeps_back
from .known_name import keep_stored_names
from .missing_records import what_is_gone
from .prefetched import Prefetched
from .review_dates import with_review_dates
from .search_fields import SEARCH_FIELDS, Searched
from .shown_parts import shown_parts
from .versioned import (
    add_version,
    change_note_field,
    is_sure_to_be_major,
    major_change_field,
    suggested_change_note,
    take_out_used_note,
)
from .words_to_sign import words_to_sign


def _rich_text(help_text: str, label: str | None = None) -> RichTextField:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class FactsheetPage(
    KeptOnRecord,
    ReadsAnyRevision,
    SignedOff,
    Searched,
    ProtectedWhileUsed,
    Page,
):
    """Each base answers one question and takes hooks of Wagtail or Django, none of them the same as another. All stand
    before `Page`, whose methods they go on to; among themselves their order says nothing.
    """

    also_called = models.TextField(
        blank=True, help_text="Other names that people search for, one on each line."
    )
    summary = models.CharField(
        max_length=200,
        blank=True,
        help_text="One or two plain sentences, up to 200 characters. Shown in lists.",
    )
    therapy_kind = models.ForeignKey(
        "factsheets.TherapyKind",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="factsheets",
        verbose_name="kind of therapy",
    )
    introduction = _rich_text("What the therapy is, and what it is not.")
    mechanism = _rich_text("How it works, as far as it is known.")
    procedure = _rich_text("What happens to the reader, step by step.")
    evidence = _rich_text("What studies and guidelines say, for and against.")
    certainty = models.CharField(
        "certainty of the evidence",
        max_length=12,
        choices=Certainty.choices,
        blank=True,
        help_text="By GRADE. Choose “Not graded” if nobody has graded it.",
    )
    evidence_searched_on = models.DateField(
        "evidence searched on",
        blank=True,
        null=True,
        help_text="The day when somebody last looked for evidence.",
    )
    likely_statement = models.TextField(
        "most likely to help",
        blank=True,
        help_text="A sentence before the list of what it is most likely to help.",
    )
    unlikely_statement = models.TextField(
        "least likely to help",
        blank=True,
        help_text="A sentence before the list of what it is least likely to help.",
    )
    contraindication_state = models.CharField(
        "who should not have it",
        max_length=12,
        choices=ContraindicationState.choices,
        default=ContraindicationState.NOT_ASSESSED,
        help_text="“None known” needs a statement. “Listed below” needs a row. “Not assessed yet” cannot go live.",
    )
    contraindication_statement = _rich_text(
        "What to know before choosing it, such as a check by a doctor first.",
        "statement on who should not have it",
    )
    risks = _rich_text("Side effects and risks. If this is empty, the page says that it does not cover them.")
    qualifications = _rich_text("Who is qualified to give it, and how readers can tell.")
    regulation = models.CharField(
        max_length=20,
        choices=Regulation.choices,
        default=Regulation.NOT_STATED,
        help_text="How practitioners of this therapy are regulated in the UK.",
    )

    change_note = change_note_field()
    is_major_change = major_change_field()

    objects = PageManager.from_queryset(FactsheetQuerySet)()

    template = "factsheets/page/factsheet_page.html"
    parent_page_types = ["factsheets.LibraryPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["is_starter_example", "change_note", "is_major_change"]
    page_description = "One therapy, explained."
    edit_handler = factsheet_edit_handler()
    search_fields = [*Page.search_fields, *SEARCH_FIELDS]
    stored_parts = FACTSHEET_STORED_PARTS
    preview_modes = PREVIEW_MODES
    #: What a query for reading brought along, and its complete rows as far as somebody asked for them; None where none did.
    prefetched: Prefetched | None = None
    rows_for_reading: dict[str, list[object]] | None = None

    class Meta:
        verbose_name = "factsheet"
        verbose_name_plural = "factsheets"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(certainty__in=["", *Certainty.values]), name="factsheet_certainty_known"
            ),
            models.CheckConstraint(
                condition=models.Q(contraindication_state__in=ContraindicationState.values),
                name="factsheet_contraindication_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(regulation__in=Regulation.values), name="factsheet_regulation_known"
            ),
        ]

    @override
    def save(self, *args: object, **kwargs: Any) -> None:
        changed = kwargs.get("update_fields")
        with transaction.atomic(), half_filled_rows_set_aside(self) if changed is None else nullcontext():
            if changed is None and self.pk:
                make_way_for_moved_rows(self, ("suitabilities", "associations", "related_items"))
            super().save(*args, **kwargs)
            keep_stored_names(FactsheetPage.objects.filter(pk=self.pk), changed)

    @property
    def also_called_names(self) -> list[str]:
        """Other names that people search for, in the order in which they were written."""
        return lines_of(self.also_called)

    @property
    def names(self) -> list[str]:
        """Title and other names."""
        return [self.title, *self.also_called_names]

    def is_called(self, name: str) -> bool:
        """Whether `name` is its title or another name of it, whatever the capitals and the spaces."""
        wanted = " ".join(name.split()).casefold()
        return any(" ".join(own.split()).casefold() == wanted for own in self.names)

    @property
    def certainty_in_words(self) -> str:
        """What the certainty of its evidence means to a reader; empty where none is chosen."""
        return Certainty(self.certainty).in_words if self.certainty in Certainty.values else self.certainty

    @override
    def clinical_content(self) -> Content:
        return words_to_sign(self, self.headings)

    @override
    def shared_authors(self, last: SignOff | None) -> Iterable[int]:
        return [*super().shared_authors(last), *shared_authors(self, last)]

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each part, as the library words it."""
        return (
            self.prefetched.shared_words.headings if self.prefetched else self.get_parent().specific.headings
        )

    @cached_property
    def shared_words(self) -> SharedWords:
        """The words that all factsheets share."""
        return self.prefetched.shared_words if self.prefetched else shared_words_now(self.headings)

    @override
    def went_live(self, revision: Revision, *, user: AbstractBaseUser | None) -> None:
        add_version(self, revision, user)

    @override
    def get_latest_revision_as_object(self) -> Self:
        draft: Self = super().get_latest_revision_as_object()
        take_out_used_note(draft, self.latest_revision_id)
        return draft

    def suggested_change_note(self) -> str:
        """What the change note will say if nobody writes one."""
        return suggested_change_note(self)

    def is_sure_to_be_major(self) -> bool:
        """Whether its changes concern safety, so that they are major whatever its author ticks."""
        return is_sure_to_be_major(self)

    def what_is_missing(self) -> list[str]:
        """What an author still has to do before submission, one sentence each."""
        return missing_parts(self) + what_is_gone(self)

    def what_surrounds_it_lacks(self) -> list[str]:
        """A withdrawal that stands, governed texts that nobody has signed, and links that lead readers nowhere."""
        unsigned = [
            model._meta.verbose_name
            for model in (SafetyAdvice, Disclaimer)
            if not model.objects.signed().exists()
        ]
        return (
            what_withdrawal_keeps_back(self)
            + [
                f"Library records: the {name} has not been signed off. A clinical reviewer signs it first."
                for name in unsigned
            ]
            + dead_links(self)
        )

    @override
    def permissions_for_user(self, user: AbstractBaseUser) -> FactsheetPermissionTester:
        return FactsheetPermissionTester(user, self)

    @cached_property
    def review_dates(self) -> tuple[date | None, date | None]:
        """When it was last reviewed, and when the next review is due."""
        if self.prefetched:
            return self.prefetched.last_reviewed_on, self.prefetched.next_due_on
        row: models.QuerySet[Any] = with_review_dates(FactsheetPage.objects.filter(pk=self.pk))
        return row.values_list("last_reviewed_on", "next_due_on").first() or (None, None)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """The one place where it is decided who may see this page: Wagtail and every answer below its address ask here."""
        if self.prefetched and not self.prefetched.is_private and not self.alias_of_id:
            rules: models.QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        else:
            rules = super().get_view_restrictions()
        return rules

    @override
    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        answer = answer_at(self, path_components)
        return (
            RouteResult(self, kwargs={"answer": answer})
            if answer
            else super().route(request, path_components)
        )

    @override
    def serve(
        self, request: HttpRequest, *args: object, answer: Answer | None = None, **kwargs: object
    ) -> HttpResponse:
        return answer(request) if answer else super().serve(request, *args, **kwargs)

    @override
    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return pdf_preview(self, request, mode_name) or super().serve_preview(request, mode_name)

    @override
    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        return context | shown_parts(self, request)
