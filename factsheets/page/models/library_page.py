"""The library: the page above all factsheets, with the wording that they share."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from typing_extensions import override
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageQuerySet
from wagtail.url_routing import RouteResult

from backcare.query import reads_query
from factsheets.database.kept_statements import KeptStatement
from factsheets.database.months import MOST_MONTHS
from factsheets.language.vocabulary import PUBLIC_HEADINGS
from factsheets.people.permissions import LibraryPermissionTester
from factsheets.screens.panels import RICH_TEXT_FEATURES, ScheduledPageForm
from factsheets.signing.models.carried_wording import CarriedWording
from factsheets.signing.models.retention import PageAboveManager, StaysWithItsPages
from factsheets.signing.models.schedule import OrdinarySchedule

from .factsheet_page import FactsheetPage
from .factsheet_query import FactsheetQuerySet
from .known_name import KnownName
from .library_list import ListedPart, counts_by_letter, listed, names_of_pages, part_at
from .view_restrictions import open_to_readers


def _heading(part: str) -> models.CharField[str, str]:
    return models.CharField(
        f"heading of “{PUBLIC_HEADINGS[part]}”", max_length=120, default=PUBLIC_HEADINGS[part]
    )


class LibraryPage(StaysWithItsPages, OrdinarySchedule, CarriedWording, Page):
    """There is one. Its headings stand on every factsheet, so clinicians sign changes of them."""

    introduction = RichTextField(
        blank=True, features=RICH_TEXT_FEATURES, help_text="A sentence or two above the list of factsheets."
    )
    heading_introduction = _heading("introduction")
    heading_mechanism = _heading("mechanism")
    heading_procedure = _heading("procedure")
    heading_evidence = _heading("evidence")
    heading_likely = _heading("likely")
    heading_unlikely = _heading("unlikely")
    heading_avoid = _heading("avoid")
    heading_risks = _heading("risks")
    heading_qualifications = _heading("qualifications")
    heading_associations = _heading("associations")
    heading_related_items = _heading("related_items")
    heading_citations = _heading("citations")

    review_interval_months = models.PositiveSmallIntegerField(
        "months between reviews",
        default=MOST_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
        help_text="After how many months a factsheet is reviewed again, at most 36. "
        "The review form suggests a month up to six months earlier, so that no month is overloaded.",
    )

    objects = PageAboveManager()

    template = "factsheets/library/library_page.html"
    base_form_class = ScheduledPageForm
    max_count = 1
    subpage_types = ["factsheets.FactsheetPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        HelpPanel(
            "The headings on every factsheet are words that a clinician signs. You change them under “Library records”, "
            "“Headings”.",
            heading="Headings on every factsheet",
        ),
        FieldPanel("review_interval_months"),
    ]

    class Meta:
        verbose_name = "library"
        verbose_name_plural = "libraries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_interval_months__range=(1, MOST_MONTHS)),
                name="library_review_interval_up_to_three_years",
            )
        ]

    @classmethod
    def for_readers(cls) -> LibraryPage | None:
        """The library, while there is a public one."""
        return next(iter(_PUBLIC_LIBRARY.records()), None)

    @classmethod
    def public_url(cls) -> str | None:
        """The address of the library, with a slash at its end; None while there is no public one."""
        library = next(iter(_ITS_ADDRESS.records()), None)
        return library.get_url() if library else None

    @property
    def headings(self) -> dict[str, str]:
        """The public heading of each part, by the names of `policy.PUBLIC_HEADINGS`."""
        return {part: getattr(self, f"heading_{part}") for part in PUBLIC_HEADINGS}

    @property
    @override
    def name_of_words(self) -> str:
        return "Headings of all factsheets"

    @override
    def carriers(self) -> list[FactsheetPage]:
        return list(FactsheetPage.objects.child_of(self))

    def with_content_json(self, content: dict[str, object]) -> Self:
        """The headings are a fact about the library, not about one of its revisions: no draft brings others in."""
        library = super().with_content_json(content)
        for name in self.worded_fields:
            setattr(library, name, getattr(self, name))
        return library

    @override
    def permissions_for_user(self, user: AbstractBaseUser) -> LibraryPermissionTester:
        return LibraryPermissionTester(user, self)

    @override
    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        part = part_at(path_components) if self.live else None
        return RouteResult(self, kwargs={"part": part}) if part else super().route(request, path_components)

    @override
    @reads_query("kind")
    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        answer: HttpResponseBase = super().serve(request, *args, **kwargs)
        return answer

    @override
    def get_context(
        self, request: HttpRequest, *args: object, part: ListedPart | None = None, **kwargs: object
    ) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        factsheets, names = self.public_factsheets(), self._names()
        counts = self._counts_by_kind()
        kinds_of_therapy: Any = FactsheetPage._meta.get_field("therapy_kind").related_model
        kinds = list(kinds_of_therapy.objects.filter(pk__in=counts).order_by("name"))
        chosen = next((kind for kind in kinds if slugify(kind.name) == request.GET.get("kind")), None)
        if chosen:
            factsheets, names = (
                factsheets.filter(therapy_kind=chosen),
                names.filter(page__therapy_kind=chosen),
            )
        url, query = self.get_url(request), f"?kind={slugify(chosen.name)}" if chosen else ""
        all_count = sum(counts.values())
        kind_links = [
            {
                "name": kind.name,
                "count": counts[kind.pk],
                "url": f"{url}?kind={slugify(kind.name)}",
                "current": kind == chosen,
            }
            for kind in kinds
        ]
        context |= {"kinds": kind_links, "all_kinds": chosen is None, "all_kinds_count": all_count}
        context |= {"factsheet_count": counts[chosen.pk] if chosen else all_count}
        return context | listed(factsheets, names, url, part or ListedPart(), query)

    def public_factsheets(self) -> FactsheetQuerySet:
        """The factsheets that every reader may see, by title."""
        below: FactsheetQuerySet = FactsheetPage.objects.child_of(self)
        return below.for_readers()

    def counts_by_letter(self) -> dict[str, int]:
        """How many names of public factsheets begin with which letter; a letter without a name is not there."""
        return counts_by_letter(self._names())

    def count_of_factsheets(self) -> int:
        """How many there are that every reader may see."""
        count: int = self._public_below().exact_type(FactsheetPage).count()
        return count

    def _counts_by_kind(self) -> dict[int | None, int]:
        """How many public factsheets are of which kind of therapy, by its key."""
        public = self.public_factsheets().order_by()
        return dict(public.values_list("therapy_kind").annotate(models.Count("pk")))

    def _names(self) -> models.QuerySet[KnownName]:
        return names_of_pages(self._public_below())

    def _public_below(self) -> PageQuerySet:
        below: PageQuerySet = Page.objects.child_of(self)
        return below.filter(open_to_readers())


def _public() -> models.QuerySet[LibraryPage]:
    return LibraryPage.objects.filter(open_to_readers()).order_by("pk")


_PUBLIC_LIBRARY = KeptStatement(lambda _: _public()[:1])
_ITS_ADDRESS = KeptStatement(lambda _: _public().only("path", "url_path")[:1])
