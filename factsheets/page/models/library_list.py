"""What the library lists on one of its pages: all names where they are few, else those of one letter, or of a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.http import Http404
from wagtail.models import Page

from factsheets.page.formats.a_to_z import (
    INITIALS,
    NAMES_ON_A_PAGE,
    Letter,
    LetterLink,
    ListedFactsheet,
    a_to_z,
    in_the_alphabet,
    letter_links,
    shown,
)

from .factsheet_query import FactsheetQuerySet
from .known_name import KnownName

#: Begins the address of a part of the list. The address of a page never begins so.
_MARK = "~"
_ALL = "all"


class ListedPart(NamedTuple):
    """Which names are asked for: those of an initial, `all`, or, where it is empty, whatever the first page lists."""

    initial: str = ""
    number: int = 1


class PartLink(NamedTuple):
    """One part of a long letter, by the beginnings of its first and last name."""

    words: str
    url: str
    is_current: bool


def part_at(below: Sequence[str]) -> ListedPart | None:
    """The part whose address these components below the library are; None where they are no such address. Raises Http404."""
    if not below or not below[0].startswith(_MARK):
        return None
    initial = {_ALL: _ALL, **{_in_address(initial): initial for initial in INITIALS}}.get(below[0][1:])
    numbers = below[1:] or ["1"]
    if initial is None or len(numbers) > 1 or not numbers[0].isdecimal() or len(numbers[0]) > 4:
        raise Http404
    return ListedPart(initial, int(numbers[0]))


def listed(
    factsheets: FactsheetQuerySet, names: QuerySet[KnownName], url: str, part: ListedPart, query: str = ""
) -> dict[str, object]:
    """The template context. `factsheets` are public, `names` theirs, `url` is that of the library, `query` goes with every address.

    Raises Http404.
    """
    counts = counts_by_letter(names)
    is_divided = sum(counts.values()) > NAMES_ON_A_PAGE
    if part.initial and ((part.initial != _ALL and part.initial not in counts) or not is_divided):
        raise Http404
    context: dict[str, object] = {
        "is_divided": is_divided,
        "part": "" if part.initial == _ALL else shown(part.initial),
        "parts": [],
    }
    if not is_divided or part.initial == _ALL:
        if part.number != 1:
            raise Http404
        context["letters"] = a_to_z(_as_listed(factsheets), url)
    elif part.initial:
        context |= _of_one_letter(factsheets, names, url, part, query)
    if is_divided:
        context["whole_url"] = f"{url}{_MARK}{_ALL}/{query}"
    return context | {"letter_links": letter_bar(counts, url, part.initial, query)}


def addresses_of_parts(counts: Mapping[str, int], url: str) -> Iterator[str]:
    """Where the list of the library at `url` is read: the whole, each letter and each part of one. None where one page holds it."""
    if sum(counts.values()) <= NAMES_ON_A_PAGE:
        return
    yield f"{url}{_MARK}{_ALL}/"
    for initial, count in sorted(counts.items()):
        address = f"{url}{_MARK}{_in_address(initial)}/"
        yield address
        yield from (f"{address}{number}/" for number in range(2, -(-count // NAMES_ON_A_PAGE) + 1))


def letter_bar(counts: Mapping[str, int], url: str, current: str = "", query: str = "") -> list[LetterLink]:
    """Links to the letters that have names, on the one page of the library or on pages of their own."""
    is_divided = sum(counts.values()) > NAMES_ON_A_PAGE
    return letter_links(
        {
            initial: f"{url}{_MARK}{_in_address(initial)}/{query}"
            if is_divided
            else f"{url}{query}#letter-{_in_address(initial)}"
            for initial in counts
        },
        current,
    )


def names_of_pages(pages: QuerySet[Page]) -> QuerySet[KnownName]:
    """What those of `pages` that are factsheets are called. Asked of the tree alone: a row of a factsheet holds all its texts."""
    return KnownName.objects.filter(
        kind=KnownName.Kind.NAME, page__page_ptr__in=pages.order_by().values("pk")
    )


def counts_by_letter(names: QuerySet[KnownName]) -> dict[str, int]:
    """How many of `names` begin with which letter; a letter without a name is not there."""
    return dict(names.values_list("initial").annotate(Count("pk")).order_by())


def _as_listed(factsheets: FactsheetQuerySet) -> Iterator[ListedFactsheet]:
    rows = factsheets.values_list(
        "title", "slug", "also_called", "summary", "is_starter_example", "therapy_kind__name"
    )
    return (ListedFactsheet(*row) for row in rows.iterator())


def _of_one_letter(
    factsheets: FactsheetQuerySet, names: QuerySet[KnownName], url: str, part: ListedPart, query: str
) -> dict[str, object]:
    of_letter = names.filter(initial=part.initial).values_list("key", "page")
    ordered = sorted(of_letter, key=lambda name: (in_the_alphabet(name[0]), name))
    parts = [ordered[at : at + NAMES_ON_A_PAGE] for at in range(0, len(ordered), NAMES_ON_A_PAGE)]
    if not 1 <= part.number <= len(parts):
        raise Http404
    shown_names = parts[part.number - 1]
    pages = _as_listed(factsheets.filter(pk__in={page for _, page in shown_names}))
    letters: list[Letter] = a_to_z(pages, url, only={key for key, _ in shown_names})
    address = f"{url}{_MARK}{_in_address(part.initial)}/"
    links = [
        PartLink(
            f"{_beginning(names_of_part[0])} to {_beginning(names_of_part[-1])}",
            f"{address}{'' if number == 1 else f'{number}/'}{query}",
            number == part.number,
        )
        for number, names_of_part in enumerate(parts, start=1)
    ]
    return {"letters": letters, "parts": links if len(links) > 1 else []}


def _beginning(name: tuple[str, int]) -> str:
    return in_the_alphabet(name[0])[:3].strip().capitalize()


def _in_address(initial: str) -> str:
    return "0-9" if initial == "0" else initial.lower()
