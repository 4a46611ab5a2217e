"""A book as a reading list writes it: its title with the commas in it, authors, publisher, year and ISBN apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum import isbn as isbn_numbers

from factsheets.language.vocabulary import Availability, ResourceKind
from factsheets.outputs.parsed_factsheet import BACKCARE, ParsedResource

_ISBN = re.compile(r"\(?\bISBN(?:-1[03])?[:\s]{0,3}(?P<number>[\dX][\dX -]{8,20}[\dX])\)?", re.IGNORECASE)
_QUOTED = re.compile(r"^[“\"\u2018](?P<title>[^”\"\n]{1,300}?)[”\"\u2019](?![a-z])")
_BY = re.compile(r"^(?P<title>[^\n]{2,200}?),? by (?=[A-Z])")
#: “Loose Backs – Anna Sample”: what stands behind the dash has to look like names, and nothing but a publisher and a year may follow.
_DASHED = re.compile(
    r"^(?P<title>[A-Z][^\n\u2013\u2014]{2,150}?)\s[-\u2013\u2014]\s"
    r"(?=(?:(?:[A-Z]\.\s?){1,3}|[A-Z][a-z]{1,20}\s)[A-Z][a-z]{1,20}(?:(?:,| and| &) (?:(?:[A-Z]\.\s?){1,3}|[A-Z][a-z]{1,20}\s)[A-Z][a-z]{1,20})?(?:[,.(;]|$))"
)
_SURNAME = r"[A-Z][\w'\u2019-]{1,30}"
#: “Sample, Anna (2005) Loose Backs. London: …” and “Sample A, Person B. Loose Backs. 3rd ed. …”: the names can be nothing else.
_AUTHOR_FIRST = (
    re.compile(
        rf"^(?P<authors>{_SURNAME}, (?:(?:[A-Z]\.\s?){{1,3}}|[A-Z][a-z]{{1,20}})(?:,? (?:and|&) {_SURNAME}, "
        rf"(?:(?:[A-Z]\.\s?){{1,3}}|[A-Z][a-z]{{1,20}}))?),?\s?\((?P<year>(?:19|20)\d\d)\)[.,:]?\s(?P<title>[^\n.]{{3,200}})(?=\.|$)"
    ),
    re.compile(
        rf"^(?P<authors>{_SURNAME} [A-Z]{{1,3}}(?:, {_SURNAME} [A-Z]{{1,3}}){{0,5}})\. (?P<title>[^\n.]{{3,200}})\. "
        r"(?=[^\n]{0,120}\b(?P<year>(?:19|20)\d\d)\b)"
    ),
)
#: “Stretch and Rest (Ben Person, 1987)”
_IN_BRACKETS = re.compile(
    r"^(?P<title>[A-Z][^\n()]{2,150}?) \((?P<authors>(?:(?:[A-Z]\.\s?){1,3}|[A-Z][a-z]{1,20} )[A-Z][\w'\u2019-]{1,30}"
    r"(?: (?:and|&) (?:(?:[A-Z]\.\s?){1,3}|[A-Z][a-z]{1,20} )[A-Z][\w'\u2019-]{1,30})?), (?P<year>(?:19|20)\d\d)\)"
)
#: “Uphill, Downhill, C Sample (Example Press, 2010)”
_AUTHOR_BEHIND = re.compile(
    r"^(?P<title>[A-Z][^\n()]{2,150}?), (?P<authors>(?:[A-Z](?:\.\s?|\s)){1,3}[A-Z][\w'\u2019-]{1,30}"
    r"(?: (?:and|&) (?:[A-Z](?:\.\s?|\s)){1,3}[A-Z][\w'\u2019-]{1,30})?) \([^()\d\n]{3,80}, (?P<year>(?:19|20)\d\d)\)"
)
#: “Rest, Move, Rest by Ann Sample (Example Press, 2004)”
_BY_AND_YEAR = re.compile(
    r"^[A-Z][^\n]{1,150}? by (?:(?:[A-Z](?:\.\s?|\s)){1,3}|[A-Z][a-z]{1,20} )[A-Z][^()\n]{1,100} \((?:[^()\d\n]{1,80}, )?(?:19|20)\d\d\)"
)
_BEHIND_TITLE = re.compile(r"^\s[-\u2013\u2014]\s")
_AUTHORS = re.compile(
    r"^[,;:.\s]*(?:by |edited by )?(?P<authors>[A-Z][^,;()\d]{1,100}(?:(?: and |, (?=[A-Z]\. ))[A-Z][^,;()\d]{1,60})?)"
)
#: “C. Sample. Example Press”: the name ends before the stop, and the house that printed it begins behind it.
_HOUSE_BEHIND = re.compile(r"(?<=[a-z]{3})\. (?=[A-Z])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PUBLISHER = re.compile(
    r"(?<![^,;()\d])[^,;()\d]{3,80}\b(?:press|house|books?|publish\w{0,8}|publications?|ltd|limited|university|wiley|elsevier)\b",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(rf"^[,;.]?\s*(?P<words>available from)\s+{BACKCARE}[\s.]*$", re.IGNORECASE)
_MAX_LENGTH = 200
_MAX_ENTRY = 1000


@dataclass(frozen=True)
class BookEntry:
    """A book, and the words of its entry that no fact of it holds."""

    resource: ParsedResource
    rest: str
    structure: str
    all_but_title: str


def is_book(text: str) -> bool:
    """Whether an entry can only be a book: it has an ISBN, a title in quotation marks and a year or an author, or an author and a year."""
    head = text[:_MAX_ENTRY]
    quoted = _QUOTED.match(head)
    if _BY_AND_YEAR.match(head):
        return True
    return bool(_ISBN.search(head) or (quoted and (_YEAR.search(head) or " by " in head)))


def is_dashed(text: str) -> bool:
    """Whether an entry has the form “Title – Author”, which is a book among books alone."""
    return bool(_DASHED.match(text[:_MAX_ENTRY]))


def read_book(text: str) -> BookEntry | None:
    """The book that an entry names; None for one of no known form."""
    if len(text) > _MAX_ENTRY:
        return None
    found = _QUOTED.match(text) or _BY.match(text) or _DASHED.match(text)
    if found is None:
        sure = next(
            (one for form in (*_AUTHOR_FIRST, _AUTHOR_BEHIND, _IN_BRACKETS) if (one := form.match(text))),
            None,
        )
        return _sure_book(text, sure) if sure else None
    if len(found["title"]) > _MAX_LENGTH:
        return None
    title = found["title"].strip(" ,.")
    rest = _BEHIND_TITLE.sub(" ", text[found.end("title") :].lstrip('”"\u2019'), count=1)
    all_but_title, structure = rest.strip(" ,;."), ""
    offer = (
        _AVAILABLE.search(rest[(at := rest.lower().rfind("available from")) :])
        if "available from" in rest.lower()
        else None
    )
    supplier, availability = "", Availability.UNKNOWN.value
    if offer:
        supplier, availability, structure = BACKCARE, Availability.AVAILABLE.value, offer["words"]
        rest = rest[:at]
    rest, isbn = _take_isbn(rest)
    by = _AUTHORS.match(rest)
    authors = by["authors"].strip(" .") if by and len(by["authors"]) <= _MAX_LENGTH else ""
    authors_end = by.end() if by else 0
    if by and authors and (house := _HOUSE_BEHIND.search(authors)):
        authors, authors_end = authors[: house.start()], by.start("authors") + house.end()
    is_publisher = bool(_PUBLISHER.fullmatch(authors)) if authors else False
    if by and authors and not is_publisher:
        if " by " in rest[: by.start("authors")]:
            structure += " by"
        rest = rest[authors_end:]
    else:
        authors = ""
    rest, publisher = _take(_PUBLISHER, rest)
    rest, year = _take(_YEAR, rest)
    resource = ParsedResource(
        kind=ResourceKind.BOOK.value,
        title=title,
        authors=authors,
        publisher=publisher.strip(" ,.;("),
        year=int(year) if year else None,
        isbn=isbn,
        supplier=supplier,
        availability=availability,
    )
    return BookEntry(
        resource, rest.strip(" ,;.()"), f"{structure} ISBN" if isbn else structure, all_but_title
    )


def _sure_book(text: str, found: re.Match[str]) -> BookEntry:
    """A book whose entry says by its form which words are the authors, the title and the year."""
    title = found["title"].strip(" ,.")
    rest, isbn = _take_isbn(text[: found.start("title")] + text[found.end("title") :])
    all_but_title = rest.strip(" ,;.")
    rest = rest.replace(found["authors"], "", 1).replace(found["year"], "", 1)
    authors = found["authors"].strip()
    rest, named = (rest, authors) if _PUBLISHER.fullmatch(authors) else _take(_PUBLISHER, rest)
    place, _, publisher = named.rpartition(":")  # “London: Example Press”
    rest = f"{rest} {place}"
    resource = ParsedResource(
        kind=ResourceKind.BOOK.value,
        title=title,
        authors="" if named == authors else authors,
        publisher=publisher.strip(" ,.;("),
        year=int(found["year"]),
        isbn=isbn,
    )
    return BookEntry(resource, rest.strip(" ,;.():"), "ISBN" if isbn else "", all_but_title)


def _take_isbn(text: str) -> tuple[str, str]:
    """A number counts only when its check digit does; any other stays in the text, for a person to see."""
    found = _ISBN.search(text)
    if found is None or not isbn_numbers.is_valid(found["number"]):
        return text, ""
    return text[: found.start()] + text[found.end() :], found["number"].strip()


def _take(form: re.Pattern[str], text: str) -> tuple[str, str]:
    found = form.search(text)
    return (text[: found.start()] + text[found.end() :], found.group().strip()) if found else (text, "")
