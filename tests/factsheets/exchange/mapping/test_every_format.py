"""Generated documents of each format, read and mapped: each word is in a field, a record, set aside, or waits for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.reading_documents.opening import read_in_this_process
from tests.factsheets.exchange.reading_documents.test_every_word import FORMATS
from tests.setting_up.searches import examples

from .test_every_word import words_kept, words_of

Parts = list[tuple[str, str]]

HEADINGS = (
    "What is the evidence?",
    "Most likely to help",
    "Who should not have it?",
    "Side effects",
    "Qualifications",
    "Association",
    "Relevant information",
    "References",
    "Something that nobody knows",
)
LETTERS = st.text("abcdefghijklmnoprstuvw", min_size=3, max_size=9)
SENTENCES = st.lists(LETTERS, min_size=1, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
BODIES = st.lists(
    st.tuples(st.sampled_from(["paragraph", "item", "row"]), SENTENCES | LETTERS), min_size=1, max_size=4
)


@st.composite
def documents(draw: st.DrawFn) -> Parts:
    """A title, a beginning, and headings in any order with anything under them."""
    parts: Parts = [("heading", "Made Therapy"), ("paragraph", "It is a therapy.")]
    for heading in draw(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=5)):
        parts += [("heading", heading), *draw(BODIES)]
    return parts


def check(write: Callable[[Parts], bytes], parts: Parts) -> None:
    """Counted without the reader's own ledger. A document that is refused loses nothing."""
    try:
        readings = map_document(read_in_this_process(write(parts), "made"), "made")
    except DocumentRefused:
        return
    wanted = words_of(" ".join(text for _, text in parts))
    assert not wanted - sum(map(words_kept, readings), Counter())


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
@settings(max_examples=examples(12, long=2000), deadline=None)
@given(parts=documents())
def test_no_word_of_a_document_is_lost_on_its_way_to_the_factsheet(name: str, parts: Parts) -> None:
    check(FORMATS[name], parts)


@settings(max_examples=examples(3, long=300), deadline=None)
@given(parts=documents())
def test_no_word_of_a_pdf_is_lost_on_its_way_to_the_factsheet(parts: Parts) -> None:
    check(FORMATS["pdf"], parts)
