"""The headings that real documents have open the part that they are about, and no heading is guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factsheets.exchange.mapping.headings import (
    NO_PART,
    Headings,
    heading_level,
    plain_heading,
)
from factsheets.exchange.mapping.wordings import wordings_by_part
from factsheets.outputs.parsed_factsheet import SECTIONS
from tests.setting_up.yardstick import yardsticks

from .read_as import read_document, rows_of

LISTS = Path(__file__).parents[3] / "files" / "headings"
SAID = [
    line.split("\t")
    for name in ("first.tsv", "second.tsv", "third.tsv", "fourth.tsv", "fifth.tsv", "sixth.tsv")
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("heading", "therapy", "part"), SAID)
def test_a_heading_opens_its_part(heading: str, therapy: str, part: str) -> None:
    found = Headings(therapy).part(heading)
    assert (found if found != NO_PART else None) == (None if part == "tray" else part)


def test_every_field_of_a_factsheet_has_wordings() -> None:
    fields = {*SECTIONS, "likely", "unlikely", "associations", "related", "sources", "also_called"}
    known = {"contraindication_statement" if part == "avoid" else part for part in wordings_by_part()}
    assert fields <= known
    assert all(len(wordings) > 3 for wordings in wordings_by_part().values())


def test_no_heading_opens_two_parts() -> None:
    for heading, therapy, part in SAID:
        headings = Headings(therapy)
        plain = headings.with_it(plain_heading(heading))
        found = [one for one in wordings_by_part() if headings.opens(one, plain)]
        assert len(found) <= 1, f"{heading}: {found}"
        assert part == "tray" or found in ([part], [])


@pytest.mark.parametrize(
    "number", ["1.", "1", "4.1", "4.1.", "IV.", "iv)", "Q4.", "Q:", "(b)", "3)", "Section 2:", "##"]
)
def test_a_number_is_no_part_of_a_heading(number: str) -> None:
    written = f"{number} What is the evidence?" if number != "1" else "1. What is the evidence?"
    assert Headings("Yoga").part(written) == "evidence"
    assert Headings("Yoga").part(written.upper()) == "evidence"


@pytest.mark.parametrize(
    ("heading", "level"), [("3. Evidence", 1), ("3.1 Trials", 2), ("IV. Risks", 1), ("Risks", 0)]
)
def test_a_number_says_how_deep_a_heading_lies(heading: str, level: int) -> None:
    assert heading_level(heading) == level


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Evidence from the pain clinics", "evidence"),
        ("People in whom this is to be avoided", "cautions"),
        ("Not contraindicated", None),
        ("Suitable and unsuitable", None),
        ("Who is not harmed by it", None),
        ("Tips for the garden", None),
        ("Why some people do not get better", None),
        ("Risks and research", None),
        ("Sciatica", None),
    ],
)
def test_cue_words_speak_for_one_part_or_for_none(heading: str, part: str | None) -> None:
    assert Headings("Yoga").part(heading) is None
    assert Headings("Yoga").part_by_cues(heading) == part


@pytest.mark.parametrize("heading", ["Tips for the garden", "Our shop", "The story of Ann", "Red flags"])
@pytest.mark.parametrize(
    "before",
    ["What is the evidence?", "Most likely to help", "Contraindications", "Association", "Qualifications"],
)
def test_an_unknown_heading_closes_the_section_before_it(heading: str, before: str) -> None:
    text = f"Yoga\n\nPostures.\n\n{before}\n\nSomething, anything.\n\n{heading}\n\nFracture, infection, and cauda equina syndrome are serious.\n"
    found = read_document(text.encode(), "yoga.txt")
    assert "cauda equina" not in repr(found.factsheet)
    assert any("cauda equina" in note and heading in note for note in found.unplaced)


@pytest.mark.parametrize("line", ["what is " * 15, "a " * 60, "(" * 119, "is it " * 20, "1.1.1.1." * 14])
def test_the_worst_heading_is_read_at_once(line: str) -> None:
    assert re.search(r"\S", line)
    assert yardsticks(lambda: Headings("Yoga").part(line)) < 5


@pytest.mark.parametrize("heading", ["Conditions not treated", "No use for", "Never for", "Not these"])
@pytest.mark.parametrize("below", ["Cancer, fracture", "Cancer", "• Cancer\n• Fracture"])
def test_what_stands_below_a_short_denial_joins_nothing_that_helps(heading: str, below: str) -> None:
    text = f"Clay Packs\n\nClay is laid on.\n\nConditions treated\n\nCramp, gout\n\n{heading}\n\n{below}\n\nEvidence\n\nNone.\n"
    found = read_document(text.encode(), "a.txt")
    assert "ancer" not in str(found.factsheet.likely_statement)
    assert rows_of(found, "likely") == ["Cramp", "Gout"]
    assert "ancer" in f"{found.unplaced} {rows_of(found, 'unlikely')} {rows_of(found, 'avoid')}"


def test_what_leads_over_to_more_against_it_opens_a_part_of_its_own() -> None:
    lines = [
        "It is good for: cramp, stiff neck",
        "It is not good for: gout",
        "It is dangerous in: epilepsy, fever",
    ]
    text = "Clay Packs\n\nClay is laid on.\n\n" + "\n".join(lines) + "\n\nEvidence\n\nNone.\n"
    found = read_document(text.encode(), "a.txt")
    assert rows_of(found, "likely") == ["Cramp", "Stiff neck"]
    assert rows_of(found, "unlikely") == ["Gout"]
    assert rows_of(found, "avoid") == ["Epilepsy", "Fever"]
