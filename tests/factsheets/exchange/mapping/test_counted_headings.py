"""Numbers before headings, and headings that run in: “5.1 Absolute” divides what stands below it, and is no condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factsheets.exchange.reading_documents.rows import TextRow, counted_headings
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of

KINDS = (
    ("{}.1 Absolute", ("Fracture", "Spinal infection")),
    ("{}.2 Relative", ("Osteoporosis", "Pregnancy")),
)


def as_text(number: str) -> tuple[bytes, str]:
    body = "".join(
        f"{heading.format(number)}\n" + "".join(f"• {item}\n" for item in items) for heading, items in KINDS
    )
    return f"Massage\n\nIt is a therapy.\n\n{number}. Contraindications\n{body}".encode(), "massage.txt"


def as_pdf(number: str) -> tuple[bytes, str]:
    body = "".join(
        f"<p>{heading.format(number)}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        for heading, items in KINDS
    )
    above = f"<h1>Massage</h1><p>It is a therapy.</p><p>{number}. Contraindications</p>"
    return pdf(above + body), "massage.pdf"


def as_word(number: str) -> tuple[bytes, str]:
    body = "".join(
        p(heading.format(number)) + "".join(p(item, numbering="1") for item in items)
        for heading, items in KINDS
    )
    above = p("Massage", "Title") + p("It is a therapy.") + p(f"{number} Contraindications", "heading1")
    return docx(above + body), "massage.docx"


def as_page(number: str) -> tuple[bytes, str]:
    body = "".join(
        f"<h3>{heading.format(number)}</h3><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        for heading, items in KINDS
    )
    above = f"<h1>Massage</h1><p>It is a therapy.</p><h2>{number} Contraindications</h2>"
    return page(above + body), "massage.html"


@pytest.mark.parametrize("made", [as_text, as_pdf, as_word, as_page])
@pytest.mark.parametrize("number", ["5", "12"])
def test_absolute_and_relative_with_deep_numbers_are_headings_and_no_rows(
    made: Callable[[str], tuple[bytes, str]], number: str
) -> None:
    found = read_document(*made(number))
    assert rows_of(found, "avoid") == ["Fracture", "Spinal infection"]
    assert not rows_of(found, "likely")
    assert "osteoporosis" in words_of(found.factsheet.contraindication_statement)
    assert any("Osteoporosis" in note and "is a caution" in note for note in found.proposed)


def test_a_list_that_counts_so_deep_is_a_list() -> None:
    found = read_under("Contraindications", "5.1 Fracture\n5.2 Spinal infection\n5.3 Osteoporosis")
    assert rows_of(found, "avoid") == ["Fracture", "Spinal infection", "Osteoporosis"]


COUNTED = (
    "Massage\n\n1 What is it?\nHands press the back.\n2 Evidence\nLittle is known.\n3 A tale\nAnn rested.\n"
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_headings_are_counted_without_a_sign_and_without_empty_lines(gap: str) -> None:
    found = read_document(COUNTED.replace("\n", gap).encode(), "massage.txt")
    assert words_of(found.factsheet.introduction).split() == ["hands", "press", "the", "back."]
    assert words_of(found.factsheet.evidence).split() == ["little", "is", "known."]
    assert any("A tale" in note and "Ann rested" in note for note in found.unplaced)


def test_headings_of_word_are_counted_without_a_sign_and_without_a_style() -> None:
    lines = (
        "Massage",
        "Hands press the back.",
        "1 Evidence",
        "Little is known.",
        "2 Contraindications",
        "None known.",
    )
    found = read_document(docx("".join(map(p, lines))), "massage.docx")
    assert found.factsheet.contraindication_state == "none_known"
    assert words_of(found.factsheet.evidence).split() == ["little", "is", "known."]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("1 Lie down\nBend both knees.\n2 Roll over\nBreathe out.\n3 Rest\nTake a minute.", 0),
        ("1 Evidence\n2 Risks\n3 Training", 0),
        ("1 Evidence\nNone.\n3 Risks\nNone.\n2 Training\nNone.", 0),
        ("1 Evidence\nNone.\n2 A tale\nNone.\n3 Risks\nNone.", 3),
    ],
)
def test_lines_count_headings_only_where_they_surely_do(lines: str, count: int) -> None:
    rows = [TextRow(line, number) for number, line in enumerate(["Massage", *lines.split("\n")])]
    assert len(counted_headings(rows)) == count


@pytest.mark.parametrize(
    "kinds",
    ["Absolute: fracture, fever\nRelative: pregnancy", "Absolute – fracture, fever\n\nRelative – pregnancy"],
)
def test_absolute_and_relative_run_into_their_lines(kinds: str) -> None:
    found = read_under("Contraindications", kinds)
    assert rows_of(found, "avoid") == ["Fracture", "Fever"]
    assert any("pregnancy" in note and "is a caution" in note for note in found.proposed)


@pytest.mark.parametrize(
    "line", ["Massage Factsheet 14", "Factsheet 14 Massage", "Fact sheet no. 14 Massage", "Massage leaflet 3"]
)
@pytest.mark.parametrize("text", ["Hands press it.", "Hands press the back for as long as half an hour."])
def test_a_title_beside_the_number_of_its_series_is_the_title(line: str, text: str) -> None:
    found = read_document(f"{line}\n\n{text}\n\nEvidence\n\nLittle is known.\n".encode(), "massage.txt")
    assert found.factsheet.title == "Massage"
    assert words_of(found.factsheet.introduction).strip() == text.casefold()
    assert any(note.startswith("Title: ") for note in found.odd)


def test_what_runs_in_unknown_among_others_closes_the_list_before_it() -> None:
    lines = "Evidence - None.\n\nHelpful for - Stress, tension.\n\nWasted on - Sciatica, fracture.\n"
    found = read_document(f"Rest\n\nIt is rest.\n\n{lines}".encode(), "rest.txt")
    assert rows_of(found, "likely") == ["Stress", "Tension"]
    assert "fracture" not in words_of(found.factsheet)
    assert any("Wasted on" in note and "fracture" in note for note in found.unplaced)
