"""Where every page of the site is looked for from: asked of the database once for many answers, and noted for each that used it."""

from __future__ import annotations

from copy import copy
from functools import cached_property

from django.core.handlers.wsgi import WSGIRequest
from wagtail.models import Site

from .reads import Read, being_recorded


class FrontDoor:
    """The site of a request and its first page, as they were when the first of several answers asked for them."""

    def __init__(self) -> None:
        self._known: tuple[Site | None, list[Read]] | None = None

    def site_of(self, request: WSGIRequest) -> Site | None:
        """Copies, so that no answer finds what another one has kept in them."""
        reads = being_recorded()
        if reads is None:
            return _found_for(request)
        if self._known is None:
            before = len(reads)
            site = _found_for(request)
            self._known = site, reads[before:]
        else:
            site, known = self._known
            reads += known
        return _copied(site) if site else None


def _found_for(request: WSGIRequest) -> Site | None:
    """By a request of its own, as Wagtail keeps the site in the one that asks."""
    site: Site | None = Site.find_for_request(WSGIRequest(request.environ))
    if site:
        _ = site.root_page.specific  # kept in the page, as it will be asked for
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
