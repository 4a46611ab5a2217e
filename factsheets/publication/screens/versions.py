"""The published versions of one factsheet, for staff: a list, the words of each, and what differs between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.signing.formats.clinical_content import Part, row_in_words
from factsheets.versions.models.version import Version, VersionQuerySet

from .changed_words import marked

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class ReadPart(NamedTuple):
    """One part of a version on the screen: its words, or its rows."""

    label: str
    words: SafeString | str
    rows: list[str]
    is_html: bool


def version_list(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every version, the latest first."""
    page, versions = _asked(request, page_id)
    listed = versions.select_related("by", "sign_off").defer("content")
    return render(request, "factsheets/publication/screens/versions.html", {"page": page, "versions": listed})


def version_words(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """One version, word for word as readers saw it, and who signed it off."""
    page, versions = _asked(request, page_id)
    version = get_object_or_404(versions.select_related("by", "sign_off"), number=number)
    context = {"page": page, "version": version, "parts": [read_part(part) for part in version.words]}
    return render(request, "factsheets/publication/screens/version.html", context)


def version_comparison(request: HttpRequest, page_id: int) -> HttpResponse:
    """What differs between the versions `from` and `to`, whichever of them is older."""
    page, versions = _asked(request, page_id)
    asked = sorted(_number(request.GET.get(name)) for name in ("from", "to"))
    older, newer = (get_object_or_404(versions, number=number) for number in asked)
    context = {
        "page": page,
        "older": older,
        "newer": newer,
        "changes": [(found, marked(found)) for found in older.differences_to(newer.words)],
    }
    return render(request, "factsheets/publication/screens/version_comparison.html", context)


def read_part(part: Part) -> ReadPart:
    """A part as staff read it: where a link led stands behind its words."""
    words: SafeString | str = part.get("words", "")
    is_html = part.get("is_html", False)
    if is_html:
        # Canonical rich text: it knows a handful of elements, and all that people wrote is escaped in it.
        words = mark_safe(_LINK.sub(r"\2 (\1)", words))  # noqa: S308
    rows = [row_in_words(row) for row in part.get("rows", [])]
    return ReadPart(part["label"], words, rows, is_html)


def _number(asked: str | None) -> int:
    """The number of a version; zero, which is none, for anything else."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _asked(request: HttpRequest, page_id: int) -> tuple[FactsheetPage, VersionQuerySet]:
    page = get_object_or_404(FactsheetPage, pk=page_id)
    if not page.permissions_for_user(cast(AbstractBaseUser, request.user)).can_edit():
        raise PermissionDenied
    return page, Version.objects.of(page)


def version_buttons(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **_place: object
) -> Iterator[Button]:
    """Hook `register_page_header_buttons`: for whoever may edit a factsheet that has been public."""
    factsheet = page.specific_deferred
    if not isinstance(factsheet, FactsheetPage) or not factsheet.first_published_at:
        return
    if factsheet.permissions_for_user(user).can_edit():
        url = reverse("factsheets_versions", args=[factsheet.pk])
        yield Button("Published versions", url, icon_name="list-ol", priority=66)


def version_urls() -> list[URLPattern]:
    """The addresses of the three screens, below those of the admin."""
    stem = "factsheets/<int:page_id>/versions/"
    return [
        path(stem, version_list, name="factsheets_versions"),
        path(f"{stem}compare/", version_comparison, name="factsheets_version_comparison"),
        path(f"{stem}<int:number>/", version_words, name="factsheets_version"),
    ]
