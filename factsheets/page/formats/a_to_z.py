"""The A to Z of the library: every title and other name under its letter, and where a letter is found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from string import ascii_uppercase
from typing import NamedTuple

from anyascii import anyascii

from factsheets.language.lines import lines_of

#: So many names stand on one page at most; a longer list is divided by letters.
NAMES_ON_A_PAGE = 300
#: What begins with no letter stands after Z.
_NO_LETTER = "0"
INITIALS = ascii_uppercase + _NO_LETTER


class ListedFactsheet(NamedTuple):
    """What the list says of a factsheet; `also_called` has a name a line, `kind` is that of its therapy."""

    title: str
    slug: str
    also_called: str
    summary: str
    is_starter_example: bool
    kind: str | None


class Entry(NamedTuple):
    """One name of a factsheet; `main_title` is its title, whichever name this is."""

    name: str
    url: str
    summary: str
    kind: str
    is_other_name: bool
    main_title: str
    is_starter_example: bool


class Letter(NamedTuple):
    """A capital letter or “0–9”, with the names that begin so, in the order of the alphabet."""

    letter: str
    entries: list[Entry]


class LetterLink(NamedTuple):
    """A letter in the bar above the lists; `url` is empty where no name begins so."""

    letter: str
    url: str
    is_current: bool = False


def initial_of(name: str) -> str:
    """The letter under which a name stands: A to Z whatever its accents, `0` for all else."""
    first = anyascii(name)[:1].upper()
    return first if first and first in ascii_uppercase else _NO_LETTER


def in_the_alphabet(name: str) -> str:
    """By which a name is sorted."""
    return (name if name.isascii() else anyascii(name)).casefold()


def a_to_z(
    factsheets: Iterable[ListedFactsheet], library_url: str, *, only: Collection[str] | None = None
) -> list[Letter]:
    """The letters under which there are names, with these names in order; `only` those, as they are looked up, if it is given.

    `library_url` ends in a slash; a factsheet lies at `<library_url><slug>/`.
    """
    entries = [
        entry
        for factsheet in factsheets
        for entry in _entries_of(factsheet, library_url)
        if only is None or " ".join(entry.name.split()).casefold() in only
    ]
    entries.sort(key=lambda entry: (in_the_alphabet(entry.name), entry.main_title))
    letters = {initial: Letter(shown(initial), []) for initial in INITIALS}
    for entry in entries:
        letters[initial_of(entry.name)].entries.append(entry)
    return [letter for letter in letters.values() if letter.entries]


def shown(initial: str) -> str:
    """A letter as it stands in headings and bars."""
    return "0–9" if initial == _NO_LETTER else initial


def letter_links(addresses: Mapping[str, str], current: str = "") -> list[LetterLink]:
    """The bar of all letters, by the addresses of those that have names; “0–9” is left out where it has none."""
    return [
        LetterLink(shown(initial), addresses.get(initial, ""), is_current=initial == current)
        for initial in INITIALS
        if initial in addresses or initial != _NO_LETTER
    ]


def _entries_of(factsheet: ListedFactsheet, library_url: str) -> Iterable[Entry]:
    url = f"{library_url}{factsheet.slug}/"
    for name in [factsheet.title, *lines_of(factsheet.also_called)]:
        yield Entry(
            name,
            url,
            factsheet.summary,
            factsheet.kind or "",
            name != factsheet.title,
            factsheet.title,
            factsheet.is_starter_example,
        )
