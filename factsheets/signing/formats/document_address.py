"""Addresses of documents on this site, however they are written: what leads a browser to a document names it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import reverse

_LINK = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\b(linktype|id|href)="([^"]*)"')
#: What a browser leaves out of an address (WHATWG URL, 4.4).
_LEFT_OUT = str.maketrans("", "", "\t\n\r")
_MOST_DIGITS = 18


def document_at(address: str) -> int | None:
    """The key of the document that an address leads to; None if it leads elsewhere."""
    try:
        parts = urlsplit(address.translate(_LEFT_OUT).strip().replace("\\", "/"))
        host = parts.hostname
    except ValueError:
        return None
    if host and not _is_ours(host):
        return None
    path = re.sub("/+", "/", posixpath.normpath(f"/{unquote(parts.path)}"))
    beginning = reverse("wagtaildocs_serve", args=[0, ""]).partition("0")[0]
    found = re.match(rf"{re.escape(beginning)}0*([0-9]{{1,{_MOST_DIGITS}}})(?:/|$)", path, re.IGNORECASE)
    return int(found[1]) if found else None


def documents_linked_in(rich_text: str) -> Iterator[int]:
    """The keys of the documents that a rich text links to, as a document or by an address, in the order of reading."""
    for tag in _LINK.findall(rich_text):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
        if attributes.get("linktype") == "document":
            number = attributes.get("id", "").strip().lstrip("+")
            key = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else None
        else:
            key = document_at(attributes.get("href", ""))
        if key is not None:
            yield key


def _is_ours(host: str) -> bool:
    own = urlsplit(settings.SITE_URL).hostname
    return host == own or validate_host(host, settings.ALLOWED_HOSTS)
