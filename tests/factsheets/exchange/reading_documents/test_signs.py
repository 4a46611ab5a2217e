"""Ticks, crosses and pictures with a word, in every format: none of them is lost, and none becomes another."""

import pytest

from factsheets.exchange.formats.document import BlockKind
from tests.factsheets.exchange.mapping.read_as import read_document

from .made import docx, odt, p, page, read, rtf, table, texts

_SYM = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
_DRAWN = '<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" descr="{}" name="Picture 1"/><a:blip xmlns:a="urn:a" r:embed="rId9"/></w:drawing></w:r>'
_IN_FONT = '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>{}</w:t></w:r>'


def words_of(xml: str) -> str:
    return f'{xml}<w:r><w:t xml:space="preserve"> Stiffness</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "written"),
    [
        (_SYM.format("Wingdings", "F0FC"), "✓ Stiffness"),
        (_SYM.format("Wingdings", "F0FB"), "✗ Stiffness"),
        (_SYM.format("Wingdings 2", "F050"), "✓ Stiffness"),
        (_SYM.format("Wingdings 2", "F04F"), "✗ Stiffness"),
        (_SYM.format("Webdings", "F072"), "✗ Stiffness"),
        (_IN_FONT.format("ü"), "✓ Stiffness"),
        (_IN_FONT.format("û"), "✗ Stiffness"),
        ("<w:r><w:t>\uf0fb</w:t></w:r>", "✗ Stiffness"),
        (_DRAWN.format("Yes"), "[Yes] Stiffness"),
        (_DRAWN.format("Red cross"), "[Red cross] Stiffness"),
    ],
)
def test_a_sign_of_word_says_what_it_shows(xml: str, written: str) -> None:
    body = docx(p("Rolls", "Title"), p("It is a roll."), p(xml=words_of(xml)))
    (block,) = [block for block in read(body).blocks if "Stiffness" in block.text]
    assert f"{block.mark} {block.text}".strip() == written


def test_any_other_sign_of_word_is_a_bullet() -> None:
    body = docx(p("Rolls", "Title"), p("It is a roll."), p(xml=words_of(_SYM.format("Symbol", "F0B7"))))
    assert texts(read(body), BlockKind.ITEM) == ["Stiffness"]


@pytest.mark.parametrize(("letter", "mark"), [("\uf0fc", "✓"), ("\uf0fb", "✗"), ("\uf0b7", "•")])
def test_the_bullets_of_a_list_of_word_are_ticks_and_crosses(letter: str, mark: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{letter}"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>'
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = docx(p("Rolls", "Title"), p("Stiffness", numbering="1"), parts={"word/numbering.xml": numbering})
    assert [block.mark for block in read(body).blocks if block.text == "Stiffness"] == [mark]


def test_a_picture_with_a_word_is_that_of_its_cell() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(p(xml=_DRAWN.format('No')))}{cell.format(p('Gout'))}</w:tr>"
    body = docx(p("Rolls", "Title"), f"<w:tbl>{row}{row}</w:tbl>")
    assert [block.cells for block in read(body).blocks if block.cells] == [("No", "Gout")] * 2


def test_a_picture_with_a_word_stands_in_an_open_document() -> None:
    drawn = '<draw:frame draw:name="i"><draw:image xlink:href="Pictures/a.png"/><svg:title xmlns:svg="urn:svg">No</svg:title></draw:frame>'
    assert "[No] Gout" in texts(read(odt(f"<text:p>Rolls</text:p><text:p>{drawn}Gout</text:p>")))


def test_a_tick_of_rich_text_is_one() -> None:
    body = rtf(r"\pard Rolls\par It is a roll.\par {\f3 \u-3844 ?} Stiffness\par {\f3 \u-3845 ?} Gout\par")
    found = [f"{block.mark} {block.text}".strip() for block in read(body).blocks]
    assert found[2:] == ["✓ Stiffness", "✗ Gout"]


GRADED = [
    ("Group", "Good", "Poor", "Forbidden"),
    ("Spasm", "x", "", ""),
    ("Gout", "", "x", ""),
    ("Epilepsy", "", "", "x"),
]
PRICED = [("Visit", "Price", "Note"), ("First", "£6", ""), ("Second", "", "free")]


def as_word(rows: list[tuple[str, ...]]) -> bytes:
    return docx(
        p("Rolls", "Title"),
        p("A roll."),
        p("Evidence", "Heading1"),
        p("Weak."),
        p("Patient groups", "Heading1"),
        table(*rows),
    )


def as_page(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return page(
        f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>Patient groups</h2><table>{cells}</table>"
    )


def as_odt(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    head = '<text:h text:outline-level="{}">{}</text:h>'
    return odt(
        f"{head.format(1, 'Rolls')}<text:p>A roll.</text:p>{head.format(2, 'Evidence')}<text:p>Weak.</text:p>"
        f"{head.format(2, 'Patient groups')}<table:table>{cells}</table:table>"
    )


def as_rtf(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join(
        r"\trowd\cellx2\cellx4\cellx6\cellx8\pard\intbl " + r"\cell ".join(row) + r"\cell\row" for row in rows
    )
    head = r"\pard\s2 Rolls\par\pard\s0 A roll.\par\pard\s1 Evidence\par\pard\s0 Weak.\par\pard\s1 Patient groups\par"
    body = f"{head}{cells}" + r"\pard\s0 End.\par"
    return rtf("".join(sign if ord(sign) < 256 else rf"\u{ord(sign)} ?" for sign in body))


@pytest.mark.parametrize("made", [as_word, as_page, as_odt, as_rtf])
@pytest.mark.parametrize("mark", ["x", "✓", "●", "Yes"])
def test_a_mark_is_never_parted_from_the_head_of_its_column(made, mark: str) -> None:
    marked = [tuple(mark if cell == "x" else cell for cell in row) for row in GRADED]
    reading = read_document(made(marked), "rolls")
    written = f"{reading.unplaced} {reading.factsheet}"
    for name, head in (("Spasm", "Good"), ("Gout", "Poor"), ("Epilepsy", "Forbidden")):
        assert f"{name} | {head}: {mark}" in written


@pytest.mark.parametrize("made", [as_word, as_page, as_odt])
def test_an_empty_cell_stays_a_place(made) -> None:
    reading = read_document(made(PRICED), "rolls")
    written = f"{reading.unplaced} {reading.factsheet}"
    assert "First | £6 | –" in written
    assert "Second | – | free" in written
