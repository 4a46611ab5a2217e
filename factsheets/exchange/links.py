"""Links inside rich text: by number in this installation, by path or file name in a portable one."""

from __future__ import annotations

import re
from html import unescape

from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from factsheets.language.rich_text import normalise

_PORTABLE_LINK = re.compile(r'<a href="(page|document):([^"]*)">(.*?)</a>')


def to_portable(stored: str) -> str:
    """Canonical portable rich text of what a field stores; a link whose target is gone gives its words."""
    return normalise(stored, _portable_address)


def _portable_address(attributes: dict[str, str]) -> str | None:
    kind, number = attributes.get("linktype"), attributes.get("id", "")
    if kind is None:
        return attributes.get("href")
    if not number.isascii() or not number.isdigit():
        return None
    if kind == "page":
        page = Page.objects.filter(pk=int(number)).first()
        parts = page.get_url_parts() if page else None
        return f"page:{parts[2]}" if parts else None
    if kind == "document":
        document = get_document_model().objects.filter(pk=int(number)).first()
        return f"document:{document.filename}" if document else None
    return None


def to_stored(portable: str) -> tuple[str, list[str]]:
    """What a field stores for canonical portable rich text, and a sentence for each link that leads nowhere."""
    lost: list[str] = []

    def translate(link: re.Match[str]) -> str:
        kind, target, words = link[1], unescape(link[2]), link[3]
        number = _page_at(target) if kind == "page" else _document_called(target)
        if number is None:
            lost.append(f"There is no {kind} “{target}”, so the link to it is left out and its words stay.")
            return words
        return f'<a linktype="{kind}" id="{number}">{words}</a>'

    return _PORTABLE_LINK.sub(translate, portable), lost


def _page_at(path: str) -> int | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    url_path = site.root_page.url_path.rstrip("/") + "/" + path.lstrip("/")
    page = Page.objects.filter(url_path=url_path.rstrip("/") + "/").first()
    return page.pk if page else None


def _document_called(name: str) -> int | None:
    named = get_document_model().objects.filter(file__endswith=name).order_by("pk")
    return next((int(document.pk) for document in named if document.filename == name), None)
