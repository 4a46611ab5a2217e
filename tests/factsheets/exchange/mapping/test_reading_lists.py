"""References and publications as leaflets print them: nothing of the sentence changes, and identifiers stand apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factsheets.exchange.proof import count_words

from .read_as import read_document, read_under

FILES = Path(__file__).parents[3] / "files" / "reading_lists"
REFERENCES = yaml.safe_load((FILES / "references.yaml").read_text(encoding="utf-8"))
BOOKS = yaml.safe_load((FILES / "books.yaml").read_text(encoding="utf-8"))
MARKS = ["", "1. ", "[1] "]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("want", REFERENCES, ids=lambda want: want["text"][:30])
def test_a_reference_keeps_its_sentence_and_gives_its_identifiers_and_its_year(
    want: dict[str, Any], mark: str
) -> None:
    reading = read_under("References", f"{mark}{want['text']}")
    (citation,) = reading.factsheet.citations or ()
    source = citation.source
    assert source.title == want["text"]
    found = {"year": source.year, "doi": source.doi.casefold(), "pmid": source.pmid, "link": source.link}
    wanted = {"year": None, "doi": "", "pmid": "", "link": ""}
    assert found == wanted | {fact: value for fact, value in want.items() if fact != "text"}
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("mark", ["", "• "])
@pytest.mark.parametrize("want", BOOKS, ids=lambda want: want["text"][:30])
def test_a_book_has_its_whole_title_and_its_facts_apart(want: dict[str, Any], mark: str) -> None:
    reading = read_under("Further reading", f"{mark}{want['text']}")
    if "title" not in want:
        assert reading.factsheet.related_items is None
        assert any(want["text"] in text for text in reading.unplaced)
        return
    (item,) = reading.factsheet.related_items or ()
    book = item.resource
    found = {"title": book.title, "authors": book.authors, "year": book.year, "isbn": book.isbn}
    assert found == {"year": None, "isbn": ""} | {k: v for k, v in want.items() if k != "text"}
    assert count_words(reading, reading.factsheet).lost == 0


#: What a line calls the thing that it names, and what kind that is.
KINDS = {
    "Book": "book",
    "Books": "book",
    "Leaflet": "leaflet",
    "Video": "video",
    "DVD": "video",
    "Factsheet": "factsheet",
}


@pytest.mark.parametrize("form", ["{}: {}", "{} – {}", "{}:\n{}"])
@pytest.mark.parametrize("label", KINDS)
def test_a_label_for_one_thing_on_its_line_says_what_it_is(label: str, form: str) -> None:
    named = "“Sitting With It” by P. Example (Calm Press, 2006)" if "Book" in label else "Sitting With It"
    text = (
        f"Reed Mats\n\nA mat.\n\nEvidence\n\nSome.\n\nRelevant information\n\n{form.format(label, named)}\n"
    )
    reading = read_document(text.encode(), "mats.txt")
    (item,) = reading.factsheet.related_items or ()
    found = (item.resource.kind, item.resource.title) if item.resource else ("factsheet", item.pending_title)
    assert found == (KINDS[label], "Sitting With It")
    assert reading.factsheet.title == "Reed Mats"
    assert reading.unplaced == ()
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("heading", ["Book", "Booking"])
def test_how_to_book_is_nothing_to_read(heading: str) -> None:
    text = f"Reed Mats\n\nA mat.\n\nEvidence\n\nSome.\n\n{heading}: ring the desk.\n"
    reading = read_document(text.encode(), "mats.txt")
    assert reading.factsheet.related_items is None
