"""Every word of a source is in what was read of it, whatever the words are and in whatever format they come."""

from collections import Counter
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheets.exchange.formats.document import Document
from tests.setting_up.searches import examples

from .made import docx, odt, p, page, pdf, read, rtf, table

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHéüß£0123456789", min_size=1, max_size=12)
MARKS = st.sampled_from(["", "", "", ".", "?", ",", ":", ";", "!", ")"])
WORDS = st.lists(st.builds("{}{}".format, LETTERS, MARKS), min_size=1, max_size=25).map(" ".join)
PARTS = st.lists(
    st.tuples(st.sampled_from(["heading", "paragraph", "item", "row"]), WORDS), min_size=1, max_size=12
).map(lambda parts: [("paragraph", "Begin here"), *parts])


def _text(parts):
    marks = {"heading": "", "paragraph": "", "item": "• ", "row": ""}
    return "\n\n".join(marks[kind] + words for kind, words in parts).encode()


def _docx(parts):
    forms = {
        "heading": lambda words: p(words, "heading1"),
        "paragraph": p,
        "item": lambda words: p(words, numbering="1"),
        "row": lambda words: table(words.split()[:4], [" ".join(words.split()[4:]), "x"]),
    }
    return docx(*(forms[kind](words) for kind, words in parts))


def _odt(parts):
    forms = {
        "heading": "<text:h>{}</text:h>",
        "paragraph": "<text:p>{}</text:p>",
        "item": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
        "row": "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell/>"
        "</table:table-row></table:table>",
    }
    return odt("".join(forms[kind].format(escape(words)) for kind, words in parts))


def _rtf(parts):
    forms = {
        "heading": r"\pard\s1 {}\par",
        "paragraph": r"\pard {}\par",
        "item": r"{{\pntext\'b7\tab}}\pard {}\par",
        "row": r"\trowd\intbl {}\cell x\cell\row",
    }
    return rtf("".join(forms[kind].format(words.replace("ß", r"\u223?")) for kind, words in parts))


def _html(parts):
    forms = {
        "heading": "<h2>{}</h2>",
        "paragraph": "<p>{}",
        "item": "<ul><li>{}</ul>",
        "row": "<table><tr><td>{}<td>x</table>",
    }
    return page("".join(forms[kind].format(escape(words)) for kind, words in parts))


def _pdf(parts):
    forms = {
        "heading": "<h2>{}</h2>",
        "paragraph": "<p>{}</p>",
        "item": "<ul><li>{}</li></ul>",
        "row": "<table><tr><td>{}</td><td>x</td></tr></table>",
    }
    return pdf(
        "".join(forms[kind].format(escape(words)) for kind, words in parts),
        "td { border: 1px solid } body { hyphens: none }",
    )


#: How a document of each format is written of such parts.
FORMATS = {"txt": _text, "docx": _docx, "odt": _odt, "rtf": _rtf, "html": _html, "pdf": _pdf}


def _missing(document: Document, parts) -> Counter[str]:
    """Words are compared letter by letter where a line may be broken inside them."""
    wanted = Counter(word for _, words in parts for word in _plain(words))
    return wanted - Counter(document.words())


def _plain(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


@pytest.mark.parametrize("write", [_text, _docx, _odt, _rtf, _html], ids=lambda write: write.__name__[1:])
@settings(max_examples=examples(60, long=3000), deadline=None)
@given(parts=PARTS)
def test_no_word_is_lost(write, parts):
    assert _missing(read(write(parts), "made"), parts) == Counter()


@settings(max_examples=examples(8, long=300), deadline=None)
@given(parts=PARTS)
def test_no_word_is_lost_in_a_pdf(parts):
    assert _missing(read(_pdf(parts), "made.pdf"), parts) == Counter()
