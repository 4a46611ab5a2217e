"""Footnotes: each belongs to what leads to it, limits it, and is a source where it names one."""

from __future__ import annotations

import pytest

from factsheets.exchange.formats.document import BlockKind, Document, TextBlock
from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.proof import count_words
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf

from .read_as import read_document, rows_of

HEAD = "Clay Packs\n\nClay is laid on.\n\n"
PRINTED = "Sample A, Demo B. Clay and the back. Mud J 2011;4:1-9."


def mapped(*blocks: tuple[BlockKind, str, bool]) -> ReadDocument:
    """A document of these blocks below a title; the last of each says whether it is a footnote."""
    all_blocks = [TextBlock(BlockKind.HEADING, "Clay Packs", "line 1", level=1)]
    all_blocks += [
        TextBlock(kind, text, "line 2", level=1 if kind is BlockKind.ITEM else 2, is_note=is_note)
        for kind, text, is_note in blocks
    ]
    (reading,) = map_document(Document(tuple(all_blocks)), "clay.docx")
    assert count_words(reading, reading.factsheet).lost == 0
    return reading


def heading(text: str) -> tuple[BlockKind, str, bool]:
    return BlockKind.HEADING, text, False


def item(text: str) -> tuple[BlockKind, str, bool]:
    return BlockKind.ITEM, text, False


def note(text: str) -> tuple[BlockKind, str, bool]:
    return BlockKind.PARAGRAPH, text, True


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        ("Not in children.", ["Stiff neck", "Cramp"]),
        ("Ask your GP first if you are pregnant.", ["Stiff neck", "Cramp"]),
        ("A sudden tightening of a muscle.", ["Stiff neck", "Ache", "Cramp"]),
    ],
)
def test_what_a_note_limits_is_no_row_and_the_items_below_are(said: str, rows: list[str]) -> None:
    found = mapped(
        heading("Most likely to help"), item("Stiff neck"), item("Ache"), note(said), item("Cramp")
    )
    assert rows_of(found, "likely") == rows
    assert said in f"{found.unplaced} {found.factsheet.likely_statement}"


def test_a_note_that_takes_back_that_there_are_none_stays_with_it() -> None:
    none = (BlockKind.PARAGRAPH, "None known.", False)
    found = mapped(heading("Contraindications"), none, note("Except after a fall."))
    assert found.factsheet.contraindication_state == "not_assessed"
    assert "Except after a fall." in str(found.factsheet.contraindication_statement)


@pytest.mark.parametrize(
    ("said", "is_source"),
    [(PRINTED, True), ("It was a small trial.", False), (f"Not safe: {PRINTED}", False)],
)
def test_a_reference_in_a_note_is_a_source_and_the_text_goes_on_below_it(said: str, is_source: bool) -> None:
    before, behind = (
        (BlockKind.PARAGRAPH, text, False) for text in ("One trial was done.", "Another is under way.")
    )
    found = mapped(heading("Evidence"), before, note(said), behind)
    assert "Another is under way." in str(found.factsheet.evidence)
    assert (said in str(found.factsheet.evidence)) is not is_source
    assert (said in str(found.factsheet.citations)) is is_source


@pytest.mark.parametrize("sign", ["*", "**", "†"])
@pytest.mark.parametrize("text", ["None known.{0}", "None{0}", "There are no known contraindications{0}."])
def test_a_note_at_the_foot_is_read_below_the_words_that_lead_to_it(sign: str, text: str) -> None:
    body = (
        f"Contraindications\n\n{text.format(sign)}\n\nEvidence\n\nOne trial was done.\n\n"
        f"{sign} Not for anybody with a fever.\n\nSide effects\n\nThe skin is dry.\n"
    )
    found = read_document((HEAD + body).encode(), "clay.txt")
    assert found.factsheet.evidence == "<p>One trial was done.</p>"
    assert found.factsheet.contraindication_state in ("not_assessed", "listed")
    assert "fever" in str(found.factsheet.contraindication_statement)
    assert any("put below it" in one for one in found.odd)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "body",
    [
        "It costs £5*.\n\nContraindications\n\n* Fever\n\nEvidence\n\nOne trial.\n",  # a list of one
        "It costs £5*.\n\nContraindications\n\n• Cold\n\nEvidence\n\nTrials:\n\n* one\n* two\n",
        "Clay* or mud.\n\nContraindications\n\nNone known.*\n\nEvidence\n\nOne trial.\n\n* It is wet.\n",
    ],
)
def test_a_list_or_a_sign_that_stands_in_two_places_moves_nothing(body: str) -> None:
    found = read_document((HEAD + body).encode(), "clay.txt")
    assert not any("put below it" in one for one in found.odd)
    assert found.factsheet.contraindication_state != "none_known"


FOOTNOTES = """
    @page { size: A5; margin: 9mm; @bottom-center { content: "Sheet 4 - Page " counter(page); font-size: 7pt } }
    .note { float: footnote; font-size: 8pt } ::footnote-marker { %s }
    ::footnote-call { %s }
"""
SMALL = "vertical-align: super; font-size: 60%"


@pytest.mark.parametrize(
    "css",
    [
        FOOTNOTES % ('content: "* "', 'content: "*"'),
        FOOTNOTES % (f'content: counter(footnote) " "; {SMALL}', f"content: counter(footnote); {SMALL}"),
    ],
    ids=["star", "number"],
)
def test_small_print_at_the_foot_of_a_page_is_no_running_foot_where_a_sign_leads_to_it(css: str) -> None:
    said = "Not to be given to anyone with a fever, or who has had a stroke in the last year, or has a wound."
    is_counted = "counter(footnote)" in css
    printed = f"<span class=note>{PRINTED}</span>" if is_counted else ""
    body = (
        f"<h1>Clay Packs</h1><p>Clay is laid on.</p><h2>Contraindications</h2><p>None known.<span class=note>{said}</span></p>"
        f"<h2>Evidence</h2><p>One trial was done.{printed} It was small.</p>"
    )
    found = read_document(pdf(body, css), "clay.pdf")
    assert found.factsheet.contraindication_state == "not_assessed"
    assert "who has had a stroke" in str(found.factsheet.contraindication_statement)
    assert "stroke" not in str(found.factsheet.evidence)
    assert "It was small." in str(found.factsheet.evidence)
    assert (PRINTED in str(found.factsheet.citations)) is is_counted
    assert "Sheet 4 - Page 1" in found.set_aside


@pytest.mark.parametrize(
    "leads",
    [
        "<sup>{}</sup>",
        '<sup><a href="#n{}">[{}]</a></sup>',
        '<a href="https://sample.example.org/clay#n{}"><sup>{}</sup></a>',
    ],
)
@pytest.mark.parametrize("is_list", [True, False])
def test_a_note_of_a_web_page_is_read_below_the_words_that_lead_to_it(leads: str, is_list: bool) -> None:
    notes = ["Except after a stroke.", PRINTED]
    below = "".join(
        f"<li id=n{number}>{text}</li>" if is_list else f"<p id=n{number}><sup>{number}</sup> {text}</p>"
        for number, text in enumerate(notes, 1)
    )
    one, two = (leads.replace("{}", number) for number in "12")
    body = (
        f"<h1>Clay Packs</h1><p>Clay is laid on.</p><h2>Contraindications</h2><p>None known{one}.</p>"
        f"<h2>Evidence</h2><p>One trial{two} was done.</p>{f'<ol>{below}</ol>' if is_list else below}"
    )
    found = read_document(page(body), "clay.html")
    assert found.factsheet.contraindication_state == "not_assessed"
    if is_list and "#" not in leads:
        return  # nothing leads from the list to the words: a person is told that it warns
    assert "Except after a stroke." in str(found.factsheet.contraindication_statement)
    assert "stroke" not in str(found.factsheet.evidence)
    assert PRINTED in str(found.factsheet.citations)
    assert count_words(found, found.factsheet).lost == 0


def test_a_number_that_somebody_set_above_the_line_leads_to_a_note() -> None:
    above = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    body = p("Clay Packs", "Title") + p("Clay is laid on.") + p("Contraindications", "Heading1")
    found = read_document(
        docx(
            body,
            p("None known.", xml=above),
            p("Evidence", "Heading1"),
            p("One trial was done."),
            p("", xml=above + "<w:r><w:t> Except after a stroke.</w:t></w:r>"),
        ),
        "clay.docx",
    )
    assert found.factsheet.contraindication_state == "not_assessed"
    assert "Except after a stroke." in str(found.factsheet.contraindication_statement)
