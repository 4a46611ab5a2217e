"""Which of many phrases stand in a question."""

from __future__ import annotations

import pytest

from factsheets.language.phrasebook import Phrasebook, asked_words, phrase_of

LINES = [
    "physiotherapy",
    "physio",
    "swimming",
    "large print",
    "sick note",
    "“work”",
    '"heat or ice"',
    "MRI",
    "yoga",
]


def found(q: str, *, known: tuple[str, ...] = (), misspelt: bool = True) -> list[str]:
    book = Phrasebook(((phrase_of(line), line) for line in LINES), known=known)
    return [each.key for each in book.find(asked_words(q), misspelt=misspelt)]


@pytest.mark.parametrize(
    ("q", "phrase"),
    [
        ("PHYSIO", "physio"),
        ("is a physio any good", "physio"),
        ("can I swim", "swimming"),
        ("in large print please", "large print"),
        ("large-print", "large print"),
        ("largeprint", "large print"),
        ("largprint", "large print"),
        ("physio therapy", "physiotherapy"),
        ("a sick note", "sick note"),
        ("the sick the note", "sick note"),
        ("physiotherpy", "physiotherapy"),
        ("phsyio", "physio"),
        ("swiming", "swimming"),
        ("larje print", "large print"),
        ("yogga", "yoga"),
    ],
)
def test_it_is_found_anywhere_in_every_form_and_misspelt(q, phrase):
    assert phrase in found(q)


@pytest.mark.parametrize(
    "q",
    [
        "print",  # not the whole phrase
        "print large",
        "large clear print",
        "note that I am sick",
        "fruits",
        "swarming",  # an English word is no misspelt one
        "hypnotherapy",  # nor is one that stands in the list of further words only
        "mrs",  # too short
        "",
    ],
)
def test_nothing_else_is_found(q):
    assert found(q) == []


def test_a_phrase_in_quotation_marks_counts_where_nothing_else_is_asked():
    assert found("work") == found("working with a bad back") == ["“work”"]
    assert found("how does acupuncture work") == []
    assert found("is heat or ice better for back pain") == ['"heat or ice"']
    assert phrase_of("“work”").text == "work"


def test_a_known_word_is_not_taken_for_a_misspelt_one():
    assert found("yuga") == ["yoga"]
    assert found("yuga", known=("yuga",)) == []
    assert found("yuga", misspelt=False) == []
    assert found("larje print", misspelt=False) == []


def test_the_longest_comes_first():
    assert found("yoga or a sick note") == ["sick note", "yoga"]


def book_of(*names: str) -> Phrasebook:
    return Phrasebook((phrase_of(name), name) for name in names)


def test_a_part_of_a_name_is_enough_to_ask_for_it():
    book = book_of("Medical acupuncture", "Massage")
    assert book.holding(asked_words("acupuncture for back pain")) == ["Medical acupuncture"]
    assert book.holding(asked_words("accupuncture")) == ["Medical acupuncture"]
    assert book.holding(asked_words("acupuncture for horses")) == []
    assert book.holding(asked_words("back pain")) == []


def test_what_was_typed_so_far_begins_a_word():
    book = book_of("Tai chi", "Chi gong", "Massage")
    assert [key for _, key in book.beginning(["chi"])] == ["Chi gong", "Tai chi"]
    assert book.beginning(["chi", "x"]) == book.beginning([]) == []
