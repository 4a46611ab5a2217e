"""What must come out of a sentence on who should not have a therapy, and of one on what it helps: absence is never safety."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .read_as import read_under, rows_of

TABLES = Path(__file__).parents[3] / "files" / "clinical"


def lines_of_table(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        line
        for place in ("first", "second", "third")
        for line in lines_of_table(f"contraindications_{place}.tsv")
    ],
)
def test_a_sentence_on_contraindications_gives_the_state_that_it_says_and_keeps_its_words(
    text: str, states: str
) -> None:
    found = read_under("Contraindications", text)
    sheet = found.factsheet
    assert sheet.contraindication_state in states.split("|")
    kept = f"{sheet.contraindication_statement} {rows_of(found, 'avoid')} {found.unplaced}".casefold()
    for word in re.findall(r"[^\W_]+", text.casefold()):
        assert word in kept
    labels = ("Who should not have it: ", "Should not be treated: ")
    assert any(note.startswith(labels) for note in found.proposed)


@pytest.mark.parametrize(
    ("text", "names", "never"),
    [line for place in ("first", "second", "third") for line in lines_of_table(f"likely_{place}.tsv")],
)
@pytest.mark.parametrize("verdict", ["likely", "unlikely"])
def test_a_condition_is_a_row_only_by_a_statement_that_nothing_takes_back(
    text: str, names: str, never: str, verdict: str
) -> None:
    heading = {"likely": "Most likely to help", "unlikely": "Least likely to help"}[verdict]
    found = read_under(heading, text)
    rows = rows_of(found, verdict)
    assert [row.casefold() for row in rows] == [name.casefold() for name in names.split("; ") if name]
    for word in filter(None, never.split("|")):
        assert word.casefold() not in " ".join(rows).casefold()
    assert any(
        note.startswith(("Most likely", "Least likely")) for note in (*found.proposed, *found.unplaced)
    )
    kept = f"{found.factsheet} {found.unplaced} {found.structural}".casefold()
    for word in re.findall(r"[^\W_]+", text.casefold()):
        assert word in kept


@pytest.mark.parametrize("likely", ["Osteoporosis", "Pain from osteoporosis", "The osteoporosis"])
@pytest.mark.parametrize("verdict", ["• Osteoporosis", "Osteoporosis, fever."])
def test_what_holds_the_name_of_a_danger_is_no_likely_row(likely: str, verdict: str) -> None:
    text = f"• Stiff neck ¶ • {likely}\n\nContraindications\n\n{verdict}"
    found = read_under("Most likely to help", text)
    assert rows_of(found, "likely") == ["Stiff neck"]
    assert "Osteoporosis" in rows_of(found, "avoid")
    assert any("Most likely to help: " in note and "steoporosis" in note for note in found.proposed)


@pytest.mark.parametrize(("likely", "avoid"), [("Fracture", "Fractures"), ("Old fractures", "A fracture")])
def test_one_and_several_are_the_same_danger(likely: str, avoid: str) -> None:
    found = read_under("Most likely to help", f"• Stiff neck ¶ • {likely}\n\nContraindications\n\n• {avoid}")
    assert rows_of(found, "likely") == ["Stiff neck"]
    assert rows_of(found, "avoid") == [avoid]
