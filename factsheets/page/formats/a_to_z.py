"""The A to Z of the library: every title and other name under its letter."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase
from typing import NamedTuple

from anyascii import anyascii

from factsheets.signing.formats.factsheet_shape import FactsheetShape


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


def a_to_z(factsheets: Iterable[FactsheetShape], library_url: str) -> list[Letter]:
    """All letters from A to Z, and "0–9" if a name needs it; a letter without names has no entries.

    `library_url` ends in a slash; a factsheet lies at `<library_url><slug>/`.
    """
    entries = [entry for factsheet in factsheets for entry in _entries_of(factsheet, library_url)]
    entries.sort(key=lambda entry: (anyascii(entry.name).casefold(), entry.main_title))
    letters = {letter: Letter(letter, []) for letter in [*ascii_uppercase, "0–9"]}
    for entry in entries:
        first = anyascii(entry.name)[:1].upper()
        letters[first if first in letters else "0–9"].entries.append(entry)
    if not letters["0–9"].entries:
        del letters["0–9"]
    return list(letters.values())


def _entries_of(factsheet: FactsheetShape, library_url: str) -> Iterable[Entry]:
    url = f"{library_url}{factsheet.slug}/"
    kind = factsheet.therapy_kind.name if factsheet.therapy_kind else ""
    for name in [factsheet.title, *factsheet.also_called_names]:
        is_other_name = name != factsheet.title
        yield Entry(
            name, url, factsheet.summary, kind, is_other_name, factsheet.title, factsheet.is_starter_example
        )
