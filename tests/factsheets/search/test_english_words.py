"""No search changes a word that is English, whatever stands in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from factsheets.models import FactsheetPage
from factsheets.search.searching import search
from factsheets.starter.library import load_starter_library
from tests.builders import live
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[2] / "files"
SENTENCES = (FILES / "everyday_sentences.txt").read_text(encoding="utf-8").splitlines()
COMMON_WORDS = [
    line
    for line in (FILES / "common-words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
#: Of a question with more words, the last are not looked at.
WORDS_AT_ONCE = 30
WORDS_OF_A_FACTSHEET = 2_000
RIGHT = """
safe sore die heat lost sessions find together physio chiro rehab rehabs meds paracetamol ibuprofen dont wouldve colour color
osteopaths Llandudno Tesco mum's
"""
ADDRESSES = """
jo@masage.example masage@example.org www.masage.org https://masage.example/masage masage.org.uk masage1
"""


def library_of_odd_names() -> None:
    """Beside every common word stands one here that differs from it by its last letter, or by one letter more."""
    for at in range(0, len(COMMON_WORDS), WORDS_OF_A_FACTSHEET):
        words = COMMON_WORDS[at : at + WORDS_OF_A_FACTSHEET]
        odd = " ".join(f"{word[:-1]}q {word}x" for word in words)
        live(f"{words[0]}x method", also_called=f"{words[1]}q therapy", introduction=f"<p>{odd}</p>")


LIBRARIES = pytest.mark.parametrize("fill_library", [load_starter_library, library_of_odd_names])


def corrections(questions: Iterable[str]) -> dict[str, dict[str, str]]:
    """The questions in which a word was changed, each with those words."""
    public = FactsheetPage.objects.for_readers_who_search()
    return {words: found for words in questions if (found := public.search(words).corrections)}


@LIBRARIES
def test_common_words_and_everyday_sentences_are_never_changed(fill_library: Callable[[], object]) -> None:
    fill_library()
    index_everything()
    assert len(set(COMMON_WORDS)) == 20_000
    assert len(set(SENTENCES)) >= 500
    places = range(0, len(COMMON_WORDS), WORDS_AT_ONCE)
    assert corrections(" ".join(COMMON_WORDS[at : at + WORDS_AT_ONCE]) for at in places) == {}
    assert corrections(SENTENCES) == {}


@pytest.mark.parametrize("typed", RIGHT.split())
def test_a_word_that_is_english_is_taken_as_typed(typed: str) -> None:
    word = typed.lower().removesuffix("'s")
    live("Alikes", introduction=f"<p>{word[:-1]}q {word[0]}q{word[1:]} {word}q {word[:3]} {word[3:]}</p>")
    index_everything()
    assert search(typed).corrected_query is None


@pytest.mark.parametrize("typed", [*ADDRESSES.split(), "MA5 1SG"])
def test_addresses_and_numbers_are_no_words(typed: str) -> None:
    live("Massage")
    index_everything()
    assert search(typed).corrected_query is None
    assert search(f"{typed} masage").corrected_query in (None, f"{typed} massage")


def test_what_is_no_word_is_still_corrected() -> None:
    load_starter_library()
    index_everything()
    meant = {
        "massege": "massage",
        "acupunctre for a sliped disc": "acupuncture for a slipped disc",
        "dryneedling": "dry needling",
        "cronic pain": "chronic pain",
        "exersise class": "exercise class",
    }
    assert {typed: search(typed).corrected_query for typed in meant} == meant


def test_an_english_word_that_the_library_lacks_leaves_the_others_to_answer() -> None:
    load_starter_library()
    index_everything()
    found = search("safe massage")
    assert found.corrected_query is None
    assert found.factsheets[0].title == "Massage"
