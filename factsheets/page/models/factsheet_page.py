"""One therapy, explained: the factsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

from factsheets.database.row_order import make_way_for_moved_rows
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.shared_words import SharesWords
from factsheets.keeping.models.protection import ProtectedWhileUsed
from factsheets.language.lines import lines_of
from factsheets.language.vocabulary import Certainty, ContraindicationState, Regulation
from factsheets.outputs.page_as_pdf import AsPdf
from factsheets.outputs.structured_data import as_script, structured_data
from factsheets.page.formats.completeness import missing_parts
from factsheets.page.formats.page_parts import Neighbours, page_parts
from factsheets.page.formats.review_due import today_here
from factsheets.people.permissions import FactsheetPermissionTester
from factsheets.screens.panels import RICH_TEXT_FEATURES, factsheet_edit_handler
from factsheets.signing.formats.clinical_content import FACTSHEET_STORED_PARTS
from factsheets.signing.models.in_workflow import InSteps
from factsheets.signing.models.old_revisions import ReadsAnyRevision
from factsheets.signing.models.retention import KeptOnRecord, KeptQuerySet
from factsheets.signing.models.signed_off import SignedOff

from .dead_links import dead_links
from .draft_rows import half_filled_rows_set_aside
from .history import WithPast
from .missing_records import what_is_gone
from .related_item import RelatedItem
from .review_dates import with_review_dates
from .search_fields import SEARCH_FIELDS, Searched
from .versioned import Versioned, change_note_field, major_change_field
from .view_restrictions import open_to_readers


class FactsheetQuerySet(KeptQuerySet, PageQuerySet):
    def for_readers(self) -> Self:
        """What every reader may see: live, and not behind a privacy rule."""
        return self.filter(open_to_readers()).order_by("title")

    def for_readers_who_search(self) -> Self:
        """The same, said in filters that a search engine knows; the rules of privacy are asked for now."""
        return self.live().public()

    @staticmethod
    def maybe_called(names: Iterable[str]) -> models.Q:
        """Factsheets whose title, draft title or other names contain one of `names`; `is_called` tells for certain."""
        wanted = models.Q(pk__in=[])
        for name in names:
            wanted |= models.Q(title__iexact=name) | models.Q(draft_title__iexact=name)
            wanted |= models.Q(also_called__icontains=name)
        return wanted

    def possibly_called(self, names: Iterable[str]) -> Self:
        return self.filter(self.maybe_called(names))


def _rich_text(help_text: str, label: str | None = None) -> RichTextField:
    return RichTextField(label, blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class FactsheetPage(
    KeptOnRecord,
    ReadsAnyRevision,
    WithPast,
    Versioned,
    SharesWords,
    AsPdf,
    InSteps,
    SignedOff,
    Searched,
    ProtectedWhileUsed,
    Page,
):
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic(), half_filled_rows_set_aside(self):
            if self.pk:
                make_way_for_moved_rows(self, ("suitabilities", "associations", "related_items"))
            super().save(*args, **kwargs)

    @property
    def also_called_names(self) -> list[str]:
        return lines_of(self.also_called)

    @property
    def names(self) -> list[str]:
        """Title and other names."""
        return [self.title, *self.also_called_names]

    def is_called(self, name: str) -> bool:
        wanted = " ".join(name.split()).casefold()
        return any(" ".join(own.split()).casefold() == wanted for own in self.names)

    @property
    def certainty_in_words(self) -> str:
        return Certainty(self.certainty).in_words if self.certainty in Certainty.values else self.certainty

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
            super().what_surrounds_it_lacks()
            + [
                f"Library records: the {name} has not been signed off. A clinical reviewer signs it first."
                for name in unsigned
            ]
            + dead_links(self)
        )

    def permissions_for_user(self, user: AbstractBaseUser) -> FactsheetPermissionTester:
        return FactsheetPermissionTester(user, self)

    @cached_property
    def review_dates(self) -> tuple[date | None, date | None]:
        """When it was last reviewed, and when the next review is due: they came with the page, or they are asked for."""
        if "next_due_on" in self.__dict__:
            return self.last_reviewed_on, self.next_due_on
        row = with_review_dates(FactsheetPage.objects.filter(pk=self.pk))
        return row.values_list("last_reviewed_on", "next_due_on").first() or (None, None)

    def neighbours(self) -> Neighbours:
        """The public factsheets around this one, in one query."""
        items = list(self.related_items.all())
        pending = [item.pending_title for item in items if item.pending_title]
        linked = [item.factsheet_id for item in items if item.factsheet_id]
        pointing = RelatedItem.objects.pointing_to(self, self.names).filter(page=models.OuterRef("pk"))
        others = (
            FactsheetPage.objects.for_readers()
            .exclude(pk=self.pk)
            .annotate(points_here=models.Exists(pointing))
        )
        around = (
            models.Q(points_here=True) | models.Q(pk__in=linked) | FactsheetQuerySet.maybe_called(pending)
        )
        found = list(others.filter(around))
        return Neighbours(
            linked={page.pk: page for page in found if page.pk in linked},
            arrived={title.casefold(): page for title in pending for page in found if page.is_called(title)},
            pointing=[page for page in found if page.points_here],
        )

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        if self.__dict__.get("is_private") is False and not self.alias_of_id:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        reviewed_on, review_due_on = self.review_dates
        address = self.get_url(request) or ""
        context |= self.version_parts(is_preview=getattr(request, "is_preview", False))
        context |= {"address": address, "structured_data": self._structured_data(address, reviewed_on)}
        return context | page_parts(
            self,
            **self.shared_words._asdict(),
            library_url=address.removesuffix(f"{self.slug}/"),
            reviewed_on=reviewed_on,
            review_due_on=review_due_on,
            neighbours=self.neighbours(),
            today=today_here(),
        )

    def _structured_data(self, address: str, reviewed_on: date | None) -> SafeString:
        """What the page is, for machines."""
        changed_at = self.last_published_at
        return as_script(
            structured_data(
                self,
                site_name=settings.WAGTAIL_SITE_NAME,
                site_address=f"{settings.SITE_URL}/",
                address=f"{settings.SITE_URL}{address}",
                changed_on=timezone.localdate(changed_at) if changed_at else None,
                reviewed_on=reviewed_on,
            )
        )
