"""Where every page of the site is looked for from: asked of the database once for many answers, and noted for each of them.

Every answer depends on where sites begin: Wagtail writes the address of a page in full where there are several. It does not
depend on the words of the first page, so these are not looked up with it. Whoever shows them asks for them, and that is noted.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from django.core.handlers.wsgi import WSGIRequest
from wagtail.models import Site

from backcare.first_page import SiteRow, rows_of_sites, site_among

from .reads import Read, recording, unrecorded


class _Known(NamedTuple):
    sites: list[SiteRow]
    reads: list[Read]


class FrontDoor:
    """The sites and their first pages, as they were when the first of several answers was asked for."""

    def __init__(self) -> None:
        self._known: _Known | None = None

    def noted(self) -> list[Read]:
        """What every answer is made from, whatever it is an answer to."""
        return self._asked().reads

    def site_of(self, request: WSGIRequest) -> Site | None:
        """Each answer gets one of its own, so that none finds what another one has kept in it."""
        if request.path == "/":
            return Site.find_for_request(WSGIRequest(request.environ))  # shown, with all of its words
        return site_among(self._asked().sites, request)

    def _asked(self) -> _Known:
        if self._known is None:
            with recording() as reads:
                self._known = _Known(rows_of_sites(), reads)
            # Wagtail remembers for an hour where sites begin; another process may have moved them. Asked after the rows: what
            # changes in between makes a file untrue that is true, and never the other way.
            with unrecorded():
                Site.clear_site_root_paths_cache()
                Site.get_site_root_paths()
        return self._known


class RequestAtTheDoor(WSGIRequest):
    """A request that finds its site as Wagtail would have kept it."""

    door: FrontDoor

    @cached_property
    def _wagtail_site(self) -> Site | None:
        return self.door.site_of(self)
