"""What lines of a plain text say by how they stand: what goes on below a list, cells below one another, an underlined title."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_document, rows_of

HEAD = "Lumbar Rolls\n\nA thing that is put behind the back on a chair.\n\nWhat is the evidence?\nWeak.\n\n"


@pytest.mark.parametrize(
    "below",
    [
        "and see your GP first.",
        "and take it off at night.",
        "unless your doctor agrees.",
        "so ask your doctor first.",
        "but only in the first year.",
    ],
)
@pytest.mark.parametrize("mark", ["* ", "- ", "• ", "   * "])
def test_a_sentence_that_goes_on_below_a_list_is_no_part_of_its_last_item(below: str, mark: str) -> None:
    found = read_document(
        f"{HEAD}Contraindications\n{mark}epilepsy\n{mark}broken skin\n{below}\n".encode(), "rolls.txt"
    )
    assert rows_of(found, "avoid") == ["Epilepsy", "Broken skin"]
    assert below in f"{found.factsheet.contraindication_statement} {found.unplaced}"
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "below", ["but not sciatica.", "and not gout or sciatica.", "unless your doctor says no."]
)
def test_what_is_taken_back_below_a_list_leaves_nothing_of_it_as_helped(below: str) -> None:
    found = read_document(
        f"{HEAD}Most likely to help\n* stiffness\n* muscle pain\n{below}\n".encode(), "rolls.txt"
    )
    assert rows_of(found, "likely") == []


def test_an_item_that_had_no_room_goes_on_in_the_next_line() -> None:
    items = "* pain in the lower part of the back that comes back each year\nand does not go into the leg\n* stiffness"
    found = read_document(f"{HEAD}Most likely to help\n{items}\n".encode(), "rolls.txt")
    assert "each year and does not go" in f"{found.factsheet} {found.unplaced}"


TABLE = (
    ("Who", "Yes/No", "Remark"),
    ("Stiff back", "Yes", "after exercise"),
    ("Chest infection", "No", "until you are well"),
    ("Asthma", "Ask", "your GP first"),
)


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("gap", ["spaces", "tabs"])
def test_cells_that_spaces_set_below_one_another_are_those_of_a_table(columns: int, gap: str) -> None:
    rows = [row[:columns] for row in TABLE]
    lines = [
        "\t".join(row) if gap == "tabs" else "".join(cell.ljust(20) for cell in row).rstrip() for row in rows
    ]
    found = read_document(f"{HEAD}Who can go in?\n\n{chr(10).join(lines)}\n".encode(), "rolls.txt")
    written = f"{found.unplaced} {found.factsheet}"
    assert all(" | ".join(row) in written for row in rows)
    assert rows_of(found, "likely") == []
    assert count_words(found, found.factsheet).lost == 0


def test_labels_beside_their_texts_are_no_table() -> None:
    text = (
        "Lumbar Rolls\n\nWhat it is       A cushion.\nEvidence         Weak.\nSide effects     A sore back.\n"
    )
    found = read_document(text.encode(), "rolls.txt")
    assert found.factsheet.evidence == "<p>Weak.</p>"


@pytest.mark.parametrize("series", ["", "Information Sheet No. 9\n"])
@pytest.mark.parametrize("rule", ["=", "-"])
def test_an_underlined_line_below_another_is_the_title(series: str, rule: str) -> None:
    text = f"NORTHSHIRE BACK PAIN SOCIETY\n{series}LUMBAR ROLLS\n{rule * 12}\n\nA cushion.\n\nEvidence\n--------\nWeak.\n"
    found = read_document(text.encode(), "rolls.txt")
    assert found.factsheet.title == "Lumbar Rolls"
    assert "Society" not in str(found.factsheet)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "line",
    [
        "Page last reviewed: 12 January 2020",
        "Content reviewed 5.5.2011",
        "This page was last updated on 3 May 2019",
        "Leaflet reviewed: May 2012",
        "Authors: Dr A Sample and Sister B Invent, October 2017. Reviewed May 2019.",
    ],
)
def test_the_day_of_a_review_is_set_aside_and_proposed(line: str) -> None:
    found = read_document(
        f"{HEAD}Qualifications\nNone are laid down.\n\n{line}\nNext review due: 12 January 2023\n".encode(),
        "rolls.txt",
    )
    assert found.factsheet.qualifications == "<p>None are laid down.</p>"
    assert any(note.startswith("Review: ") for note in found.proposed)
    assert not found.unplaced


def test_who_wrote_it_below_the_references_is_no_source() -> None:
    cited = "1. Demo C. Heat: a made-up trial. Imag JAMA 2015;3:68-81."
    authors = "Authors: Dr A Sample and Sister B Invent, October 2017. We will look at this leaflet again in October 2019."
    found = read_document(f"{HEAD}References\n{cited}\n\n{authors}\n".encode(), "rolls.txt")
    assert len(found.factsheet.citations or ()) == 1
    assert authors in found.set_aside
