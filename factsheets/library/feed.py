"""New, changed and newly reviewed factsheets as an Atom feed, for programs that tell a reader what is new."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import NamedTuple

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from typing_extensions import override

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.review import Review

#: So many entries stand in it, the newest first.
MOST_ENTRIES = 30


class NewFactsheet(NamedTuple):
    """A factsheet, its address from the top of the site, and when its words or its review were new last."""

    page: FactsheetPage
    address: str
    updated_at: datetime


class WhatIsNew(Feed):  # type: ignore[type-arg]  # Django takes no argument at run time
    """Addresses are those by which readers find the site, whatever name the asking machine used."""

    feed_type = Atom1Feed
    author_name = settings.WAGTAIL_SITE_NAME
    title = f"{settings.WAGTAIL_SITE_NAME}: new and newly reviewed factsheets"

    @override
    def get_object(self, request: HttpRequest) -> str:
        """The address of the library. Raises Http404 where readers see none, or nothing in it."""
        library = LibraryPage.public_url()
        if library is None or not FactsheetPage.objects.for_readers().exists():
            raise Http404
        return library

    def link(self, library: str) -> str:
        """Where a reader goes on."""
        return f"{settings.SITE_URL}{library}"

    def feed_url(self) -> str:
        """Of the feed itself."""
        return f"{settings.SITE_URL}{reverse('factsheets:feed')}"

    def items(self, library: str) -> list[NewFactsheet]:
        """Of those that were published last and those that were reviewed last, the newest."""
        shown = FactsheetPage.objects.for_readers()
        reviewed = _reviewed(shown)
        published = shown.order_by("-last_published_at", "-pk").values_list("pk", flat=True)[:MOST_ENTRIES]
        pages = shown.filter(pk__in={*published, *reviewed})
        found = [
            NewFactsheet(
                page, f"{library}{page.slug}/", max(page.last_published_at, reviewed.get(page.pk, _NEVER))
            )
            for page in pages
        ]
        return sorted(found, key=lambda each: (each.updated_at, each.page.pk), reverse=True)[:MOST_ENTRIES]

    @override
    def item_title(self, item: NewFactsheet) -> str:
        return str(item.page.title)

    @override
    def item_description(self, item: NewFactsheet) -> str:
        return str(item.page.summary)

    @override
    def item_link(self, item: NewFactsheet) -> str:
        return f"{settings.SITE_URL}{item.address}"

    def item_pubdate(self, item: NewFactsheet) -> datetime:
        """When it was new."""
        first: datetime = item.page.first_published_at
        return first

    def item_updateddate(self, item: NewFactsheet) -> datetime:
        """When it was changed or reviewed last."""
        return item.updated_at


_NEVER = datetime.min.replace(tzinfo=UTC)


def _reviewed(shown: FactsheetQuerySet) -> dict[int, datetime]:
    """The moment, at the beginning of its day, by the key of the factsheet, of the latest reviews."""
    latest = (
        Review.objects.filter(page__in=shown)
        .exclude(outcome=Review.Outcome.WITHDRAW)
        .order_by("-reviewed_on", "-pk")
    )
    found: dict[int, datetime] = {}
    for page, day in latest.values_list("page_id", "reviewed_on")[: 2 * MOST_ENTRIES]:
        found.setdefault(page, timezone.make_aware(datetime.combine(day, time.min)))
    return found
