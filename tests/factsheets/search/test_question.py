"""What readers type becomes one line of words, whatever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheets.search.question import MOST_CHARACTERS, MOST_WORDS, understood


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  back \t pain\n", "back pain"),
        ("back\0pain", "back pain"),
        ("\ud800pain\udfff", "pain"),
        ("pain\ufffd", "pain"),
        ("Schröder’s “yoga” 🧘", "Schröder’s “yoga” 🧘"),
        ("\u202e", "\u202e"),
        ("", ""),
    ],
)
def test_only_what_is_no_text_goes(typed, words):
    assert understood(typed) == (words, False)


def test_a_long_question_is_cut_after_a_word_and_says_so():
    question = understood("needle " * 500)
    assert question == (" ".join(["needle"] * MOST_WORDS), True)
    assert understood("x" * 10_000) == ("x" * MOST_CHARACTERS, True)
    long_words = understood(" ".join(["y" * 150] * 2))
    assert long_words == ("y" * 150, True)


@given(st.text(alphabet=st.characters(codec=None), max_size=600))
def test_no_question_is_too_long_or_cannot_be_sent_on(typed):
    words = understood(typed).words
    assert len(words) <= MOST_CHARACTERS
    assert len(words.split()) <= MOST_WORDS
    assert "\0" not in words
    words.encode()
    assert understood(words) == (words, False)
