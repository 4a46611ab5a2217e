"""The list of all public addresses, for search engines: pages of the tree, and conditions."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.core.paginator import Paginator
from django.db.models import Func, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.models import Page, Site

from backcare.query import reads_query
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.suitability import Suitability
from factsheets.page.models.view_restrictions import open_to_readers
from factsheets.records.models.condition import Condition


class PublicSitemap(Sitemap):  # type: ignore[type-arg]  # Django takes no argument at run time
    """Addresses as readers find them, whatever name the asking machine used for the site."""

    #: So many addresses stand in one part.
    limit = 1000

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request

    @cached_property
    def paginator(self) -> Paginator[object]:
        """Counts once what it has."""
        return super().paginator

    @override
    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    @override
    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class AddressInTree(Protocol):
    """A page of the tree, as far as it stands in the list: as a whole record each costs several times as much."""

    url_path: str
    last_published_at: datetime | None


class Pages(PublicSitemap):
    """Every page of the tree that all readers may see."""

    @override
    def items(self) -> QuerySet[Page, AddressInTree]:
        site = Site.find_for_request(self.request) if self.request else _first_site()
        public = Page.objects.filter(open_to_readers())
        pages = public.descendant_of(site.root_page, inclusive=True) if site else public.none()
        self._root = site.root_page.url_path if site else ""
        self._start = reverse("wagtail_serve", args=[""])
        rows: QuerySet[Page, AddressInTree] = pages.order_by("path").values_list(
            "url_path", "last_published_at", named=True
        )
        return rows

    @override
    def location(self, page: AddressInTree) -> str:
        return f"{self._start}{escape_uri_path(page.url_path.removeprefix(self._root))}"

    def lastmod(self, page: AddressInTree) -> datetime | None:
        """When the page was last published; None for one that never was."""
        return page.last_published_at


class Conditions(PublicSitemap):
    """Every condition that a public factsheet speaks about; it changes when one of these factsheets does."""

    @override
    def items(self) -> QuerySet[Condition]:
        if LibraryPage.public_url() is None:
            return Condition.objects.none()
        return Condition.objects.for_readers().annotate(changed_at=Subquery(_newest())).order_by("slug")

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
    """All public addresses, with the day of the last change where it is known; where they are many, where their parts are."""
    sections = _sections(request)
    parts = _parts(sections)
    if not parts:
        return sitemap_views.sitemap(request, {**sections})
    context = {"sitemaps": [{"location": f"{settings.SITE_URL}{part}", "last_mod": None} for part in parts]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


def part_of_the_sitemap(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """One part of a long list of addresses, `number` counted from 1. Raises Http404."""
    sections = _sections(request)
    if section not in sections or number not in sections[section].paginator.page_range:
        raise Http404
    addresses = sections[section].get_urls(page=number, site=None)
    context = {"urlset": addresses}
    return render(request, "factsheets/library/addresses.xml", context, content_type="application/xml")


def addresses_of_sitemaps() -> list[str]:
    """The one sitemap, and its parts where addresses are many."""
    return [reverse("factsheets:sitemap"), *_parts(_sections(None))]


def _parts(sections: dict[str, PublicSitemap]) -> list[str]:
    parts = [(name, number) for name, section in sections.items() for number in section.paginator.page_range]
    if len(parts) == len(sections):
        return []
    return [reverse("factsheets:part_of_the_sitemap", args=part) for part in parts]


def _newest() -> QuerySet[Page]:
    """When the newest of the public pages that speak about the condition was last published: the pages are looked up in the tree
    by their keys, as the row of a factsheet holds all its texts."""
    about_it = Suitability.objects.filter(condition=OuterRef(OuterRef("pk"))).order_by().values("page")
    pages: QuerySet[Page] = Page.objects.filter(open_to_readers(), pk__in=about_it).order_by()
    return pages.values(newest=Func("last_published_at", function="MAX"))


def _first_site() -> Site | None:
    return Site.objects.filter(is_default_site=True).first()


def _sections(request: HttpRequest | None) -> dict[str, PublicSitemap]:
    return {"pages": Pages(request), "lists": Lists(request), "conditions": Conditions(request)}
