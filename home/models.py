"""The pages in front of the library: the home page and plain pages such as "About us"."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from typing_extensions import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from factsheets.library.formats.finder_parts import TickList, tick_lists
from factsheets.models import FactsheetPage, LibraryPage, PainPattern, factsheet_at
from factsheets.page.formats.subjects import CONDITIONS, PATTERNS
from factsheets.page.models.library_list import letter_bar
from factsheets.page.models.review_dates import newly_reviewed
from factsheets.screens.panels import ScheduledPageForm
from factsheets.signing.models.retention import PageAboveManager, StaysWithItsPages
from factsheets.signing.models.schedule import OrdinarySchedule
from home.statements import statement_at


class HomePage(StaysWithItsPages, OrdinarySchedule, Page):
    """The front door: where pain may be, the letters of the library, and what was reviewed last. There is one at most."""

    introduction = RichTextField(
        blank=True, features=["bold", "link"], help_text="One sentence that says what the library is."
    )

    objects = PageAboveManager()

    template = "home/home_page.html"
    base_form_class = ScheduledPageForm
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.PlainPage", "factsheets.LibraryPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    page_description = "The front door of the site."

    class Meta:
        verbose_name = "home page"
        verbose_name_plural = "home pages"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A factsheet is found with all that it shows, rather than page by page down the tree."""
        if len(path_components) in (2, 3):
            url_path = f"{self.url_path}{'/'.join(path_components[:2])}/"
            factsheet = factsheet_at(url_path)
            if factsheet:
                return factsheet.route(request, path_components[2:])
        return super().route(request, path_components)

    @override
    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        library = self._library()
        context |= {
            "library_url": library.url if library else "",
            "finder_url": reverse("factsheets:find"),
            "pains": pains_to_tick() if library else [],
            "letter_links": letter_bar(library.counts_by_letter(), library.url) if library else [],
            "factsheet_count": library.count_of_factsheets() if library else 0,
            "recent": newly_reviewed(FactsheetPage.objects.for_readers(), 3),
        }
        return context

    def _library(self) -> LibraryPage | None:
        library = LibraryPage.for_readers()
        return library if library and library.is_child_of(self) else None


def pains_to_tick() -> list[TickList]:
    """The start of the finder: the patterns that a public factsheet names, none of them ticked."""
    return tick_lists(PainPattern.objects.for_readers(), [], {PATTERNS: (), CONDITIONS: ()})


class PlainPage(OrdinarySchedule, Page):
    """Text without fields of its own, such as “About us”; nobody signs it off."""

    body = RichTextField(
        features=["h2", "h3", "bold", "ul", "ol", "link", "document-link"],
        help_text="Headings, text, lists and links.",
    )

    template = "home/plain_page.html"
    base_form_class = ScheduledPageForm
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    page_description = "A page of text, such as “About us” or “Privacy”."

    class Meta:
        verbose_name = "plain page"
        verbose_name_plural = "plain pages"

    @override
    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        _, _, address = self.get_url_parts(request) or (None, None, "")
        return context | {"statement": statement_at(address or "")}
