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
_AROUND = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,10}[a-z][a-z0-9-]{1,62}")
#: One of these stands in every text with an address of a document, however it is written: letters as they are, as numbers of
#: an address or of HTML, or parted by what browsers leave out.
MARKS = ("ocuments", "%4", "%5", "%6", "%7", "&#", "&tab;", "&newline;", "\t", "\n", "\r")
_MOST_DIGITS = 18


def document_at(address: str) -> int | None:
    """The key of the document that an address leads to; None if it leads elsewhere.

    Where browsers read a host in another way than Python does (`127.1`, letters of full width), or would not read it at all, the
    address counts as one of ours: what is signed too much is looked at once more, what is signed too little by nobody.
    """
    plain = address.translate(_LEFT_OUT).strip(_AROUND).replace("\\", "/")
    beginning = reverse("wagtaildocs_serve", args=[0, ""]).partition("0")[0]
    number = re.compile(rf"{re.escape(beginning)}0*([0-9]{{1,{_MOST_DIGITS}}})(?:/|$)", re.IGNORECASE)
    for written in _paths(plain):
        path = re.sub("/+", "/", posixpath.normpath(f"/{unquote(written)}"))
        if found := number.match(path):
            return int(found[1])
    return None


def _paths(address: str) -> Iterator[str]:
    """What may be the path on our host. Behind a scheme stand any number of slashes, or none where it is that of the page."""
    found = _SCHEME.match(address)
    rest = address[found.end() :] if found else address
    if found or rest.startswith("//"):
        host, slash, path = re.split("[?#]", rest.lstrip("/"), maxsplit=1)[0].partition("/")
        if not _is_elsewhere(host):
            yield slash + path
    if not rest.startswith("//"):
        yield re.split("[?#]", rest, maxsplit=1)[0]


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


def _is_elsewhere(host: str) -> bool:
    """Whether it is plainly the name of a host that is not ours."""
    name = host.rpartition("@")[2].casefold()
    name = (name.partition(":")[0]).removesuffix(".")
    own = urlsplit(settings.SITE_URL).hostname
    return (
        bool(_PLAIN_HOST.fullmatch(name)) and name != own and not validate_host(name, settings.ALLOWED_HOSTS)
    )
