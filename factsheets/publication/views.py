"""Whether the copy that somebody holds still stands, asked by the code that is printed on it; and the PDFs below a page."""

from __future__ import annotations

from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import redirect, render
from wagtail.views import serve

from backcare.query import reads_query
from factsheets.page.models.history import caveats_now, withdrawal_parts
from factsheets.publication.models.copy_standing import standing_of
from factsheets.versions.formats.version_code import MOST_CHARACTERS, code_from, for_people


@reads_query("code")
def copies(request: HttpRequest) -> HttpResponse:
    """The form for the code of a copy; a code that can be one leads on to its own address."""
    typed = request.GET.get("code", "")
    if code := code_from(typed):
        return redirect("factsheets:copy", code=for_people(code))
    return _copy_form(request, typed)


def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the copy with this code still stands; without such a copy 404, in words."""
    stored = code_from(code)
    standing = standing_of(stored) if stored else None
    if standing is None:
        return _copy_form(request, code)
    context = {
        "state": standing.state.value,
        "version": standing.version,
        "factsheet": standing.factsheet,
        "factsheet_url": standing.factsheet.get_url(request) if standing.factsheet else "",
        "later": standing.later,
        "list_caveats": caveats_now(standing.factsheet) if standing.later and standing.factsheet else [],
        "throw_away": any(version.is_major for version in standing.later),
        **(withdrawal_parts(standing.withdrawal, request) if standing.withdrawal else {}),
    }
    return render(request, "factsheets/versions/copy.html", context)


def _copy_form(request: HttpRequest, typed: str) -> HttpResponse:
    # All that was typed counts for the card of a warning sign, which the template asks for.
    context = {"typed": typed[:MOST_CHARACTERS], "all_typed": typed, "is_unknown": bool(typed)}
    return render(request, "factsheets/versions/copies.html", context, status=404 if typed else 200)


def pdf(request: HttpRequest, page_path: str, name: str) -> HttpResponse:
    """A PDF below a page. Wagtail's own map knows no names with a dot; the rest of the way is the page's."""
    response: HttpResponse = serve(request, f"{page_path}/{name}")
    return response
