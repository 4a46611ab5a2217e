"""Labels that run into their text and that nobody knows: they close the part before them, or a person is asked."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, rows_of

ASKED = "may be a heading that runs into its text"
UNKNOWN = [
    "Most people come to us with:",
    "Given by:",
    "Seen most often (here, and elsewhere):",
    "Where it is given:",
    "Our own view of it:",
    "Loaned from:",
]


def run_in(label: str, form: str, above: str = "Evidence", text: str = "purple words.") -> ReadDocument:
    """A document all of whose headings run in, as text, wrapped text, Word or a page, with a label below one of them."""
    lines = [
        "What it is: Postures and rest.",
        "What happens: You lie down on a mat.",
        f"{above}: Trials are small.",
        f"{label} {text}",
        "Side effects: Bruising.",
    ]
    if form == "text":
        return read_document("\n\n".join(("Reed Mats", *lines)).encode(), "mats.txt")
    if form == "lines":
        return read_document("\n".join(("Reed Mats", "", *lines)).encode(), "mats.txt")
    if form == "word":
        return read_document(docx(p("Reed Mats", "Title"), *map(p, lines)), "mats.docx")
    bold = [f"<p><b>{one.partition(':')[0]}:</b>{one.partition(':')[2]}</p>" for one in lines]
    return read_document(page(f"<h1>Reed Mats</h1>{''.join(bold)}"), "mats.html")


@pytest.mark.parametrize("label", UNKNOWN)
@pytest.mark.parametrize("form", ["text", "lines", "word", "page"])
@pytest.mark.parametrize("above", ["Evidence", "Risks", "What it may help"])
def test_a_label_closes_the_part_before_it_where_headings_run_in(label: str, form: str, above: str) -> None:
    found = run_in(label, form, above)
    assert any(f"{label}\npurple words." in text for text in found.unplaced)
    assert "purple" not in str(found.factsheet)
    assert "Bruising" in str(found.factsheet.risks)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "label",
    ["There are two kinds:", "Marjorie says:", "Note:", "One thing is certain:"],
)
def test_a_sentence_that_a_colon_divides_stays_in_its_part(label: str) -> None:
    found = run_in(label, "text", text="dry and wet.")
    assert "dry and wet" in str(found.factsheet.evidence)
    assert not any(ASKED in note for note in found.odd)


def test_a_colon_within_a_wrapped_sentence_begins_no_label() -> None:
    lines = [
        "Evidence: Trials are small, and those who looked at them for years in the",
        "county of their own found little, as did those who came to it later, say the",
        "Example County Council: it is a place by the sea, and all of them like it.",
    ]
    data = "\n".join(("Reed Mats", "", "What it is: A mat.", "", *lines, "", "Risks: Bruising.", ""))
    found = read_document(data.encode(), "mats.txt")
    assert "Example County Council: it is a place" in str(found.factsheet.evidence)


@pytest.mark.parametrize("label", UNKNOWN)
@pytest.mark.parametrize(
    ("heading", "field"),
    [("What is the evidence?", "What the evidence says"), ("Risks", "Side effects and risks")],
)
def test_a_label_below_headings_of_their_own_is_asked_about(label: str, heading: str, field: str) -> None:
    data = f"Reed Mats\n\nA mat of reeds.\n\n{heading}\n\nSome of it is small.\n\n{label} purple words.\n"
    found = read_document(data.encode(), "mats.txt")
    assert [note for note in found.odd if ASKED in note] == [
        f"{field}: “{label}” may be a heading that runs into its text and is not known: look whether what stands behind it belongs here."
    ]


def test_a_label_without_a_sign_closes_a_part_where_the_texts_of_others_begin_small() -> None:
    lines = {
        "What it is": "Two currents cross in the back.",
        "Indications": "cramp; stiffness",
        "No effect on": "gout; sciatica",
        "Risks": "burns of the skin",
        "Given by": "physiotherapists, and some osteopaths",
        "Literature": "Sample & Test 2002, Currents, J Imag Phys 8: 21-9.",
    }
    body = "".join(f"<p><b>{label}</b> {text}</p>" for label, text in lines.items())
    found = read_document(page(f"<h1>Reed Mats</h1>{body}"), "mats.html")
    assert "burns" in str(found.factsheet.risks)
    assert "physiotherapists" not in str(found.factsheet)
    assert any("Given by\nphysiotherapists" in text for text in found.unplaced)
    assert rows_of(found, "likely") == ["Cramp", "Stiffness"]


def test_words_that_stand_out_in_a_sentence_are_no_label_where_texts_begin_small() -> None:
    lines = {
        "What it is": "two currents that cross",
        "Risks": "burns of the skin",
        "Bruising": "is seen by one in ten of them",
        "Evidence": "small trials",
    }
    body = "".join(f"<p><b>{label}</b> {text}</p>" for label, text in lines.items())
    found = read_document(page(f"<h1>Reed Mats</h1>{body}"), "mats.html")
    assert "Bruising is seen" in str(found.factsheet.risks)


def test_a_label_with_a_dash_is_asked_about_where_headings_have_one() -> None:
    lines = [
        "What it is – A mat.",
        "Evidence – Trials are small.",
        "Given by – teachers of it.",
        "Side effects – Bruising.",
    ]
    found = read_document("\n\n".join(("Reed Mats", *lines)).encode(), "mats.txt")
    assert any("“Given by –”" in note and ASKED in note for note in found.odd)
