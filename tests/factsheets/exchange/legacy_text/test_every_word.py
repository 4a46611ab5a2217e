"""Nothing is lost: every word of a generated document is found again, counted without the reader's own ledger."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factsheets.exchange.legacy_text import read
from factsheets.formats.parsed_factsheet import Reading

HEADINGS = (
    "How is this therapy given - what happens during treatment?",
    "What is the evidence?",
    "What back conditions is it most likely to help?",
    "What back conditions is it least likely to help?",
    "What back conditions should not be treated with this therapy?",
    "Side effects",
    "Association",
    "Qualifications",
    "Relevant Information",
    "References",
)
MARKS = ("• ", "- ", "* ", "\u2013 ", "o ", "1. ", "2) ", "(a) ", "· ", "  ", " ", "•\n")
LEAD_INS = (
    "Back pain that is: ",
    "pain which is:",
    "Tel: ",
    "Fax: ",
    "email: ",
    "website: www.",
    "BackCare Factsheets \u2013 ",
    "BackCare Booklets \u2013 ",
    "Other Publications \u2013 “",
    "Websites: http://",
    " by ",
    ", available from BackCare",
    "such as occurs in ",
    "There are no contraindications ",
    "BackCare is not responsible for errors or omissions ",
    "information is often controversial ",
    "Please consult your GP ",
    "(ABC) ",
    "works by ",
    "CW8 1AQ",
    "01606 786782 ",
)
GAPS = (
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n ",
    "\n\n",
    "\r\n",
    "\f",
    "\n\f",
    "\u00a0",
    ", ",
    ". ",
    "; ",
    ": ",
    " & ",
    " <",
    "\t",
    " \u2013 ",
    "” ",
)

# Words that cannot be taken for one another: a word that is lost is not hidden by its double elsewhere.
PIECES = st.one_of(
    st.sampled_from(HEADINGS).map(lambda text: f"\n{text}\n"),
    st.sampled_from(HEADINGS).map(lambda text: f"\n\n{text.upper()} \n"),
    st.sampled_from(MARKS).map(lambda mark: f"\n{mark}"),
    st.sampled_from(LEAD_INS),
    st.sampled_from(GAPS),
    st.just("word"),
    st.just("word"),
    st.just("Word"),
    st.just("n"),
    st.just("dull"),
    st.just("side"),
    st.just(".co.uk"),
    st.just("@a.org"),
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=4),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A title, then pieces of factsheets in any order, in which each plain word is a new one."""
    pieces = draw(st.lists(PIECES, max_size=60))
    known = draw(st.sampled_from(HEADINGS))
    text = ["Therapy title\n\n"]
    for number, piece in enumerate([*pieces, f"\n\n{known}\n"]):
        text.append(f"{piece}{_letters(number)} " if piece.casefold() in ("word", "n") else piece)
        text.append(draw(st.sampled_from(GAPS)) if piece.casefold() == "word" else "")
    return "".join(text)


def _letters(number: int) -> str:
    return chr(ord("a") + number // 26) + chr(ord("a") + number % 26)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield (
            html.unescape(re.sub(r"</?(?:p|ul|li)>", " ", value))
            if value.startswith(("<p>", "<ul>"))
            else value
        )
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))


def words_kept(reading: Reading) -> Counter[str]:
    kept = Counter[str]()
    for part in (reading.factsheet, reading.unplaced, reading.structural, reading.disclaimer):
        for text in strings_in(part):
            kept.update(words_of(text))
    return kept


def as_read(document: str) -> str:
    """The document's characters as words: what no reader can see is no part of a word."""
    return re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", document)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_every_word_of_a_document_is_in_a_field_or_named_as_structure_disclaimer_or_unplaced(
    document: str,
) -> None:
    reading = read(document.encode(), "generated.txt")
    assert not words_of(as_read(document)) - words_kept(reading)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_rows_are_never_doubled_and_rich_text_is_portable(document: str) -> None:
    factsheet = read(document.encode(), "generated.txt").factsheet
    subjects = [(row.condition or row.pattern).name.casefold() for row in factsheet.suitabilities or ()]
    assert len(subjects) == len(set(subjects))
    for value in (factsheet.introduction, factsheet.procedure, factsheet.evidence, factsheet.qualifications):
        rest = re.sub(r"<ul>(<li>[^<>]+</li>)+</ul>|<p>[^<>]+</p>", "", value or "")
        assert rest == ""
