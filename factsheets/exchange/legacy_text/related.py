"""What a legacy document names for reading on: factsheets, booklets, other publications and websites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from factsheets.language.vocabulary import Availability, ResourceKind
from factsheets.outputs.parsed_factsheet import BACKCARE, ParsedRelatedItem, ParsedResource

from .accounting import Ledger
from .blocks import Block
from .contacts import is_link

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
_MAX_LENGTH = 200
_LINK = re.compile(r"(?:https?://|www\.)\S*[^\s.,;)>]", re.IGNORECASE)


@dataclass
class _Items:
    """The items of one factsheet; none of them stands in it twice."""

    ledger: Ledger
    items: list[ParsedRelatedItem] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def takes(self, title: str, kind: str, source: str) -> bool:
        """Book the title of an item that is new and that a record can hold; any other is unplaced."""
        if len(title) > _MAX_LENGTH or (kind, title.casefold()) in self._seen:
            self.ledger.leave(source)
            return False
        self._seen.add((kind, title.casefold()))
        self.ledger.place_text(f"Relevant information: {kind}", source, title)
        return True

    def add(self, resource: ParsedResource) -> None:
        self.items.append(ParsedRelatedItem(resource=resource))


def read_related(blocks: list[Block], ledger: Ledger) -> tuple[ParsedRelatedItem, ...] | None:
    """The related items in their order; None when the section names none. A text of no known form is unplaced."""
    items = _Items(ledger)
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
            _read_entry(text, kind, items, ours=ours)
    return tuple(items.items) or None


def _entries(blocks: list[Block]) -> list[tuple[str, str]]:
    """Marks and texts; a line that begins with the label of a group begins a new entry."""
    entries: list[tuple[str, list[str]]] = []
    for block in blocks:
        for number, line in enumerate(block.lines):
            if number and not _LABEL.match(line):
                entries[-1][1].append(line)
            else:
                entries.append((block.mark if not number else "", [line]))
    return [(mark, " ".join(lines)) for mark, lines in entries]


def _read_entry(text: str, kind: str, items: _Items, *, ours: bool) -> None:
    if not kind:
        items.ledger.leave(text)
    elif kind == ResourceKind.WEBSITE:
        _read_website(text, items)
    elif kind == ResourceKind.BOOK:
        _read_book(text, items)
    else:
        for title in _titles(text):
            if not items.takes(title, kind, title):
                continue
            if kind == _FACTSHEET:
                items.items.append(ParsedRelatedItem(pending_title=title))
            else:
                items.add(ParsedResource(kind=kind, title=title, supplier=BACKCARE if ours else ""))


def _titles(text: str) -> list[str]:
    titles = [title.strip(' .“”"\u2018\u2019') for title in re.split(r"[,;]", text)]
    return [title for title in titles if title]


def _read_website(text: str, items: _Items) -> None:
    found = _LINK.search(text)
    address = found.group() if found else ""
    link = address if "://" in address else f"https://{address}"
    if not found or not is_link(link):
        items.ledger.leave(text)
        return
    title = text[: found.start()].strip(" ,:;(-\u2013") or address
    if items.takes(title, ResourceKind.WEBSITE.value, title):
        items.add(ParsedResource(kind=ResourceKind.WEBSITE.value, title=title, link=link))
        if title != address:
            items.ledger.place_text("Relevant information: link", address, link)
    elif title != address:
        items.ledger.leave(address)
    items.ledger.leave(text[found.end() :].strip(" .,;()"))


def _read_book(text: str, items: _Items) -> None:
    """A title in quotation marks, or one that is followed by its author."""
    book = _QUOTED.match(text) or _UNQUOTED.match(text)
    if not book or not items.takes(book["title"].strip(), ResourceKind.BOOK.value, book["title"].strip()):
        items.ledger.leave(book["rest"] if book else text)
        return
    resource = ParsedResource(kind=ResourceKind.BOOK.value, title=book["title"].strip())
    rest = book["rest"]
    by = _AUTHORS.match(rest)
    if by and len(by["authors"]) <= _MAX_LENGTH:
        resource, rest = replace(resource, authors=by["authors"].strip()), rest[by.end() :]
        items.ledger.structure("by")
        items.ledger.place_text("Relevant information: authors", resource.authors, resource.authors)
    offer = _AVAILABLE.match(rest)
    if offer:
        resource = replace(resource, supplier=BACKCARE, availability=Availability.AVAILABLE.value)
        items.ledger.structure(offer["words"])
        items.ledger.place_text("Relevant information: supplier", BACKCARE, BACKCARE)
        rest = ""
    items.ledger.leave(rest.strip(" ,;."))
    items.add(resource)
