"""A document is what its ending says, and holds nothing that runs."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from factsheets.documents.formats.contents import what_is_inside
from factsheets.documents.formats.packages import MOST_PARTS
from tests.factsheets.documents.formats.pdfs import pdf

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
WORD, EXCEL = _MAIN.format("wordprocessingml.document"), _MAIN.format("spreadsheetml.sheet")
SHOW = _MAIN.format("presentationml.presentation")
OPEN = "application/vnd.oasis.opendocument.text"


PICTURE = b"\x89PNG\r\n\x1a\n"


def archive(*names: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, words in {**parts, **dict.fromkeys(names, "")}.items():
            empty = PICTURE if name.endswith(".png") else "<a/>"
            file.writestr(name, words or empty)
    return made.getvalue()


def office(kind: str, *names: str) -> bytes:
    return archive(*names, **{"[Content_Types].xml": f'<Override ContentType="{kind}"/>'})


def open_text(*names: str) -> bytes:
    return archive("content.xml", *names, mimetype=OPEN)


def workbook() -> bytes:
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def locked() -> bytes:
    """The bit that says so is set in the list of parts and before the part."""
    made = bytearray(office(WORD, "word/document.xml"))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = made.find(mark)
        while place >= 0:
            made[place + offset] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


TAKEN = {
    "a PDF": ("a.pdf", pdf()),
    "a PDF after a mark and a line": ("a.PDF", b"\xef\xbb\xbf\r\n" + pdf()),
    "a Word document": ("a.docx", office(WORD, "word/document.xml", "word/media/a.png")),
    "an Excel workbook": ("a.xlsx", workbook()),
    "a presentation": ("a.pptx", office(SHOW)),
    "an OpenDocument text": ("a.odt", open_text("Pictures/a.png")),
    "an RTF document": ("a.rtf", rb"{\rtf1 Pain {\pict 00}}"),
    "a text": ("a.txt", "Schmerz – naïve.\r\n\tMore\x0c".encode()),
    "a text of one byte a letter": ("a.txt", "Schmerz, naïve".encode("cp1252")),
    "a text of two bytes a letter": ("a.txt", "Schmerz".encode("utf-16")),
    "a text of DOS": ("a.txt", b"Pain\r\n\x1a"),
    "a table": ("a.csv", b'Name,Change\r\n"Heat, damp",-4\r\n- none -,+44 1,a=b\r\n'),
    "what the form itself refuses": ("a.exe", b"MZ"),
}  # fmt: skip
REFUSED = {
    "a page as PDF": ("a.pdf", b"<html><script>1</script>", "is no PDF inside"),
    "a page before a PDF": ("a.pdf", b"<html>%PDF-1.7", "is no PDF inside"),
    "a programme as Word": ("a.docx", b"MZ\x90\x00", "is no Word document inside"),
    "a programme before an archive": ("a.docx", b"MZ" + office(WORD), "is no Word document inside"),
    "a broken archive": ("a.docx", office(WORD)[:40], "is no Word document inside"),
    "a workbook as Word": ("a.docx", office(EXCEL), "is no Word document inside"),
    "an archive as workbook": ("a.xlsx", archive("a.txt"), "is no Excel workbook inside"),
    "macros": ("a.docx", office(WORD, "word/vbaProject.bin"), "holds macros"),
    "macros under another name": ("a.xlsx", office(EXCEL + "/application/vnd.ms-office.vbaProject"), "holds macros"),
    "a workbook with macros": ("a.xlsx", office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "holds macros"),
    "controls": ("a.docx", office(WORD, "word/activeX/activeX1.bin"), "holds macros"),
    "a programme inside": ("a.docx", office(WORD, "word/embeddings/oleObject1.bin"), "holds another file inside"),
    "a part outside": ("a.docx", office(WORD, "../a.xml"), "was put together by no office program"),
    "too many parts": ("a.docx", office(WORD, *map(str, range(MOST_PARTS))), "was put together by no office"),
    "one with a password": ("a.docx", locked(), "has a password"),
    "a programme as OpenDocument": ("a.odt", b"MZ\x90\x00", "is no OpenDocument text inside"),
    "a sheet as OpenDocument text": ("a.odt", archive("content.xml", mimetype=OPEN[:-4] + "spreadsheet"), "is no Open"),
    "an OpenDocument text with macros": ("a.odt", open_text("Basic/Standard/Module1.xml"), "holds macros"),
    "a text as RTF": ("a.rtf", b"Pain", "is no RTF document inside"),
    "a file in RTF": ("a.rtf", rb"{\rtf1 " + b" " * 1_000_000 + rb"{\object{\*\objdata 00}}}", "holds another file"),
    "a programme as text": ("a.txt", b"MZ are letters", "is no text inside"),
    "a text with a zero": ("a.txt", b"Pain\x00", "is no text inside"),
    "a text with a control sign": ("a.csv", b"Pain,\x1b[31m", "is no text inside"),
    "half a text of two bytes a letter": ("a.txt", b"\xff\xfea", "is no text inside"),
    "a PDF as table": ("a.csv", b"%PDF-1.7", "is no text inside"),
    "a formula": ("a.csv", b'Name\r\n"=HYPERLINK(1)",2', "holds formulas"),
    "a formula in disguise": ("a.csv", b"Name,+cmd|' /C calc'!A0", "holds formulas"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), TAKEN.values(), ids=TAKEN)
def test_what_is_taken(name: str, content: bytes) -> None:
    assert what_is_inside(name.rpartition(".")[2], content).said == ""


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(name: str, content: bytes, said: str) -> None:
    sentence = what_is_inside(name.rpartition(".")[2], content).said
    assert sentence.startswith(said)
    assert "upload that." in sentence
