"""One therapy, explained: the factsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from factsheets.formats.completeness import missing_parts
from factsheets.formats.page_parts import page_parts
from factsheets.panels import RICH_TEXT_FEATURES, factsheet_edit_handler
from factsheets.permissions import FactsheetPermissionTester
from factsheets.policy import Certainty, ContraindicationState, Regulation

from .governed_text import Disclaimer, SafetyAdvice
from .protected import ProtectedWhileUsed
from .related_item import RelatedItem
from .shared_record import lines_of
from .signed_off import SignedOff

if TYPE_CHECKING:
    from .library_page import LibraryPage


class FactsheetQuerySet(PageQuerySet):
    def for_readers(self) -> Self:
        """What every reader may see: live, and not behind a privacy rule."""
        return self.live().public().order_by("title")

    def possibly_called(self, names: Iterable[str]) -> Self:
        """Factsheets whose title, draft title or other names contain one of `names`; `is_called` tells for certain."""
        wanted = models.Q(pk__in=[])
        for name in names:
            wanted |= models.Q(title__iexact=name) | models.Q(draft_title__iexact=name)
            wanted |= models.Q(also_called__icontains=name)
        return self.filter(wanted)


def _rich_text(help_text: str) -> RichTextField:
    return RichTextField(blank=True, features=RICH_TEXT_FEATURES, help_text=help_text)


class FactsheetPage(SignedOff, ProtectedWhileUsed, Page):
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
        "What to know before choosing it, such as a check by a doctor first."
    )
    risks = _rich_text("Side effects and risks. If this is empty, the page says that it does not cover them.")
    qualifications = _rich_text("Who is qualified to give it, and how readers can tell.")
    regulation = models.CharField(
        max_length=20,
        choices=Regulation.choices,
        default=Regulation.NOT_STATED,
        help_text="How practitioners of this therapy are regulated in the UK.",
    )

    objects = PageManager.from_queryset(FactsheetQuerySet)()

    template = "factsheets/factsheet_page.html"
    parent_page_types = ["factsheets.LibraryPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["is_starter_example"]
    page_description = "One therapy, explained."
    edit_handler = factsheet_edit_handler()
    search_fields = [
        *Page.search_fields,
        index.SearchField("also_called", boost=2),
        index.AutocompleteField("also_called"),
        index.SearchField("summary"),
        index.SearchField("introduction"),
        index.SearchField("mechanism"),
        index.SearchField("procedure"),
        index.SearchField("evidence"),
        index.FilterField("therapy_kind"),
        index.FilterField("certainty"),
    ]

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
        return Certainty(self.certainty).in_words if self.certainty else ""

    def what_is_missing(self) -> list[str]:
        """What an author still has to do before submission, one sentence each."""
        return missing_parts(self)

    def what_stands_in_the_way(self) -> list[str]:
        """What keeps the factsheet from being published after sign-off, one sentence each."""
        unsigned = [
            model._meta.verbose_name
            for model in (SafetyAdvice, Disclaimer)
            if not model.objects.signed().exists()
        ]
        return self.what_is_missing() + [
            f"Library records: the {name} has not been signed off. A clinical reviewer signs it first."
            for name in unsigned
        ]

    def permissions_for_user(self, user: AbstractBaseUser) -> FactsheetPermissionTester:
        return FactsheetPermissionTester(user, self)

    @cached_property
    def library(self) -> LibraryPage:
        return self.get_parent().specific

    def links_here(self) -> list[FactsheetPage]:
        """Public factsheets whose relevant information names this one, by link or by a title that was pending."""
        pointing = RelatedItem.objects.pointing_to(self, self.names)
        return list(FactsheetPage.objects.for_readers().filter(related_items__in=pointing).distinct())

    def arrived_titles(self) -> dict[str, FactsheetPage]:
        """Public factsheets by the pending titles of this one that name them (casefolded)."""
        pending = [item.pending_title for item in self.related_items.all() if item.pending_title]
        if not pending:
            return {}
        candidates = list(FactsheetPage.objects.for_readers().exclude(pk=self.pk).possibly_called(pending))
        return {title.casefold(): page for title in pending for page in candidates if page.is_called(title)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | page_parts(
            self,
            headings=self.library.headings,
            library_url=self.library.url,
            safety_advice=SafetyAdvice.objects.in_force().first(),
            disclaimer=Disclaimer.objects.in_force().first(),
            review=self.reviews.first() if self.pk else None,
            arrived_titles=self.arrived_titles(),
            links_here=self.links_here() if self.pk else [],
            today=timezone.localdate(),
        )
