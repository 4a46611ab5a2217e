"""Factsheets side by side: the parts of the comparison. Templates only lay them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from factsheets.language.vocabulary import Regulation
from factsheets.page.formats.compare_link import CHOICES, in_a_sentence
from factsheets.page.formats.page_parts import VerdictPart, verdict_parts
from factsheets.signing.formats.half_filled_rows import complete_rows


class Chooser(NamedTuple):
    """One box: its name in the address, its label, and every factsheet that can be chosen; None where there are too many
    to choose from, and a name is written instead."""

    name: str
    label: str
    options: list[tuple[str, str, bool]] | None  # slug, title, whether it is chosen
    written: str


class Compared(NamedTuple):
    """One column of the comparison: a factsheet, where it stands, who gives the therapy, and how it is regulated."""

    factsheet: object
    url: str
    associations: list[str]
    regulation: str  # empty: the factsheet does not state it


class ComparedVerdict(NamedTuple):
    """One list, such as “Most likely to help”, with a cell for each factsheet in the order of the columns."""

    heading: str
    cells: list[tuple[str, VerdictPart]]  # title of the factsheet, and what it says


_LABELS = ("First therapy", "Second therapy", "Third therapy, if you like")


def choosers(offered: Iterable[tuple[str, str]] | None, chosen: Mapping[str, str]) -> list[Chooser]:
    """One box for each place, with what is chosen already, slug and title. `offered` are the same of all, A to Z, if they are few."""
    named = None if offered is None else list(offered)
    places = [*chosen, *[""] * len(CHOICES)]
    return [
        Chooser(
            name,
            label,
            None if named is None else [(slug, title, slug == place) for slug, title in named],
            chosen.get(place, ""),
        )
        for name, label, place in zip(CHOICES, _LABELS, places, strict=False)
    ]


def comparison_parts(
    factsheets: Sequence[Any], headings: dict[str, str], library_url: str
) -> dict[str, object]:
    """The template context of two or three factsheets side by side."""
    verdicts = [verdict_parts(factsheet, headings) for factsheet in factsheets]
    return {
        "headings": headings,
        "names": in_a_sentence([factsheet.title for factsheet in factsheets]),
        "compared": [
            Compared(
                factsheet,
                f"{library_url}{factsheet.slug}/",
                [row.association.name for row in complete_rows(factsheet, "associations")],
                "" if factsheet.regulation == Regulation.NOT_STATED else factsheet.get_regulation_display(),
            )
            for factsheet in factsheets
        ],
        "verdict_rows": [
            ComparedVerdict(
                parts[0].heading,
                [(factsheet.title, part) for factsheet, part in zip(factsheets, parts, strict=True)],
            )
            for parts in zip(*verdicts, strict=True)
        ],
        "has_examples": any(factsheet.is_starter_example for factsheet in factsheets),
    }
