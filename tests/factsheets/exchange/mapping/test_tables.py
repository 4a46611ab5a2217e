"""Tables: lists inside a cell are lists, a label that stands for several rows stays above them, dates are furniture."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, odt, p, page, pdf, rtf, table

from .read_as import read_document, rows_of

DATES = [("Last reviewed", "May 2009"), ("Next review due", "June 2011"), ("Written by", "A Sample")]


def test_the_sentences_of_a_cell_stay_paragraphs_and_a_line_that_goes_on_joins_its_own() -> None:
    rows = {
        "Evidence": "<p>One trial.</p><p>It was small,<br>and old.</p>",
        "Contraindications": "<p>Fever</p>",
    }
    cells = "".join(f"<tr><td>{heading}</td><td>{text}</td></tr>" for heading, text in rows.items())
    found = read_document(page(f"<h1>Clay Packs</h1><p>Clay is laid on.</p><table>{cells}</table>"), "a.html")
    assert found.factsheet.evidence == "<p>One trial.</p><p>It was small, and old.</p>"


@pytest.mark.parametrize("mark", ["• ", "· ", "- ", "1. "])
def test_the_items_of_a_cell_are_rows(mark: str) -> None:
    def cell(*names: str) -> str:
        return "".join(f"<p>{mark}{name}</p>" for name in names)

    rows = {
        "What is the evidence?": "<p>One trial was done.</p>",
        "Most likely to help": cell("Stiff neck", "Cramp"),
        "Contraindications": cell("Fever", "Osteoporosis"),
    }
    cells = "".join(f"<tr><td>{heading}</td><td>{text}</td></tr>" for heading, text in rows.items())
    found = read_document(page(f"<h1>Clay Packs</h1><p>Clay is laid on.</p><table>{cells}</table>"), "a.html")
    assert rows_of(found, "likely") == ["Stiff neck", "Cramp"]
    assert rows_of(found, "avoid") == ["Fever", "Osteoporosis"]
    assert count_words(found, found.factsheet).lost == 0


ROWS = [("Never", "Fever", "it rises"), ("", "Clots", "they move"), ("Ask first", "Asthma", "in an attack")]


def labelled_as_word() -> tuple[bytes, str]:
    body = p("Clay Packs", "Title") + p("Clay is laid on.") + p("Contraindications", "Heading1")
    return docx(body, table(*ROWS), p("Evidence", "Heading1"), p("None.")), "clay.docx"


def labelled_as_page() -> tuple[bytes, str]:
    cells = (
        ("<td rowspan=2>" if label == "Never" else "<td>") + f"{label}</td>" if label else ""
        for label, *_ in ROWS
    )
    rows = "".join(
        f"<tr>{cell}<td>{name}</td><td>{why}</td></tr>"
        for cell, (_, name, why) in zip(cells, ROWS, strict=True)
    )
    body = f"<h1>Clay Packs</h1><p>Clay is laid on.</p><h2>Contraindications</h2><table>{rows}</table>"
    return page(f"{body}<h2>Evidence</h2><p>None.</p>"), "clay.html"


def labelled_as_odt() -> tuple[bytes, str]:
    def cell(text: str, span: str = "") -> str:
        return f"<table:table-cell{span}><text:p>{text}</text:p></table:table-cell>"

    def heading(text: str, level: int = 2) -> str:
        return f'<text:h text:outline-level="{level}">{text}</text:h>'

    rows = ""
    for label, name, why in ROWS:
        span = ' table:number-rows-spanned="2"' if label == "Never" else ""
        first = cell(label, span) if label else "<table:covered-table-cell/>"
        rows += f"<table:table-row>{first}{cell(name)}{cell(why)}</table:table-row>"
    return odt(
        f"{heading('Clay Packs', 1)}<text:p>Clay is laid on.</text:p>{heading('Contraindications')}"
        f"<table:table>{rows}</table:table>{heading('Evidence')}<text:p>None.</text:p>"
    ), "clay.odt"


@pytest.mark.parametrize("made", [labelled_as_word, labelled_as_page, labelled_as_odt])
def test_a_label_that_stands_for_several_rows_stands_above_them_once(made) -> None:
    found = read_document(*made())
    assert found.factsheet.contraindication_state == "not_assessed"
    assert found.factsheet.contraindication_statement == (
        "<ul><li>Never:</li><li>Fever | it rises</li><li>Clots | they move</li>"
        "<li>Ask first:</li><li>Asthma | in an attack</li></ul>"
    )


def as_word() -> tuple[bytes, str]:
    body = table(*DATES) + p("Clay Packs", "Title") + p("Clay is laid on.")
    return docx(body, p("Evidence", "Heading1"), p("None.")), "clay.docx"


def as_page() -> tuple[bytes, str]:
    dates = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in DATES)
    body = f"<h1>Clay Packs</h1><dl>{dates}</dl><p>Clay is laid on.</p><h2>Evidence</h2><p>None.</p>"
    return page(body), "clay.html"


def as_rtf() -> tuple[bytes, str]:
    rows = "".join(rf"\trowd\cellx2\cellx9\pard\intbl {a}\cell {b}\cell\row" for a, b in DATES)
    return rtf(
        rows + r"\pard\s2 Clay Packs\par\pard\s0 Clay is laid on.\par\pard\s1 Evidence\par\pard\s0 None.\par"
    ), "clay.rtf"


@pytest.mark.parametrize("made", [as_word, as_page, as_rtf])
def test_labels_with_the_day_of_a_review_are_set_aside_and_the_day_is_proposed(made) -> None:
    found = read_document(*made())
    assert found.factsheet.title == "Clay Packs"
    assert found.factsheet.introduction == "<p>Clay is laid on.</p>"
    assert any("May 2009 as the day of its review" in note for note in found.proposed)
    assert "A Sample" in " ".join(found.set_aside)
    assert not found.unplaced
    assert count_words(found, found.factsheet).lost == 0


def test_a_table_of_other_things_is_text() -> None:
    rows = [("First visit", "May 2009"), ("Written by", "A Sample")]
    body = p("Clay Packs", "Title") + p("Clay is laid on.") + p("Evidence", "Heading1") + table(*rows)
    found = read_document(docx(body), "clay.docx")
    assert "A Sample" in str(found.factsheet.evidence)
    assert "May 2009" in str(found.factsheet.evidence)


def test_a_letterhead_above_the_one_large_heading_is_no_text() -> None:
    head = "<div>The Sample Trust<br>1 Sample Row, Town ZZ1 1ZZ<br>Tel 020 7946 0000 · www.sample.example.org<br>We help people with sore backs all over the country.</div>"
    body = f"{head}<p style='font-size: 24pt'>Clay Packs</p><p>Clay is laid on.</p><h3>Evidence</h3><p>There is none yet.</p>"
    found = read_document(pdf(body), "clay.pdf")
    assert found.factsheet.title == "Clay Packs"
    assert found.factsheet.associations is None
    assert "020 7946 0000" in " ".join(found.proposed)


COLUMNS = "<table><tr><td><b>Who may it help?</b></td><td><b>Who must not have it?</b></td></tr>{}</table>"


@pytest.mark.parametrize(("gap", "is_read"), [("2.2mm", True), ("0.7mm", False)])
def test_cells_that_almost_touch_are_apart_where_others_stand_above_them(gap: str, is_read: bool) -> None:
    rows = [("Stiff neck", "Fever"), ("Muscle cramp in the back at work", "Asthma")]
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    body = f"<h1>Clay Packs</h1><p>Clay is laid on.</p>{COLUMNS.format(cells)}<h2>Evidence</h2><p>None.</p>"
    found = read_document(
        pdf(body, f"td {{ padding: 0 {gap} 0 0 }} table {{ border-spacing: 0 }}"), "clay.pdf"
    )
    assert rows_of(found, "likely") == ([name for name, _ in rows] if is_read else [])
    assert rows_of(found, "avoid") == (["Fever", "Asthma"] if is_read else [])
    assert is_read or "Fever" in " ".join(found.unplaced)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize("mark", ["{}", "<b>{}</b>", "<h3>{}</h3>"])
@pytest.mark.parametrize(
    "heads",
    ["Helps Does not help", "Who may it help? Who must not have it?", "Suitable for Contraindications"],
)
def test_two_headings_on_one_line_are_heads_of_columns_and_their_lines_wait(mark: str, heads: str) -> None:
    lines = "<p>Stiff neck Fever</p><p>Cramp Asthma</p>"
    body = f"<h2>Who is it for?</h2><p>{mark.format(heads)}</p>{lines}<h2>Evidence</h2><p>None.</p>"
    found = read_document(page(f"<h1>Clay Packs</h1><p>Clay is laid on.</p>{body}"), "clay.html")
    assert found.factsheet.suitabilities is None
    assert "Fever" not in str(found.factsheet)
    assert "Asthma" in " ".join(found.unplaced)
    assert any("make the rows that it names by hand" in note for note in found.odd)


@pytest.mark.parametrize("sign", ["│", "|", "║"])
def test_the_cells_of_a_table_that_somebody_drew_are_apart(sign: str) -> None:
    rows = [("Helps", "Does not help"), ("Stiff neck", "Sciatica"), ("Cramp", "Gout")]
    drawn = "\n".join(f"{sign} {a} {sign} {b} {sign}" for a, b in rows)
    text = f"Clay Packs\n\nClay is laid on.\n\nWho is it for?\n\n{drawn}\n\nEvidence\n\nNone.\n"
    found = read_document(text.encode(), "clay.txt")
    assert rows_of(found, "likely") == ["Stiff neck", "Cramp"]
    assert rows_of(found, "unlikely") == ["Sciatica", "Gout"]
    assert count_words(found, found.factsheet).lost == 0


CELL = ("Deep vein thrombosis", "Open wounds", "Active cancer in the area")


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (page(f"<h1>Taping</h1><p>It is tape.</p><h2>Evidence</h2><p>Some.</p><h2>Colours</h2><table><tr><td>Green</td><td>Red</td></tr><tr><td>Strain</td><td>{'<br>'.join(CELL)}</td></tr></table>"), "a.html"),
        (rtf(rf"\pard Taping\par It is tape.\par \b Evidence\b0\par Some.\par \b Colours\b0\par \trowd\intbl Green\cell\intbl Red\cell\row\trowd\intbl Strain\cell\intbl {chr(92) + 'par '}{(chr(92) + 'par ').join(CELL)}\cell\row\pard "), "a.rtf"),
    ],
)  # fmt: skip
def test_the_lines_of_a_cell_that_waits_stay_apart(made: bytes, name: str) -> None:
    found = read_document(made, name)
    assert any(f"Strain | {'; '.join(CELL)}" in text for text in found.unplaced)
    assert count_words(found, found.factsheet).lost == 0


def test_lines_of_a_cell_that_go_on_are_not_parted() -> None:
    cells = "<tr><td>Green</td><td>Red</td></tr><tr><td>Strain</td><td>Pain in the back<br>that spreads; or<br>Cramp</td></tr>"
    found = read_document(
        page(
            f"<h1>Taping</h1><p>It is tape.</p><h2>Evidence</h2><p>Some.</p><h2>Colours</h2><table>{cells}</table>"
        ),
        "a.html",
    )
    assert any("Pain in the back that spreads; or" in text for text in found.unplaced)
