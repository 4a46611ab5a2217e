"""Words that are struck through are no text in any format: somebody took them back. They are set aside, and told."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, odt, p, page, rtf

from .read_as import read_document, rows_of


def as_word(mark: str) -> bytes:
    def struck(text: str) -> str:
        return f"<w:r><w:rPr><w:{mark}/></w:rPr><w:t>{text}</w:t></w:r>"

    good = p("", xml=struck("Slipped disc"), numbering="1") + p("Cramp", numbering="1")
    body = p("Clay Packs", "Title") + p("Clay is laid on.") + p("Good for", "Heading1") + good
    none = p("Contraindications", "Heading1") + p("", xml=struck("None known."))
    return docx(body, none, p("Evidence", "Heading1"), p("None."))


def as_page(mark: str) -> bytes:
    def struck(text: str) -> str:
        return (
            f"<span style='text-decoration: line-through'>{text}</span>"
            if not mark
            else f"<{mark}>{text}</{mark}>"
        )

    return page(
        "<h1>Clay Packs</h1><p>Clay is laid on.</p><h2>Good for</h2>"
        f"<ul><li>{struck('Slipped disc')}</li><li>Cramp</li></ul>"
        f"<h2>Contraindications</h2><p>{struck('None known.')}</p><h2>Evidence</h2><p>None.</p>"
    )


def as_rtf(mark: str) -> bytes:
    return rtf(
        r"\pard\s2 Clay Packs\par\pard\s0 Clay is laid on.\par\pard\s1 Good for\par\pard\s0\bullet  Cramp\par "
        rf"\bullet  {{\{mark} Slipped disc}}\par\pard\s1 Contraindications\par\pard\s0{{\{mark} None known.}}\par"
        r"\pard\s1 Evidence\par\pard\s0 None.\par"
    )


def as_odt(mark: str) -> bytes:
    style = (
        '<style:style style:name="X" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
        "</style:style>"
    )

    def struck(text: str) -> str:
        if mark == "p":
            return f'<text:p text:style-name="X">{text}</text:p>'
        return f'<text:p><text:span text:style-name="X">{text}</text:span></text:p>'

    def heading(text: str) -> str:
        return f'<text:h text:outline-level="2">{text}</text:h>'

    items = f"<text:list-item>{struck('Slipped disc')}</text:list-item><text:list-item><text:p>Cramp</text:p></text:list-item>"
    return odt(
        f'<text:h text:outline-level="1">Clay Packs</text:h><text:p>Clay is laid on.</text:p>{heading("Good for")}'
        f"<text:list>{items}</text:list>{heading('Contraindications')}{struck('None known.')}"
        f"{heading('Evidence')}<text:p>None.</text:p>",
        styles=style,
    )


def as_text(mark: str) -> bytes:
    good = f"• {mark}Slipped disc{mark}\n• Cramp\n"
    none = f"{mark}None known.{mark}"
    text = f"Clay Packs\n\nClay is laid on.\n\nGood for\n\n{good}\nContraindications\n\n{none}\n\nEvidence\n\nNone.\n"
    return text.encode()


@pytest.mark.parametrize(
    ("made", "mark", "name"),
    [
        (as_word, "strike", "a.docx"),
        (as_word, "dstrike", "a.docx"),
        (as_page, "s", "a.html"),
        (as_page, "strike", "a.html"),
        (as_page, "", "a.html"),
        (as_rtf, "strike", "a.rtf"),
        (as_rtf, "striked1", "a.rtf"),
        (as_odt, "p", "a.odt"),
        (as_odt, "span", "a.odt"),
        (as_text, "~~", "a.txt"),
    ],
)
def test_what_is_struck_through_is_neither_a_row_nor_an_answer(made, mark: str, name: str) -> None:
    found = read_document(made(mark), name)
    assert rows_of(found, "likely") == ["Cramp"]
    assert found.factsheet.contraindication_state is None
    assert "None known." not in str(found.factsheet)
    assert {"Slipped disc", "None known."} <= set(found.set_aside)
    assert any("struck through" in note and "Slipped disc" in note for note in found.odd)
    assert count_words(found, found.factsheet).lost == 0


def test_a_document_of_word_may_switch_it_off() -> None:
    shown = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>Not after a fall.</w:t></w:r>'
    body = (
        p("Clay Packs", "Title")
        + p("Clay is laid on.")
        + p("Contraindications", "Heading1")
        + p("", xml=shown)
    )
    found = read_document(docx(body, p("Evidence", "Heading1"), p("None.")), "a.docx")
    assert "Not after a fall." in str(found.factsheet.contraindication_statement)
