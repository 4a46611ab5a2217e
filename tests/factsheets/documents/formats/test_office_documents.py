"""Word documents, workbooks and OpenDocument texts: ordinary ones are taken, what runs, fetches or hides in one is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from PIL import Image as Picture

from factsheets.documents.formats.contents import what_is_inside

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACROS, FILE, FETCHES = "holds macros", "holds another file inside", "fetches something from elsewhere"
ODD, LARGE = "was put together by no office program", "is far too large"


def picture() -> io.BytesIO:
    made = io.BytesIO()
    Picture.new("RGB", (4, 4), "teal").save(made, "PNG")
    made.seek(0)
    return made


def word() -> bytes:
    document, made = WordDocument(), io.BytesIO()
    document.add_heading("Heat", 1)
    document.add_paragraph("Warm, not hot.", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "A"
    document.add_picture(picture())
    document.sections[0].header.paragraphs[0].text = "DDE is a word"
    document.part.relate_to("https://example.org/", f"{RELATIONS}/hyperlink", is_external=True)
    document.save(made)
    return made.getvalue()


def workbook() -> bytes:
    book, made = Workbook(), io.BytesIO()
    for row in range(1, 2_000):
        book.active.append([row, "=A1+1", "Heat"])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=9))
    book.active.add_chart(chart, "E2")
    book.save(made)
    return made.getvalue()


def open_text(content: str = "", **parts: str) -> bytes:
    made = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    names = (
        f'xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" xmlns:draw="{office}:drawing:1.0"'
    )
    xml = f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink">{content}</office:document-content>'
    with ZipFile(made, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, words in {"content.xml": xml, **parts}.items():
            file.writestr(name, words)
    return made.getvalue()


def changed(before: bytes, parts: dict[str, Callable[[str], str] | bytes]) -> bytes:
    """A document with other parts: what a function makes of one, or bytes."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(before)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            change = parts.get(name)
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(
                name, change if isinstance(change, bytes) else change(data.decode()) if change else data
            )
    return made.getvalue()


def with_relation(
    kind: str, target: str, mode: str = "", part: str = "word/_rels/document.xml.rels"
) -> bytes:
    row = f'<Relationship Id="rX" Type="{RELATIONS}/{kind}" Target="{target}" {mode}/>'
    return changed(word(), {part: lambda words: words.replace("</Relationships>", f"{row}</Relationships>")})


def with_body(words: str) -> bytes:
    return changed(word(), {"word/document.xml": lambda xml: xml.replace("<w:body>", f"<w:body>{words}")})


def with_kinds(rows: str) -> bytes:
    return changed(
        word(), {"[Content_Types].xml": lambda words: words.replace("</Types>", f"{rows}</Types>")}
    )


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begins, ends = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begins}{runs}{ends}</w:p>"


OUTSIDE = 'TargetMode="External"'
TAKEN = {
    "Word": ("a.docx", word),
    "Word with a field": ("a.docx", lambda: with_body(field(" PAGE ") + field("HYPERLINK &quot;https://a.example/DDE&quot;"))),
    "a workbook with formulas and a chart": ("a.xlsx", workbook),
    "Word with kinds that nothing has": ("a.docx", lambda: with_kinds('<Default Extension="mov" ContentType="application/movie"/>')),
    "an OpenDocument text": ("a.odt", lambda: open_text('<text:a xlink:href="https://example.org/">A</text:a>')),
    "its pictures": ("a.odt", lambda: open_text('<draw:image xlink:href="Pictures/a.svg"/>', **{"Pictures/a.svg": "<svg/>"})),
    "what LibreOffice notes": (
        "a.odt",
        lambda: open_text("<text:template xlink:href='../a/b.ott'/>", **{"layout-cache": "12", "Configurations2/a.xml": ""}),
    ),
}  # fmt: skip
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a template from elsewhere": ("a.docx", lambda: with_relation("attachedTemplate", "https://a.example/", OUTSIDE), FETCHES),
    "a picture from elsewhere": ("a.docx", lambda: with_relation("image", "https://a.example/", 'TargetMode="Ext&#101;rnal"'), FETCHES),
    "an object from elsewhere": ("a.docx", lambda: with_relation("oleObject", "https://a.example/", OUTSIDE), FILE),
    "an address without saying so": ("a.docx", lambda: with_relation("image", "file:///a"), FETCHES),
    "a page inside": ("a.docx", lambda: with_relation("aFChunk", "/word/a.mht"), FILE),
    "a page by its element": ("a.docx", lambda: with_body(f'<w:altChunk xmlns:r="{RELATIONS}" r:id="rX"/>'), FILE),
    "a workbook inside": ("a.docx", lambda: changed(word(), {"word/embeddings/a.xlsx": workbook()}), FILE),
    "a programme among pictures": ("a.docx", lambda: changed(word(), {"word/media/a.exe": b"MZ"}), FILE),
    "a programme as picture": ("a.docx", lambda: changed(word(), {"word/media/a.png": b"MZ"}), FILE),
    "an archive inside": ("a.docx", lambda: changed(word(), {"word/a.zip": word()}), FILE),
    "a drawing with a script": ("a.docx", lambda: changed(word(), {"word/media/a.svg": b"<svg><script>1</script></svg>"}), MACROS),
    "buttons of its own": ("a.docx", lambda: changed(word(), {"customUI/customUI.xml": b'<customUI onLoad="a"/>'}), MACROS),
    "buttons by a relation": ("a.docx", lambda: with_relation("extensibility", "a.xml", part="_rels/.rels"), MACROS),
    "a field of another program": ("a.docx", lambda: with_body(field("DDEAUTO c:\\a")), FETCHES),
    "the same in pieces": ("a.docx", lambda: with_body(field(" D", "DE", "AUTO c")), FETCHES),
    "the same in signs": ("a.docx", lambda: with_body(field("&#68;DEAUTO c")), FETCHES),
    "a simple field": ("a.docx", lambda: with_body('<w:fldSimple w:instr="DDE a b"/>'), FETCHES),
    "words of its own making": (
        "a.docx",
        lambda: changed(word(), {"word/document.xml": lambda xml: f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///a">]>{xml}'}),
        ODD,
    ),
    "a text in other letters": ("a.docx", lambda: changed(word(), {"word/a.xml": "<a/>".encode("utf-16")}), ODD),
    "a part of an unknown kind": (
        "a.docx", lambda: with_kinds('<Override PartName="/word/a.xml" ContentType="application/x-odd"/>'), ODD,
    ),
    "an unknown kind for all": ("a.docx", lambda: with_kinds('<Override PartName="/a.xml" ContentType="text/html"/>'), ODD),
    "zeros": ("a.docx", lambda: changed(word(), {"word/a.xml": b"<a>" + b"0" * 5_000_000 + b"</a>"}), LARGE),
    "a tail": ("a.docx", lambda: word() + b"MZ", ODD),
    "a link to another workbook": (
        "a.xlsx",
        lambda: changed(workbook(), {"xl/externalLinks/a.xml": b'<externalLink xmlns="a"><ddeLink/></externalLink>'}),
        FETCHES,
    ),
    "an old macro sheet": ("a.xlsx", lambda: changed(workbook(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), MACROS),
    "an object in OpenDocument": ("a.odt", lambda: open_text("<draw:object/>"), FILE),
    "a script in OpenDocument": ("a.odt", lambda: open_text('<text:a xlink:href="vnd.sun.star.script:a$b"/>'), MACROS),
    "an act in OpenDocument": ("a.odt", lambda: open_text("<office:event-listeners><text:execute-macro/></office:event-listeners>"), MACROS),
    "a picture from elsewhere in OpenDocument": ("a.odt", lambda: open_text('<draw:image xlink:href="https://a.example/a.png"/>'), FETCHES),
    "a template from elsewhere in OpenDocument": (
        "a.odt", lambda: open_text('<text:template xlink:href="https://a.example/b.ott"/>'), FETCHES,
    ),
    "another program in OpenDocument": ("a.odt", lambda: open_text("<office:dde-source/>"), FETCHES),
    "a file in RTF, torn": ("a.rtf", lambda: b"{\\rtf1 {\\*\\obj\ndata 00}}", FILE),
    "a linked file in RTF": ("a.rtf", lambda: rb"{\rtf1 {\object\objautlink\objupdate}}", FILE),
    "bytes in RTF": ("a.rtf", lambda: rb"{\rtf1 {\pict\bin5 MZ000}}", FILE),
    "a template in RTF": ("a.rtf", lambda: rb"{\rtf1 {\*\template https://a.example/}}", "fetches a template"),
    "a field in RTF": ("a.rtf", lambda: rb"{\rtf1 {\field{\*\fldinst {\b \'44D}E{AUTO} c}}}", "has a field that asks"),
    "a picture by a field in RTF": ("a.rtf", lambda: rb"{\rtf1 {\field{\*\fldinst INCLUDEPICTURE a}}}", "has a field"),
    "fields without an end": ("a.rtf", lambda: rb"{\rtf1 " + rb"\fldinst " * 400_000, "has a field"),
    "a sign between cells": ("a.csv", lambda: b"sep=:\na:=1+1", "holds formulas"),
    "a bar between cells": ("a.csv", lambda: b"a|=1+1", "holds formulas"),
    "a number before a formula": ("a.csv", lambda: b"-1+cmd|'/c calc'!A0", "holds formulas"),
    "wide signs": ("a.csv", lambda: "a,\uff1d1+1".encode(), "holds formulas"),
    "an invisible sign before it": ("a.csv", lambda: "a,\u200b=1+1".encode(), "holds formulas"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make"), TAKEN.values(), ids=TAKEN)
def test_ordinary_documents_are_taken(name: str, make: Callable[[], bytes]) -> None:
    assert what_is_inside(name.rpartition(".")[2], make()).said == ""


@pytest.mark.parametrize(("name", "make", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_by_what_it_holds(name: str, make: Callable[[], bytes], said: str) -> None:
    told = what_is_inside(name.rpartition(".")[2], make()).said
    assert told.startswith(said)
    assert told.endswith("upload that.")


@pytest.mark.parametrize(
    "table", [b"a|-5|b|+3", b"- none -,+44 1,a=b", b"-4,+44 (0)20 7946", b"a=b, c = d", b"-2.5;+3"]
)
def test_numbers_and_words_with_signs_are_no_formulas(table: bytes) -> None:
    assert what_is_inside("csv", table).said == ""
