"""Old addresses lead on: whatever stands below a page is found where that page is now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

#: No page lies deeper; an address of more parts is not looked up.
_MOST_PARTS = 12
#: A page was renamed, then a page above it, then that page again: so many addresses are tried.
_MOST_PATHS = 30


def old_addresses(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, in place of Wagtail's for redirects, which knows pages only by their own old address.

    Wagtail notes the old address of a page that is renamed or moved. What is asked for below it (a PDF, the history, a
    page that was not public then) is looked for below the page itself. Nothing leads to what readers may not see.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 404 and request.method in ("GET", "HEAD"):
            return _leading_on(request) or response
        return response

    return middleware


def _leading_on(request: HttpRequest) -> HttpResponse | None:
    asked = uri_to_iri(Redirect.normalise_path(request.get_full_path(), decode_unicode=False))
    path, _, query = asked.partition("?")
    if "\x00" in asked or path.count("/") > _MOST_PARTS or not (site := Site.find_for_request(request)):
        return None
    noted = _noted(site, [asked, path])
    exact = noted.get(asked) or noted.get(path)
    if exact and exact.redirect_page_id is None:
        return None if exact.automatically_created else _to(exact, exact.link)
    if exact and query and exact.old_path == asked:
        # Staff can give an address with a query a page of its own; the query has done its work then.
        is_answered = _is_answered(request, exact.redirect_page.specific, [])
        return _to(exact, exact.link) if is_answered else None
    found = _present(request, site, path)
    if found is None:
        return None
    redirect, address = found
    return _to(redirect, address + (f"?{request.META['QUERY_STRING']}" if query else ""))


def _to(redirect: Redirect, address: str | None) -> HttpResponse | None:
    if not address:
        return None
    return (HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect)(address)


def _present(request: HttpRequest, site: Site, path: str) -> tuple[Redirect, str] | None:
    """Where `path` is today, by the nearest page above it that has a note of an old address.

    What was renamed itself, before or after a page above it, is noted below another address of that page: so the same
    is looked for below each address that the page above ever had.
    """
    paths = [path]
    for asked in paths:
        for redirect, below in _pages_above(site, asked):
            page = redirect.redirect_page.specific
            if not (address := page.get_url(request)):
                continue
            if _is_answered(request, page, below):
                return redirect, _below(address, below)
            elsewhere = [address, *page.redirect_set.values_list("old_path", flat=True)] if below else []
            more = (_below(each, below).rstrip("/") for each in elsewhere)
            paths += [each for each in dict.fromkeys(more) if each not in paths][: _MOST_PATHS - len(paths)]
    return None


def _pages_above(site: Site, path: str) -> Iterator[tuple[Redirect, list[str]]]:
    """The notes about `path` and about each address above it, the nearest first, with the parts that lie below."""
    parts = path.strip("/").split("/")
    above = {"/" + "/".join(parts[:number]): parts[number:] for number in range(len(parts), 0, -1)}
    noted = _noted(site, list(above))
    for old_path, below in above.items():
        redirect = noted.get(old_path)
        if redirect and redirect.redirect_page_id and not _was_taken(site, old_path):
            route = [part for part in redirect.redirect_page_route_path.split("/") if part]
            yield redirect, route + below


def _below(address: str, parts: list[str]) -> str:
    """`parts` below an address, as it is asked for: a file has no slash at its end."""
    if not parts:
        return address
    return f"{address.rstrip('/')}/{'/'.join(parts)}{'' if '.' in parts[-1] else '/'}"


def _noted(site: Site, paths: list[str]) -> dict[str, Redirect]:
    """The notes about these addresses; one for this site comes before one for all."""
    notes = Redirect.get_for_site(site).filter(old_path__in=paths).select_related("redirect_page")
    return {note.old_path: note for note in notes.order_by(F("site").asc(nulls_first=True))}


def _was_taken(site: Site, old_path: str) -> bool:
    """An address belongs to the page that was public there last, even if that is gone by now."""
    url_path = f"{site.root_page.url_path.rstrip('/')}{old_path}/"
    return bool(Page.objects.filter(url_path=url_path, first_published_at__isnull=False).exists())


def _is_answered(request: HttpRequest, page: Page, below: list[str]) -> bool:
    """Whether readers get an answer there, be it that the page is withdrawn: an address alone may give a title away."""
    try:
        found = page.route(request, below)
    except Http404:
        return False
    return not found[0].get_view_restrictions().exists()
