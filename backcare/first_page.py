"""The site of a request and its first page, as much of them as pages below it need, in one question whose words are always the same.

Wagtail asks twice, with words that Django writes anew for each request, for all words of the first page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port
from wagtail.models import Page, Site
from wagtail.views import serve

#: All by which pages below the first one are found, and by which it is known that readers may come in.
_OF_PAGE = (
    "id",
    "path",
    "depth",
    "live",
    "slug",
    "url_path",
    "content_type_id",
    "locale_id",
)
_OF_SITE = ("id", "hostname", "port", "is_default_site", "root_page_id")

#: Of one site: its columns, then those of its first page.
SiteRow = tuple[object, ...]


class KnowsTheFirstPage:
    """Middleware: before Wagtail looks for a page below the first one, the site is kept in the request as Wagtail would keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing else is done."""
        return self._get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., Any], _given: tuple[Any, ...], _named: dict[str, Any]
    ) -> None:
        """The first page itself shows its words, so Wagtail asks for all of them."""
        if view is serve and request.path != "/" and not hasattr(request, "_wagtail_site"):
            request._wagtail_site = site_among(rows_of_sites(), request)


def rows_of_sites() -> list[SiteRow]:
    """All sites, of which there are few."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        found: list[SiteRow] = cursor.fetchall()
    return found


@cache
def _question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    names = (*_OF_SITE, *(f"root_page__{name}" for name in _OF_PAGE))
    sql, values = Site.objects.order_by("pk").values_list(*names).query.sql_with_params()
    return sql, tuple(values)


def site_among(rows: list[SiteRow], request: HttpRequest) -> Site | None:
    """As `Site.find_for_request` chooses. What was not asked for of its first page is asked for when somebody wants it."""
    row = _chosen(rows, split_domain_port(request.get_host())[0], request.get_port())
    if row is None:
        return None
    site = Site.from_db(DEFAULT_DB_ALIAS, _OF_SITE, row[: len(_OF_SITE)])
    site.root_page = _page(dict(zip(_OF_PAGE, row[len(_OF_SITE) :], strict=True)))
    return site


def _chosen(rows: list[SiteRow], hostname: str, port: str) -> SiteRow | None:
    named = [row for row in rows if row[1] == hostname]
    default = next((row for row in rows if row[3]), None)
    exact = [row for row in named if str(row[2]) == port]
    if exact:
        return exact[0]
    if default in named or len(named) != 1:
        return default
    return named[0]


def _page(values: dict[str, Any]) -> Page:
    model = ContentType.objects.get_for_id(values["content_type_id"]).model_class() or Page
    for above in model._meta.get_base_chain(Page):
        values[f"{above._meta.pk.attname}"] = values["id"]
    values[model._meta.pk.attname] = values["id"]
    names = [each.attname for each in model._meta.concrete_fields if each.attname in values]
    page: Page = model.from_db(DEFAULT_DB_ALIAS, names, [values[name] for name in names])
    return page
