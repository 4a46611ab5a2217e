"""The first lines of a report, and the proof that it counts."""

from __future__ import annotations

from dataclasses import replace

from factsheets.exchange.proof import LOST, count_words, with_lost_words
from factsheets.exchange.summary import filled_fields, notes_as_values, summarise
from tests.factsheets.exchange.mapping.read_as import read_document

READING = read_document(
    b"Yoga\n\nYoga postures.\n\nEvidence\nSome.\n\nOur shop\nMats cost little.\n", "yoga.txt"
)


def test_the_summary_counts_drafts_fields_notes_and_words() -> None:
    summary = summarise([READING])
    assert summary.in_words == (
        "1 draft, 2 fields filled, 1 note to confirm, 1 text in the tray.\n"
        "Words: 10 in the document; 4 in fields, 0 in records, 1 set aside as headings and the like, 5 in the tray, 0 lost."
    )
    assert summary.as_values()["words"] == {
        "in_document": 10,
        "in_fields": 4,
        "in_records": 0,
        "set_aside": 1,
        "in_tray": 5,
        "lost": 0,
    }
    assert filled_fields(READING) == ["introduction", "evidence"]


def test_each_note_names_its_field() -> None:
    assert [(note["kind"], note["field"]) for note in notes_as_values(READING)] == [
        ("proposed", "Who should not have it"),
        ("unplaced", "Not placed"),
    ]


def test_a_word_that_the_page_does_not_hold_goes_to_the_tray() -> None:
    page = replace(READING.factsheet, evidence=None)
    assert count_words(READING, page).lost == 1
    mended = with_lost_words(READING, page)
    assert mended.unplaced[-1] == f"{LOST}: some"
    assert count_words(mended, page).lost == 0
    assert with_lost_words(READING, READING.factsheet) is READING
