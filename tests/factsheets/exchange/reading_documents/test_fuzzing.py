"""Torn and changed files: each is read or refused with a sentence; a reader that fails ends its own process alone."""

import random

import pytest

from factsheets.exchange.formats.document import Document, DocumentRefused
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.exchange.reading_documents.reading import DocumentReader
from tests.setting_up.searches import examples

from .made import CASES, docx, odt, p, page, rtf, table

SEEDS = {
    "txt": (CASES / "footers.txt").read_bytes(),
    "utf16.txt": (CASES / "utf16.txt").read_bytes(),
    "md": (CASES / "markdown.txt").read_bytes(),
    "docx": (CASES / "exercise-class.docx").read_bytes(),
    "odt": odt("<text:h>Massage</text:h><text:p>Hands <text:span>press</text:span>.</text:p>"),
    "rtf": rtf(r"\pard\s1 Massage\par{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}\intbl a\cell b\cell\row {\pict\pngblip 89}\par"),
    "html": page("<nav>Home</nav><h1>Massage</h1><ul><li>One</ul><table><tr><td>a<td>b</table>"),
    "pdf": (CASES / "walking-poles.pdf").read_bytes(),
}


def _changed(data: bytes, chance: random.Random) -> bytes:
    """The file torn, with bytes changed, put in or taken out, or with a part of it twice."""
    torn = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not torn:
            break
        at = chance.randrange(len(torn))
        kind = chance.randrange(5)
        if kind == 0:
            del torn[at:]
        elif kind == 1:
            torn[at] = chance.randrange(256)
        elif kind == 2:
            torn[at:at] = chance.randbytes(chance.randint(1, 30))
        elif kind == 3:
            del torn[at : at + chance.randint(1, 60)]
        else:
            torn[at:at] = torn[max(0, at - chance.randint(1, 400)) : at]
    return bytes(torn)


@pytest.mark.parametrize("kind", [kind for kind in SEEDS if kind != "pdf"])
def test_a_torn_file_is_read_or_refused(kind):
    """Without a process between: these readers are ours, and none of them may fail in another way."""
    chance = random.Random(kind)
    for _ in range(examples(80, long=20_000)):
        data = _changed(SEEDS[kind], chance)
        try:
            document = read_in_this_process(data, f"torn.{kind}")
        except DocumentRefused as refused:
            assert "torn" in str(refused)
        else:
            assert isinstance(document, Document)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_with_torn_xml_is_read_or_refused(kind):
    """An archive tells when it was changed; so the XML inside is changed, and packed anew."""
    chance = random.Random(f"{kind} inside")
    body = p("Massage", "Title") + table(("a", "b")) + p("One", numbering="1")
    for _ in range(examples(80, long=20_000)):
        if kind == "docx":
            data = docx(_changed(body.encode(), chance).decode("utf-8", "replace").replace("\x00", ""))
        else:
            inner = b"<text:h>Massage</text:h><text:p>Hands<text:s text:c='3'/></text:p><text:list><text:list-item/></text:list>"
            data = odt(_changed(inner, chance).decode("utf-8", "replace"))
        try:
            assert read_in_this_process(data, f"torn.{kind}").blocks
        except DocumentRefused as refused:
            assert "torn" in str(refused)


def test_a_torn_pdf_is_read_or_refused():
    chance = random.Random("pdf")
    with DocumentReader() as reader:
        for _ in range(examples(25, long=5000)):
            data = _changed(SEEDS["pdf"], chance)
            try:
                assert reader.read(data, "torn.pdf").blocks
            except DocumentRefused as refused:
                assert "torn.pdf" in str(refused)
