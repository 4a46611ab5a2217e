"""What a document names for reading on: factsheets, booklets, other publications and websites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from factsheets.language.vocabulary import ResourceKind
from factsheets.outputs.parsed_factsheet import BACKCARE, ParsedRelatedItem, ParsedResource

from ..formats.document import Link
from .books import is_book, is_dashed, read_book
from .contacts import is_link
from .kinds_to_read import (
    FACTSHEET,
    KINDS,
    LABEL_OF_KIND,
    are_lines,
    is_ours,
    kind_to_read,
    names_one,
    publisher_before,
)
from .ledger import Ledger
from .listed_titles import QUOTED_TITLE, listed_titles
from .passages import Passage
from .signals import has_contact

LABEL = "Relevant information"

#: “See also our leaflet “…””: one thing is named in a sentence.
_SENTENCE = re.compile(
    rf"(?:please )?(?:see|read|ask for)(?: also)?(?: (?:our|the|backcare(?:'s|\u2019s)?))?(?: (?:other )?(?:{KINDS}))?\s*[:,]?\s*"
    r"(?:called |on |entitled )?(?=[“\"\u2018'A-Z])",
    re.IGNORECASE,
)
#: “Publications from the Sample Trust”: who publishes them, behind what they are.
_PUBLISHED_BY = re.compile(r" (?:from|by) (?!backcare|us\b)(?:the )?[A-Z][^\n:]{2,80}$")
#: “Walk Tall (booklet, £2)”: what it is stands behind the title.
_KIND_BEHIND = re.compile(r"\s\((?P<kind>fact ?sheet|booklet|leaflet|book|video|dvd)(?=[,;)])", re.IGNORECASE)
#: “Sample Trust leaflet – Foot Care”
_OF_SOMEBODY = re.compile(
    r"(?P<who>(?!backcare\b)[A-Z][^\n:\u2013\u2014-]{2,60}?) (?P<kind>fact ?sheet|booklet|leaflet|video|dvd)\s?[:\u2013\u2014-]\s+(?=[A-Z])",
    re.IGNORECASE,
)
_KIND_AT_END = re.compile(
    r",\s(?:an? |our )?(?:(?P<ours>backcare) )?(?P<kind>fact ?sheet|booklet|leaflet|video|dvd)\s?[.,]?$",
    re.IGNORECASE,
)
_IS_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|[.!]$")
_MOST_WORDS_WITH_STOP = 6
KIND_TAKEN = "“{title}” stands under “publications” and was taken for a booklet: check the kind."
#: “See also: Massage, Yoga”: short names and nothing else, without a word on what they are.
_SEE_ALSO = re.compile(
    r"(?:please )?see also\s{0,3}:?\s{0,3}|related (?:topics|therapies|subjects)\s{0,3}:?\s{0,3}",
    re.IGNORECASE,
)
_WORDS_OF_A_NAME = 4
FACTSHEET_TAKEN = (
    "“{title}” stands under “see also” without a word on what it is, and was taken for a factsheet: check it."
)
_BETWEEN_LINKS = re.compile(r"(?:[\s,;&]|and\b|or\b){0,9}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]{0,200}[^\s.,;)>]", re.IGNORECASE)
_PRICE = re.compile(
    r"\s{0,3}[(,]?\s{0,3}(?:price:? )?(?:£\s?\d{1,4}(?:\.\d\d)?|\d{1,3}p|free)(?: (?:each|plus p&p))?\s{0,3}\)?\s*$",
    re.IGNORECASE,
)
_OF_BOOKS = re.compile(r"\b(?:books?|reading)\b", re.IGNORECASE)
_MAX_LENGTH = 200
_MAX_LINE = 2000


@dataclass
class _Items:
    """The items of one factsheet; none of them stands in it twice."""

    ledger: Ledger
    has_books: bool = False  # whether the heading speaks of books
    sees_also: bool = False  # whether the heading says “see also” and no more
    has_publications: bool = False  # whether it speaks of somebody's own publications
    items: list[ParsedRelatedItem] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def takes(self, title: str, kind: str, source: str) -> bool:
        """Book the title of an item that is new and that a record can hold; any other is unplaced."""
        if not title or len(title) > _MAX_LENGTH or (kind, title.casefold()) in self._seen:
            self.ledger.leave(LABEL, source)
            return False
        self._seen.add((kind, title.casefold()))
        self.ledger.place_text(f"{LABEL}: {kind}", source, title)
        return True

    def add(self, resource: ParsedResource) -> None:
        self.items.append(ParsedRelatedItem(resource=resource))


def read_related(
    passages: list[Passage], heading: str, ledger: Ledger
) -> tuple[ParsedRelatedItem, ...] | None:
    """The related items in their order; None when the section names none. A text of no known form is unplaced."""
    items = _Items(ledger, has_books=bool(_OF_BOOKS.search(heading)))
    plain = heading.strip().rstrip(":").strip()
    by_somebody = _PUBLISHED_BY.search(plain[:_MAX_LENGTH])
    label = LABEL_OF_KIND.fullmatch(plain[: by_somebody.start()] if by_somebody else plain)
    kind, ours = (kind_to_read(label), is_ours(label)) if label else ("", False)
    items.has_publications = bool(label) and "publication" in plain.casefold() and (ours or bool(by_somebody))
    items.sees_also = bool(_SEE_ALSO.fullmatch(plain[:_MAX_LENGTH]))
    entries = _entries(passages)
    is_whole = bool(label) and are_lines([one[1] for one in entries])
    labels = {passage.text for passage in passages if passage.is_subheading}
    for place, (mark, text, links, is_listed) in enumerate(entries):
        ledger.structure(mark)
        if text in labels and not LABEL_OF_KIND.match(text):
            ledger.structure(text)  # “You may also like”: nothing is said of what stands below
            kind, ours, is_whole = "", False, False
            continue
        if len(text) > _MAX_LINE:
            ledger.leave(LABEL, text)
            continue
        if whose := publisher_before(text, ledger.aside):
            ledger.structure(whose)
            text = text[len(whose) :]
        opening = LABEL_OF_KIND.match(text)
        if opening:
            ledger.structure(opening.group())
            kind, ours = kind_to_read(opening), is_ours(opening)
            text = text[opening.end() :].strip()
            is_whole = names_one(opening.group()) or (
                not text and are_lines([one[1] for one in entries[place + 1 :]])
            )
        if text:
            is_one = (is_listed and not opening) or (is_whole and kind != FACTSHEET)
            _read_entry(text, kind, items, ours=ours, links=links, is_listed=is_one)
    return tuple(items.items) or None


def _entries(passages: list[Passage]) -> list[tuple[str, str, tuple[Link, ...], bool]]:
    """Marks and texts. Each line is an entry of its own, unless it goes on with the one before."""
    entries: list[tuple[str, str, tuple[Link, ...], bool]] = []
    for passage in passages:
        for number, line in enumerate(passage.lines):
            goes_on = (
                number and line[:1].islower() and not LABEL_OF_KIND.match(line) and not _LINK.match(line)
            )
            beside = re.split(r" [|\u00b7\u2022] ", line) if len(passage.links) > 1 else [line]
            if goes_on:
                mark, text, links, is_listed = entries[-1]
                entries[-1] = (mark, f"{text} {line}", links, is_listed)
            elif len(beside) > 1:
                for piece in beside:
                    own = tuple(link for link in passage.links if link.text.strip() and link.text in piece)
                    entries.append(("", piece, own, True))
            else:
                entries.append((passage.mark if not number else "", line, passage.links, passage.is_item))
    return entries


def _read_entry(
    text: str, kind: str, items: _Items, *, ours: bool, links: tuple[Link, ...], is_listed: bool
) -> None:
    if (published := _OF_SOMEBODY.match(text[:_MAX_LENGTH])) and not is_book(text):
        found = LABEL_OF_KIND.match(f"{published['kind']}:")
        items.ledger.leave(f"{LABEL}: {text[published.end() :]}", published["who"])
        items.ledger.structure(published["kind"])
        _one_title(text[published.end() :], kind_to_read(found) if found else kind, items, ours=False)
        return
    sentence = _SENTENCE.match(text)
    quoted = QUOTED_TITLE.search(text)
    if sentence and (named := kind_to_read(sentence)) and (quoted or len(text.split()) < 12):
        items.ledger.structure(sentence.group())
        rest = text[sentence.end() :]
        _one_title(rest, named, items, ours=True)
    elif _LINK.search(text) or (_lead_out(links) and kind in ("", ResourceKind.WEBSITE)):
        _read_website(text, items, links)
    elif (behind := _KIND_BEHIND.search(text[:_MAX_LENGTH]) or _KIND_AT_END.search(text[:_MAX_LENGTH])) and (
        not is_book(text)
    ):
        found = LABEL_OF_KIND.match(f"{behind['kind']}:")
        items.ledger.structure(behind.group().strip(" ,;()"))
        items.ledger.leave(LABEL, text[behind.end() :].strip(" ,;)"))
        _one_title(text[: behind.start()], kind_to_read(found) if found else kind, items, ours=ours)
    elif items.has_publications and kind == ResourceKind.BOOK and not is_book(text) and is_listed:
        items.ledger.propose(LABEL, KIND_TAKEN.format(title=text))
        _one_title(text, ResourceKind.BOOKLET.value, items, ours=ours)
    elif not kind and (names := _names_beside(text, items)):
        for name in names:
            items.ledger.propose(LABEL, FACTSHEET_TAKEN.format(title=name))
            _one_title(name, FACTSHEET, items, ours=ours)
    elif not kind and not is_book(text) and not (items.has_books and is_dashed(text)):
        items.ledger.leave(LABEL, text)
    elif kind in ("", ResourceKind.BOOK) or (kind == FACTSHEET and is_book(text)):
        for book in re.split(r";\s*(?=[“\"])", text):
            _read_book(book, items)
    elif is_listed:
        _one_title(text, kind, items, ours=ours)
    else:
        titles = listed_titles(text)
        if sum(len(title.split()) for title in titles) < len(text.split()):
            items.ledger.structure("and")
        for title in titles:
            _one_title(title, kind, items, ours=ours)


def _lead_out(links: tuple[Link, ...]) -> bool:
    """Whether any of them leads to an address, and not within the site that a page was saved from."""
    return any(is_link(link.target) for link in links)


def _names_beside(text: str, items: _Items) -> list[str]:
    """The short names of a line that says “see also”, or stands below such a heading; none where any of it says more."""
    label = _SEE_ALSO.match(text)
    rest = text[label.end() :] if label else text
    names = listed_titles(rest.rstrip(".")) if (label or items.sees_also) and rest.strip() else []
    are_plain = all(
        len(name.split()) <= _WORDS_OF_A_NAME and name[:1].isupper() and not re.search(r"[\d@:.()]", name)
        for name in names
    )
    if not names or not are_plain:
        return []
    items.ledger.structure(label.group() if label else "")
    items.ledger.structure("and" if sum(len(name.split()) for name in names) < len(rest.split()) else "")
    return names


def _one_title(text: str, kind: str, items: _Items, *, ours: bool) -> None:
    price = _PRICE.search(text)
    title = text[: price.start()] if price else text
    title = title.strip(' .,;“”"\u2018\u2019')
    if _IS_SENTENCE.search(text[:_MAX_LENGTH]) and len(text.split()) > _MOST_WORDS_WITH_STOP:
        items.ledger.leave(LABEL, text)
        return
    if price:
        items.ledger.leave(f"{LABEL}: {title}", price.group().strip(" (),"))
    if not items.takes(title, kind, title):
        return
    if kind == FACTSHEET:
        items.items.append(ParsedRelatedItem(pending_title=title))
    else:
        items.add(ParsedResource(kind=kind, title=title, supplier=BACKCARE if ours else ""))


def _read_website(text: str, items: _Items, links: tuple[Link, ...]) -> None:
    found = _LINK.search(text)
    another = _LINK.search(text, found.end()) if found else None
    if found and another and _BETWEEN_LINKS.fullmatch(text, found.end(), another.start()):
        items.ledger.structure(text[found.end() : another.start()])
        _read_website(text[: found.end()], items, links)
        _read_website(text[another.start() :], items, links)
        return
    address = found.group() if found else ""
    leading = next((link for link in links if is_link(link.target)), None)
    target = leading.target if leading else ""
    if leading and not found and _is_said_of_it(text, leading.text):
        items.ledger.leave(f"{LABEL}: {leading.text}", text.replace(leading.text, " ", 1))
        text = leading.text
    link = target if target and not address else address if "://" in address else f"https://{address}"
    if not is_link(link):
        items.ledger.leave(LABEL, text)
        return
    before = text[: found.start()] if found else text
    if has_contact(before):
        items.ledger.leave(LABEL, text)  # a society with its number: it is no name of a website
        return
    title = before.strip(" ,:;(-\u2013\u2014") or address
    if items.takes(title, ResourceKind.WEBSITE.value, title):
        items.add(ParsedResource(kind=ResourceKind.WEBSITE.value, title=title, link=link))
        if address and title != address:
            items.ledger.place_text(f"{LABEL}: link", address, link)
    elif title != address:
        items.ledger.leave(LABEL, address)
    if found:
        items.ledger.leave(LABEL, text[found.end() :].strip(" .,;()"))


def _is_said_of_it(text: str, name: str) -> bool:
    """Whether a text is a sentence with a link in it, whose words are the name of what it leads to."""
    is_sentence = text.rstrip().endswith((".", "!")) and len(text.split()) >= _MOST_WORDS_WITH_STOP
    return (
        is_sentence and name in text and len(name.split()) < len(text.split()) and any(map(str.isupper, name))
    )


def _read_book(text: str, items: _Items) -> None:
    """A title in quotation marks, or one that is followed by its author."""
    book = read_book(text)
    if book is None or not items.takes(book.resource.title, ResourceKind.BOOK.value, book.resource.title):
        items.ledger.leave(LABEL, text if book is None else book.all_but_title)
        return
    for fact in ("authors", "publisher", "isbn", "year", "supplier"):
        value = getattr(book.resource, fact)
        if value:
            items.ledger.place_text(f"{LABEL}: {fact}", str(value), str(value))
    items.ledger.structure(book.structure)
    items.ledger.leave(f"{LABEL}: {book.resource.title}", book.rest)
    items.add(replace(book.resource))
