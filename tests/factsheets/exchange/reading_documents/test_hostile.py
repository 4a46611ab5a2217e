"""Files that are made to harm, too large, broken or of another kind: each is refused with one sentence."""

import io
import zipfile

import pytest

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.reading_documents.limits import MAX_BYTES, MAX_ENTRIES, MAX_TEXT_BYTES
from factsheets.exchange.reading_documents.reading import read_source_document

from .made import docx, odt, p, page, read, rtf, sentences, word, zipped

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _with_document(xml: str) -> bytes:
    return docx(parts={"word/document.xml": xml})


def _encrypted() -> bytes:
    data = bytearray(docx(p("Words.")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def _twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "a")
        archive.writestr("word/document.xml", "b")
    return stream.getvalue()


HOSTILE = {
    "bomb": (lambda: docx(p("x"), parts={"word/media/a.xml": b"0" * 30_000_000}), "unpacks to far more"),
    "bombs": (
        lambda: zipped({f"{n}.bin": bytes(range(256)) * 40_000 for n in range(9)}, method=zipfile.ZIP_STORED),
        "unpacks to more than",
    ),
    "entries": (lambda: zipped({f"{n}": "" for n in range(MAX_ENTRIES + 1)}), "parts, more than"),
    "outside": (lambda: docx(p("x"), parts={"../../etc/cron.d/x": "x"}), "points outside"),
    "absolute": (lambda: docx(p("x"), parts={"/etc/x": "x"}), "points outside"),
    "windows": (lambda: docx(p("x"), parts={"..\\..\\x": "x"}), "points outside"),
    "twice": (_twice, "two parts of one name"),
    "locked": (_encrypted, "has a password"),
    "laughs": (lambda: _with_document(LAUGHS + word("document", f"<w:body>{p('&b;')}</w:body>").replace("&amp;", "&")), "entities of its own"),
    "entity": (lambda: _with_document(OUTSIDE + word("document", "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>")), "entities of its own"),
    "entity of ODT": (lambda: odt("", parts={"content.xml": OUTSIDE + "<d>&a;</d>"}), "entities of its own"),
    "deep": (lambda: _with_document(word("document", "<w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body>")), "nested too deeply"),
    "deep RTF": (lambda: rtf("{" * 5000 + "x"), "nested too deeply"),
    "deep page": (lambda: page("<div>" * 100_000 + "x"), "nested too deeply"),
    "macros": (lambda: docx(p("x"), content_type=MACROS), "holds macros"),
    "macros inside": (lambda: docx(p("x"), parts={"word/vbaProject.bin": b"x"}), "holds macros"),
    "torn": (lambda: docx(p("Words."))[:600], "archive cannot be opened"),
    "bad XML": (lambda: _with_document("<w:document"), "XML cannot be read"),
    "no text": (lambda: docx(parts={"word/document.xml": word("document", "")}), "has no text"),
    "nothing": (lambda: docx(), "has no text"),
    "workbook": (lambda: docx(p("x"), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "no Word document"),
    "archive": (lambda: zipped({"a.txt": "x"}), "archive and no single document"),
    "slides of ODF": (lambda: odt("", parts={"mimetype": "application/vnd.oasis.opendocument.presentation"}), "no text"),
    "locked ODT": (lambda: odt("", parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "has a password"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word document"),
    "locked Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "program": (lambda: b"MZ" + bytes(50), "a program"),
    "long text": (lambda: b"word " * (MAX_TEXT_BYTES // 5 + 1), "more than the 2 MB"),
    "book": (lambda: b"word " * 70_000, "it is a book"),
    "empty RTF": (lambda: rtf(""), "without text"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_with_one_sentence(kind):
    make, says = HOSTILE[kind]
    with pytest.raises(DocumentRefused, match=says) as refused:
        read(make(), "file.docx")
    assert str(refused.value).startswith("file.docx")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_too_large_is_refused_before_a_child_is_asked():
    with pytest.raises(DocumentRefused, match="take large pictures out"):
        read_source_document(b"x" * (MAX_BYTES + 1), "large.docx")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"Massage\n\nHands press.\n", "massage.docx", "is named .docx, and is a text in UTF-8"),
        (docx(p("Hands press.")), "massage.txt", "is named .txt, and is a Word document"),
        (page("<p>Hands press.</p>"), "massage.pdf", "is named .pdf, and is a web page"),
        (rtf(r"Hands press.\par"), "massage.doc", "is named .doc, and is a RTF document"),
    ],
)
def test_a_wrong_ending_is_read_as_what_it_is_and_noted(data, name, says):
    document = read(data, name)
    assert "Hands press." in [block.text for block in document.blocks]
    assert says in sentences(document)


def test_a_relation_to_a_part_that_is_not_there_harms_nobody():
    document = read(docx(p("Massage", "Title"), relations={"rId9": ("footnotes", "../../../etc/passwd")}))
    assert [block.text for block in document.blocks] == ["Massage"]
