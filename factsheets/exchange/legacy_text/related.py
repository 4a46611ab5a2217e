"""What a legacy document names for reading on: factsheets, booklets, other publications and websites."""

from __future__ import annotations

import re

from factsheets.formats.parsed_factsheet import BACKCARE, ParsedRelatedItem, ParsedResource
from factsheets.policy import Availability, ResourceKind

from .accounting import Ledger
from .blocks import Block

_FACTSHEET = "factsheet"
_GROUPS = {
    _FACTSHEET: r"fact ?sheets?",
    ResourceKind.BOOKLET: r"booklets?",
    ResourceKind.LEAFLET: r"leaflets?",
    ResourceKind.BOOK: r"books?|other publications?|publications?",
    ResourceKind.WEBSITE: r"(?:useful )?web ?sites?",
    ResourceKind.VIDEO: r"videos?",
}
_LABEL = re.compile(
    r"(?P<ours>backcare(?:'s|\u2019s)? )?(?:"
    + "|".join(rf"(?P<{getattr(kind, 'value', kind)}>{names})" for kind, names in _GROUPS.items())
    + r")(?:\s+[-\u2010-\u2015]\s*|\s*[\u2013\u2014:]\s*|$)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"\u2018](?P<title>.+?)[”\"\u2019](?![a-z])(?P<rest>.*)$")
_UNQUOTED = re.compile(r"(?P<title>.+?)(?P<rest>,? by [A-Z].*)$")
_AUTHORS = re.compile(r"^,?\s*by (?P<authors>[^,;.]+)", re.IGNORECASE)
_AVAILABLE = re.compile(rf"^[,;]?\s*(?P<words>available from)\s+{BACKCARE}[\s.]*$", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S*[^\s.,;)>]", re.IGNORECASE)


def read_related(blocks: list[Block], ledger: Ledger) -> tuple[ParsedRelatedItem, ...] | None:
    """The related items in their order; None when the section names none. A text of no known form is unplaced."""
    items: list[ParsedRelatedItem] = []
    kind, ours = "", False
    for mark, text in _entries(blocks):
        ledger.structure(mark)
        label = _LABEL.match(text)
        if label:
            ledger.structure(label.group())
            ours = bool(label["ours"])
            kind = next(name for name in label.re.groupindex if name != "ours" and label[name])
            text = text[label.end() :].strip()
        if text:
            items.extend(_read_entry(text, kind, ledger, ours=ours))
    return tuple(items) or None


def _entries(blocks: list[Block]) -> list[tuple[str, str]]:
    """Marks and texts; a line that begins with the label of a group begins a new entry."""
    entries: list[tuple[str, str]] = []
    for block in blocks:
        for number, line in enumerate(block.lines):
            if number and not _LABEL.match(line):
                mark, text = entries[-1]
                entries[-1] = (mark, f"{text} {line}")
            else:
                entries.append((block.mark if not number else "", line))
    return entries


def _read_entry(text: str, kind: str, ledger: Ledger, *, ours: bool) -> list[ParsedRelatedItem]:
    if kind == _FACTSHEET:
        return [ParsedRelatedItem(pending_title=_place(title, kind, ledger)) for title in _titles(text)]
    if kind == ResourceKind.WEBSITE:
        return _read_website(text, ledger)
    if kind == ResourceKind.BOOK:
        return _read_book(text, ledger)
    if not kind:
        ledger.leave(text)
        return []
    supplier = BACKCARE if ours else ""
    return [
        ParsedRelatedItem(
            resource=ParsedResource(kind=kind, title=_place(title, kind, ledger), supplier=supplier)
        )
        for title in _titles(text)
    ]


def _titles(text: str) -> list[str]:
    titles = [title.strip(' .“”"\u2018\u2019') for title in re.split(r"[,;]", text)]
    return [title for title in titles if title]


def _place(title: str, kind: str, ledger: Ledger) -> str:
    ledger.place_text(f"Relevant information: {kind}", title, title)
    return title


def _read_website(text: str, ledger: Ledger) -> list[ParsedRelatedItem]:
    link = _LINK.search(text)
    if not link:
        ledger.leave(text)
        return []
    ledger.leave(text[link.end() :].strip(" .,;()"))
    address = link.group()
    title = text[: link.start()].strip(" ,:;(-\u2013") or address
    ledger.place_text("Relevant information: website", text[: link.end()].strip(), f"{title} {address}")
    full = address if "://" in address else f"https://{address}"
    return [
        ParsedRelatedItem(resource=ParsedResource(kind=ResourceKind.WEBSITE.value, title=title, link=full))
    ]


def _read_book(text: str, ledger: Ledger) -> list[ParsedRelatedItem]:
    """A title in quotation marks, or one that is followed by its author."""
    book = _QUOTED.match(text) or _UNQUOTED.match(text)
    if not book:
        ledger.leave(text)
        return []
    title, rest = book["title"].strip(), book["rest"]
    _place(title, ResourceKind.BOOK.value, ledger)
    authors, available = "", False
    by = _AUTHORS.match(rest)
    if by:
        authors, rest = by["authors"].strip(), rest[by.end() :]
        ledger.structure("by")
        ledger.place_text("Relevant information: authors", authors, authors)
    offer = _AVAILABLE.match(rest)
    if offer:
        available, rest = True, ""
        ledger.structure(offer["words"])
        ledger.place_text("Relevant information: supplier", BACKCARE, BACKCARE)
    ledger.leave(rest.strip(" ,;."))
    resource = ParsedResource(
        kind=ResourceKind.BOOK.value,
        title=title,
        authors=authors,
        supplier=BACKCARE if available else "",
        availability=(Availability.AVAILABLE if available else Availability.UNKNOWN).value,
    )
    return [ParsedRelatedItem(resource=resource)]
