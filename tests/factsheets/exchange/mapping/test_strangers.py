"""Documents by somebody who had not seen how they are read, each with what must come out: read and mapped, without a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.proof import count_words
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf, table

from .read_as import read_document, rows_of
from .test_cases import check_records, check_rows, has, words_of

STRANGERS = Path(__file__).parents[3] / "files" / "strangers"
EXPECTED: dict[str, dict[str, Any]] = json.loads((STRANGERS / "expected.json").read_text(encoding="utf-8"))


def readings_of(name: str) -> tuple[ReadDocument, ...]:
    return map_document(read_in_this_process((STRANGERS / name).read_bytes(), name), name)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_somebody_else_wrote_comes_out_as_it_must(name: str) -> None:
    want = EXPECTED[name]
    readings = readings_of(name)
    assert len(readings) == want.get("factsheets", 1)
    sheet = readings[0].factsheet
    state = want["contraindication_state"]
    assert (sheet.contraindication_state or "not_assessed") in ([state] if isinstance(state, str) else state)
    if "title" in want:
        assert sheet.title in want["title"].split("|")
    for field, texts in want.get("fields", {}).items():
        assert all(has(words_of(getattr(sheet, field)), text) for text in texts), field
    for field, texts in want.get("not_fields", {}).items():
        assert not any(has(words_of(getattr(sheet, field)), text) for text in texts), field
    check_rows(want, sheet)
    names = [one.name for one in sheet.associations or ()]
    for found, alternatives in zip(names, want.get("association", names), strict=True):
        assert found in alternatives.split("|")
    check_records({key: want[key] for key in ("contacts", "sources") if key in want}, sheet)
    notes = words_of([(one.proposed, one.odd, one.unplaced) for one in readings])
    assert all(has(notes, text) for text in want.get("noted", []))
    everything = words_of([(one.factsheet, one.proposed, one.odd, one.unplaced) for one in readings])
    assert all(has(everything, text) for text in want.get("words", []))
    assert [count_words(one, one.factsheet).lost for one in readings] == [0] * len(readings)
    assert all(one.proposed or one.odd or one.unplaced for one in readings)


def test_a_factsheet_that_is_set_as_a_table_is_read_row_by_row() -> None:
    rows = (
        ("What is it?", "A course of lessons about the back."),
        ("What is the evidence?", "It may help people to go back to work."),
        ("Who should not have it?", "People with a fever."),
        ("Something else", "Tea is served."),
    )
    found = read_document(docx(p("Back School", "Title"), table(*rows)), "school.docx")
    assert "course of lessons" in words_of(found.factsheet.introduction)
    assert "back to work" in words_of(found.factsheet.evidence)
    assert "fever" in words_of(found.factsheet.contraindication_statement)
    assert any("Tea is served" in note for note in found.unplaced)
    assert any("headings in its first column" in note for note in found.odd)


@pytest.mark.parametrize(
    ("behind", "rows", "likely"),
    [
        (
            p("Evidence", "Heading1"),
            [("Fresh strain", "Stiffness"), ("Cramp", "")],
            ["Fresh strain", "Cramp"],
        ),
        (p("Not all of these."), [("Fresh strain", "Stiffness")], []),  # it may go on with the table
        (
            p("Evidence", "Heading1"),
            [("A fresh strain, which is what most of those who come to us have", "No")],
            [],
        ),
        (p("Evidence", "Heading1"), [("Fresh strain", "Stiffness", "Rest")], []),
    ],
)
def test_a_table_of_what_helps_and_what_does_not_is_read_by_columns_where_nothing_is_in_doubt(
    behind: str, rows: list[tuple[str, ...]], likely: list[str]
) -> None:
    body = p("Cold Packs", "Title") + p("At a glance", "Heading1") + table(("Helps", "Does not help"), *rows)
    found = read_document(docx(body, behind, p("There is not enough research.")), "cold.docx")
    assert found.factsheet.introduction is None
    assert rows_of(found, "likely") == likely
    assert rows_of(found, "unlikely") == (["Stiffness"] if likely else [])
    assert any("first row" in note or "make the rows that it names by hand" in note for note in found.odd)


def test_what_stands_under_contraindications_is_no_title_of_a_second_therapy() -> None:
    body = "".join(
        p(name, "Heading1")
        + p("About it.")
        + p("Evidence", "Heading2")
        + p("No trial.")
        + p("Contraindications", "Heading2")
        + p(who)
        for name, who in (("Shiatsu Chair", "Recent stroke and clots"), ("Acupressure Mat", "None known."))
    )
    first, second = map_document(read_in_this_process(docx(body), "pair.docx"), "pair.docx")
    assert (first.factsheet.title, second.factsheet.title) == ("Shiatsu Chair", "Acupressure Mat")
    assert "stroke" in words_of(first.factsheet.contraindication_statement)
    assert first.factsheet.contraindication_state == "not_assessed"


@pytest.mark.parametrize("heading", ["Best for", "Who should not have it?"])
def test_an_item_below_another_one_is_no_row(heading: str) -> None:
    inner = "<ul><li>Scar tissue<ul><li>After surgery</li></ul></li><li>Tight muscles</li></ul>"
    found = read_document(page(f"<h1>Rolling</h1><p>It is a therapy.</p><h2>{heading}</h2>{inner}"), "a.html")
    rows = rows_of(found, "likely") + rows_of(found, "avoid")
    assert rows == ["Scar tissue", "Tight muscles"]
    assert any("After surgery" in note and "stands below another item" in note for note in found.proposed)


@pytest.mark.parametrize(
    ("outer", "rows"),
    [
        ("Back pain that is", ["Dull", "Midline", "Cramp"]),
        ("Low back pain which is:", ["Dull", "Midline", "Cramp"]),
        ("Back pain that is not", ["Cramp"]),
    ],
)
def test_an_item_that_leads_over_is_no_name_and_those_below_it_are(outer: str, rows: list[str]) -> None:
    inner = f"<ul><li>{outer}<ul><li>Dull</li><li>Midline</li></ul></li><li>Cramp</li></ul>"
    found = read_document(page(f"<h1>Rolling</h1><p>It is a therapy.</p><h2>Best for</h2>{inner}"), "a.html")
    assert rows_of(found, "likely") == rows
    kinds = [row.pattern is not None for row in found.factsheet.suitabilities or ()]
    assert kinds == [name != "Cramp" for name in rows]
    assert count_words(found, found.factsheet).lost == 0


def test_a_heading_of_contents_with_nothing_below_it_is_no_text() -> None:
    toc = p("What is it?\t1", "toc1") + p("Evidence\t2", "toc1")
    body = p("Clay Packs", "Title") + p("Contents", "Heading1") + toc + p("What is it?", "Heading1")
    found = read_document(
        docx(body, p("Clay is laid on."), p("Evidence", "Heading1"), p("None.")), "clay.docx"
    )
    assert not found.unplaced
    assert not any("Nothing stands under" in note for note in found.odd)


def test_the_name_of_a_society_above_a_document_is_not_its_title() -> None:
    body = "<p>Sample Spine Society</p><h1>Spinal braces</h1><p>A stiff brace is worn.</p><h2>Evidence</h2><p>None.</p>"
    found = read_document(pdf(body), "braces.pdf")
    assert found.factsheet.title == "Spinal braces"
    assert "Sample Spine Society" in " ".join(found.set_aside)


def test_columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other() -> None:
    words = [f"Sentence {number} says what a helper does with both hands." for number in range(60)]
    body = f"<h1>Trager Work</h1><div><h2>What happens</h2><p>{' '.join(words)}</p><h2>Evidence</h2><p>None.</p></div>"
    found = read_document(
        pdf(body, "div { columns: 2; column-gap: 1cm } h2 { margin: 3pt 0 1.3em }"), "columns.pdf"
    )
    assert words_of(found.factsheet.procedure).split() == words_of(" ".join(words)).split()


def test_a_file_for_programs_has_no_title() -> None:
    document = read_in_this_process(b'{\n "evidence": {\n }\n}\n', "a.json")
    with pytest.raises(DocumentRefused, match=r"a\.json does not begin with a title"):
        map_document(document, "a.json")
