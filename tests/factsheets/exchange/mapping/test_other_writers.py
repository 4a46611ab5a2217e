"""The same factsheet as other programs write it: a table of contents in plain lines, marks from a font of signs, melted columns."""

from __future__ import annotations

import pytest

from factsheets.exchange.formats.document import BlockKind
from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf, read, rtf, texts

from .read_as import read_document, rows_of
from .test_cases import words_of

ENTRIES = ["What is it? 2", "What is the evidence?..... 2", "Who should not have it?\u20263", "Price 4"]


@pytest.mark.parametrize("contents", ["Contents", ""])
@pytest.mark.parametrize("made", ["text", "lines", "page", "word"])
def test_a_table_of_contents_is_no_text_and_no_second_therapy(contents, made) -> None:
    body = [
        ("What is it?", "Warm sand."),
        ("What is the evidence?", "Too little."),
        ("Who should not have it?", "Gout."),
    ]
    if made in ("text", "lines"):
        gap = "\n" if made == "lines" else "\n\n"
        head = "\n\n".join(["Sand Bath", *([contents] if contents else []), gap.join(ENTRIES)])
        data = f"{head}\n\n" + "\n\n".join(f"{heading}\n{text}" for heading, text in body)
        reading = read_document(data.encode(), "sand.txt")
    elif made == "page":
        head = "".join(f"<p>{line}</p>" for line in (contents, *ENTRIES) if line)
        inner = "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in body)
        reading = read_document(page(f"<h1>Sand Bath</h1>{head}{inner}"), "sand.html")
    else:
        head = "".join(p(line) for line in (contents, *ENTRIES) if line)
        inner = "".join(p(heading, "Heading1") + p(text) for heading, text in body)
        reading = read_document(docx(p("Sand Bath", "Title") + head + inner), "sand.docx")
    sheet = reading.factsheet
    assert (sheet.title, sheet.introduction, sheet.evidence) == (
        "Sand Bath",
        "<p>Warm sand.</p>",
        "<p>Too little.</p>",
    )
    assert rows_of(reading, "avoid") == ["Gout"]
    assert "price 4" in words_of(reading.set_aside)
    assert count_words(reading, sheet).lost == 0


@pytest.mark.parametrize("lines", [["Mix 2", "Add 3", "Stir 1"], ["Week 1", "Week 2", "Week 3"]])
def test_lines_that_end_with_numbers_are_text_where_no_heading_is_among_them(lines) -> None:
    text = "Sand Bath\n\nIt is warm.\n\nHow is it given?\n\n" + "\n\n".join(f"- {line}" for line in lines)
    reading = read_document(text.encode(), "sand.txt")
    assert all(line.casefold() in words_of(reading.factsheet.procedure) for line in lines)


@pytest.mark.parametrize("mark", ["\uf0b7", "\uf0b7\uf0b7", "\uf095 ", "\ue00c "])
@pytest.mark.parametrize("inner", ["<ul><li><p>{}{}</p></li></ul>", "<p>{}{}</p>"])
def test_a_mark_from_a_font_of_signs_is_a_mark(mark, inner) -> None:
    items = inner.format(mark, "Gout") + inner.format(mark, "Fever")
    document = read(page(f"<h1>Sand</h1><p>It is warm.</p>{items}"), "sand.html")
    assert texts(document, BlockKind.ITEM) == ["Gout", "Fever"]


def test_what_a_mark_looks_like_says_nothing_of_its_paragraph() -> None:
    heading = r"\pard\plain\s1{\listtext\pard\plain\tab}\ls1 Evidence\par"
    document = read(
        rtf(r"\pard\s2 Sand\par\pard It is warm.\par" + heading + r"\pard Too little.\par"), "sand.rtf"
    )
    assert "Evidence" in texts(document, BlockKind.HEADING)


def test_a_row_of_rtf_with_one_word_stays_in_its_column() -> None:
    rows = [("May help", "Should not be used in"), ("Cramp", "Gout"), ("", "Fever")]
    table = "".join(rf"\trowd\intbl {one}\cell {other}\cell\row" for one, other in rows)
    body = r"\pard\s2 Sand\par\pard It is warm.\par" + table + r"\pard\s1 Evidence\par\pard Too little.\par"
    reading = read_document(rtf(body), "sand.rtf")
    assert (rows_of(reading, "likely"), rows_of(reading, "avoid")) == (["Cramp"], ["Gout", "Fever"])


@pytest.mark.parametrize("first", ["Should not be used in", "Contraindications", "Least likely to help"])
def test_nothing_is_read_as_helped_right_below_an_empty_heading_of_dangers(first) -> None:
    text = f"Sand Bath\n\nIt is warm.\n\n{first}\n\nMay help\n\nFever\n\nCramp\n\nGout\n\nEvidence\n\nNone.\n"
    reading = read_document(text.encode(), "sand.txt")
    assert rows_of(reading, "likely") == []
    assert reading.factsheet.contraindication_state != "none_known"
    assert "fever" in words_of(reading.unplaced)
    assert any("may have become one list" in note for note in reading.proposed)


def test_the_number_of_a_series_right_above_a_name_is_no_title() -> None:
    reading = read_document(
        page(
            "<h2>Sample Backs – Factsheet 31</h2><h2>Sand Bath</h2><p>Warm sand.</p><h2>Evidence</h2><p>None.</p>"
        ),
        "s.html",
    )
    assert reading.factsheet.title == "Sand Bath"


def test_a_page_of_libreoffice_has_its_marks_apart_and_its_comments_are_notes() -> None:
    label = '<span class="ListLabel_20_1" style="display:block">{}</span>'
    comment = '<span class="annotation_style_by_filter"><br/>[ANNOTATION:<br/>NOTE: Ask again]</span>'
    heading = f"<ol><li><h1>{label.format('IV.')}<a>Contraindications</a></h1></li></ol>"
    items = "".join(
        f"<li><p>{label.format('··')}{words}</p></li>" for words in ("Gout", f"{comment}Fever", "Angina")
    )
    reading = read_document(
        page(f"<h1>Sand Bath</h1><p>Warm sand.</p>{heading}<ul>{items}</ul><h1>Evidence</h1><p>None.</p>"),
        "s.html",
    )
    assert rows_of(reading, "avoid") == ["Gout", "Fever", "Angina"]
    assert any("Ask again" in note for note in reading.odd)
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(("level", "names"), [(3, ["Cramp"]), (2, [])])
def test_a_heading_for_both_may_be_empty_above_the_one_for_what_is_helped(level, names) -> None:
    both = (
        f"<h2>Indications and contraindications</h2><h{level}>Indications</h{level}><ul><li>Cramp</li></ul>"
    )
    reading = read_document(
        page(f"<h1>Sand Bath</h1><p>Warm sand.</p>{both}<h2>Evidence</h2><p>None.</p>"), "sand.html"
    )
    assert rows_of(reading, "likely") == names


@pytest.mark.parametrize(
    ("largest", "title"),
    [("Sand Bath", "Sand Bath"), ("Evidence", "Sample Backs"), ("What is it?", "Sample Backs")],
)
def test_the_largest_line_right_below_the_first_is_the_title_unless_it_heads_a_part(largest, title) -> None:
    body = f"<p>Sample Backs</p><h1>{largest}</h1><p>It is warm sand.</p><h3>Side effects</h3><p>Dust.</p><h3>Training</h3><p>None.</p>"
    assert read_document(pdf(body), "sand.pdf").factsheet.title == title


def test_dangers_below_an_empty_heading_of_what_is_helped_stay_and_are_asked_about() -> None:
    text = (
        "Sand Bath\n\nIt is warm.\n\nMay help\n\nContraindications\n\n- Fever\n- Cramp\n\nEvidence\n\nNone.\n"
    )
    reading = read_document(text.encode(), "sand.txt")
    assert (rows_of(reading, "likely"), rows_of(reading, "avoid")) == ([], ["Fever", "Cramp"])
    assert any("look where each name belongs" in note for note in reading.proposed)
