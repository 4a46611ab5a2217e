"""Where every page of the site is looked for from: asked of the database once for many answers, and noted for each of them.

Every answer depends on where sites begin: Wagtail writes the address of a page in full where there are several. It does not
depend on the words of the first page, so these are not looked up with it. Whoever shows them asks for them, and that is noted.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import Any, NamedTuple

from django.core.handlers.wsgi import WSGIRequest
from wagtail.models import Page, Site

from .reads import Read, recording, unrecorded

#: All by which pages below it are found, and by which it is known that readers may come in.
_OF_FIRST_PAGE = (
    "path",
    "depth",
    "live",
    "slug",
    "url_path",
    "content_type",
    "locale",
    "translation_key",
    "alias_of",
)
_OF_SITE = ("hostname", "port", "is_default_site", "root_page")


class _Known(NamedTuple):
    site: Site | None
    reads: list[Read]


class FrontDoor:
    """The site of readers and its first page, as they were when the first of several answers was asked for."""

    def __init__(self) -> None:
        self._known: _Known | None = None

    def noted(self, request: WSGIRequest) -> list[Read]:
        """What every answer is made from, whatever it is an answer to."""
        return self._asked(request).reads

    def site_of(self, request: WSGIRequest) -> Site | None:
        """Copies, so that no answer finds what another one has kept in them."""
        if request.path == "/":
            return Site.find_for_request(WSGIRequest(request.environ))  # shown, with all of its words
        site = self._asked(request).site
        return _copied(site) if site else None

    def _asked(self, request: WSGIRequest) -> _Known:
        if self._known is None:
            # Before the site itself: what changes in between makes a file untrue that is true, and never the other way.
            with recording() as reads:
                list(_beginnings())
            with unrecorded():
                self._known = _Known(_site_without_words(request), reads)
        return self._known


def _beginnings() -> Any:
    of_first_page = (f"root_page__{name}" for name in _OF_FIRST_PAGE)
    return Site.objects.order_by("pk").values_list(
        "pk", *_OF_SITE, *of_first_page, "root_page__locale__language_code"
    )


def _site_without_words(request: WSGIRequest) -> Site | None:
    # Wagtail remembers for an hour where sites begin; another process may have moved them.
    Site.clear_site_root_paths_cache()
    Site.get_site_root_paths()
    found = Site.find_for_request(WSGIRequest(request.environ))
    if found is None:
        return None
    site = Site.objects.only(*_OF_SITE).get(pk=found.pk)
    page = Page.objects.only(*_OF_FIRST_PAGE).get(pk=site.root_page_id)
    model = page.specific_class or Page
    page.specific = page if model is Page else model._default_manager.only(*_OF_FIRST_PAGE).get(pk=page.pk)
    site.root_page = page
    return site


def _copied(site: Site) -> Site:
    found, root_page = copy(site), copy(site.root_page)
    root_page.specific = copy(site.root_page.specific)
    found.root_page = root_page
    return found


class RequestAtTheDoor(WSGIRequest):
    """A request that finds its site as Wagtail would have kept it."""

    door: FrontDoor

    @cached_property
    def _wagtail_site(self) -> Site | None:
        return self.door.site_of(self)
