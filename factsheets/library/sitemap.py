"""The list of all public addresses, for search engines: pages of the tree, and conditions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from typing_extensions import override
from wagtail.models import Page, Site

from backcare.query import reads_query
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.view_restrictions import open_to_readers
from factsheets.records.models.condition import Condition


class PublicSitemap(Sitemap):  # type: ignore[type-arg]  # Django takes no argument at run time
    """Addresses as readers find them, whatever name the asking machine used for the site."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @override
    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    @override
    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(PublicSitemap):
    """Every page of the tree that all readers may see."""

    @override
    def items(self) -> QuerySet[Page]:
        site = Site.find_for_request(self.request)
        if site is None:
            nothing: QuerySet[Page] = Page.objects.none()
            return nothing
        public = Page.objects.filter(open_to_readers())
        pages: QuerySet[Page] = public.descendant_of(site.root_page, inclusive=True).order_by("path")
        return pages

    @override
    def location(self, page: Page) -> str:
        path: str = page.get_url_parts(self.request)[2]
        return path

    def lastmod(self, page: Page) -> datetime | None:
        """When the page was last published; None for one that never was."""
        published_at: datetime | None = page.last_published_at
        return published_at


class Conditions(PublicSitemap):
    """Every condition that a public factsheet speaks about; it changes when one of these factsheets does."""

    @override
    def items(self) -> QuerySet[Condition]:
        if LibraryPage.public_url() is None:
            return Condition.objects.none()
        public = Condition.objects.filter(suitabilities__page__in=FactsheetPage.objects.for_readers())
        return public.annotate(changed_at=Max("suitabilities__page__last_published_at")).order_by("slug")

    def lastmod(self, condition: Condition) -> datetime | None:
        """When the newest of the public factsheets that speak about it was last published."""
        changed_at: datetime | None = condition.changed_at
        return changed_at


class Lists(PublicSitemap):
    """The pages of the library that stand in no tree."""

    def items(self) -> list[str]:
        """The names of their addresses."""
        return ["factsheets:conditions", "factsheets:help_now"]

    @override
    def location(self, name: str) -> str:
        return reverse(name)


@reads_query("p")
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public addresses, with the day of the last change where it is known."""
    sections: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
        "pages": Pages(request),
        "lists": Lists(request),
        "conditions": Conditions(request),
    }
    return sitemap_views.sitemap(request, sections)
