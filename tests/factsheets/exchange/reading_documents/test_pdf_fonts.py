"""PDFs whose fonts say by themselves which bytes are which letter, and letters that nobody can read."""

import io
import re

import pikepdf
import pytest
from pdfminer.pdfinterp import PDFResourceManager

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.reading_documents import pdf_document
from factsheets.exchange.reading_documents.pdf_fonts import EmbeddedCMap

from .made import pdf, read, sentences, texts

TEXT = "Kilns warm the back of those who sit beside them."
BODY = f"<h1>Kiln Warmth</h1><p>{TEXT}</p>"
ALL = "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
SHIFT = 0x1000


def _with_fonts(body: str, change, css: str = "h1 { font-weight: normal }") -> bytes:
    """A PDF each of whose fonts of two bytes was changed."""
    with pikepdf.open(io.BytesIO(pdf(body, css))) as made:
        fonts = [one for one in made.objects if isinstance(one, pikepdf.Dictionary)]
        for font in fonts:
            if font.get("/Subtype") == "/Type0":
                change(made, font)
        stream = io.BytesIO()
        made.save(stream)
    return stream.getvalue()


def _embed(table: str):
    def change(made, font):
        font.Encoding = pikepdf.Stream(made, table.encode(), Type=pikepdf.Name.CMap)
        font.Encoding.CMapName = pikepdf.Name("/Made-H")

    return change


def _name_unknown(_made, font):
    font.Encoding = pikepdf.Name("/Made-H")


def _each_glyph(made, font):
    """A table with a line for each glyph that the font draws."""
    codes = re.findall(rb"^(<[0-9a-f]{4}>) <", font.ToUnicode.read_bytes(), re.M)
    lines = [f"{code.decode()} {int(code[1:-1], 16)}" for code in codes]
    _embed(ALL + f"{len(lines)} begincidchar\n" + "\n".join(lines) + "\nendcidchar")(made, font)


@pytest.mark.parametrize(
    "change",
    [
        _each_glyph,
        _embed(ALL + "1 begincidrange <0000> <ffff> 0 endcidrange"),
        _embed("1 begincidrange <0000> <7fff> 0 <8000> <ffff> 32768 endcidrange"),
    ],
)
def test_a_font_with_a_table_of_its_own_is_read(change):
    document = read(_with_fonts(BODY, change), "kiln.pdf")
    assert texts(document) == ["Kiln Warmth", TEXT]
    assert not document.notes


def test_codes_that_are_not_the_numbers_of_glyphs_are_read_and_keep_their_widths():
    def move(made, font):
        """Each code stands for a glyph that lies 4096 lower."""
        written = re.sub(
            rb"^<([0-9a-f]{4})> <",
            lambda found: b"<%04x> <" % (int(found[1], 16) + SHIFT),
            font.ToUnicode.read_bytes(),
            flags=re.M,
        )
        font.ToUnicode = pikepdf.Stream(made, written)
        _embed(ALL + f"1 begincidrange <{SHIFT:04x}> <ffff> 0 endcidrange")(made, font)

    with pikepdf.open(io.BytesIO(_with_fonts(BODY, move))) as made:
        for page in made.pages:
            drawn = page.Contents.read_bytes()
            moved = re.sub(
                rb"<([0-9a-f]+)>",
                lambda found: b"<" + b"".join(
                    b"%04x" % (int(found[1][at : at + 4], 16) + SHIFT) for at in range(0, len(found[1]), 4)
                ) + b">",
                drawn,
            )  # fmt: skip
            assert moved != drawn
            page.Contents = pikepdf.Stream(made, moved)
        stream = io.BytesIO()
        made.save(stream)
    document = read(stream.getvalue(), "kiln.pdf")
    assert texts(document) == ["Kiln Warmth", TEXT]
    assert not document.notes


def test_codes_of_one_byte_and_of_two_stand_in_one_text():
    table = EmbeddedCMap(
        b"2 begincodespacerange <20> <7e> <8140> <9ffc> endcodespacerange "
        b"1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8141> 700 endcidchar"
    )
    codes = list(table.codes(b"A\x81\x41z\x81"))
    assert codes == [0x41, 0x8141, 0x7A, 0x81]
    assert [table.glyph(code) for code in codes] == [0x22, 700, 0x5B, 0]


def test_a_font_whose_letters_nobody_can_read_is_refused_or_told_and_never_passed_over():
    with pytest.raises(DocumentRefused, match="no meaning for other programs"):
        read(_with_fonts(BODY, _name_unknown), "kiln.pdf")
    regular = f"<h1>Kiln Warmth</h1><p>{TEXT * 8}</p>"

    def only_headings(made, font):
        if "Bold" in str(font.BaseFont):
            _name_unknown(made, font)

    document = read(_with_fonts(regular, only_headings, ""), "kiln.pdf")
    assert "Page 1 shows 10 letters that could not be read where they stand" in sentences(document)


def test_what_one_program_reads_and_the_other_does_not_is_told_with_its_words(monkeypatch):
    monkeypatch.setattr(pdf_document, "Fonts", PDFResourceManager)  # knows tables by name alone

    def only_headings(made, font):
        if "Bold" in str(font.BaseFont):
            _each_glyph(made, font)

    document = read(_with_fonts(f"<h1>Kiln Warmth</h1><p>{TEXT * 8}</p>", only_headings, ""), "kiln.pdf")
    assert [note.said for note in document.notes] == ["Kiln Warmth"]
