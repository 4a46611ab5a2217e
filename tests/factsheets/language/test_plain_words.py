"""Words are compared as people mean them, not as they type them."""

import pytest

from factsheets.language.plain_words import is_form_of, words_of


@pytest.mark.parametrize(
    "typed",
    [
        "can't pee",
        "can’t pee",
        "can‘t pee",
        "can`t pee",
        "can´t pee",
        "canʼt pee",
        "can′t pee",
        "can＇t pee",
        "cant pee",
        "CAN'T  PEE!!",
        "cannot pee",
        "can not pee",
        "Càn't pée",
        "“can't” – pee?",
    ],
)
def test_however_it_is_typed_the_words_are_the_same(typed):
    assert words_of(typed) == ["cant", "pee"]


def test_other_ways_to_say_not_are_one_as_well():
    assert words_of("I could not sleep") == words_of("I couldn’t sleep") == ["i", "couldnt", "sleep"]
    assert words_of("a knot, canister") == ["a", "knot", "canister"]


@pytest.mark.parametrize("nothing", ["", " ", "'", "\x00", "🙂", "?!"])
def test_what_is_no_word(nothing):
    assert words_of(nothing) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("leg", "legs"), ("numb", "numbness"), ("peeing", "pee"), ("peed", "pee"), ("pee", "pee")],
)
def test_plain_endings_make_no_difference(one, other):
    assert is_form_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("leg", "legal"), ("numb", "number"), ("be", "bed"), ("pee", "peer")]
)
def test_another_word_is_another_word(one, other):
    assert not is_form_of(one, other)


@pytest.mark.parametrize("typed", ["C.B.T.", "c.b.t", "CBT", "(C.B.T.)", "Ç.B.T."])
def test_an_abbreviation_is_one_word_with_or_without_stops(typed):
    assert words_of(f"is {typed} any good?") == ["is", "cbt", "any", "good"]


def test_a_stop_between_words_parts_them():
    assert words_of("J. Smith, back.pain, 1.5, A.B.Smith") == [
        "j",
        "smith",
        "back",
        "pain",
        "1",
        "5",
        "ab",
        "smith",
    ]
