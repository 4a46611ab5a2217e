"""Whoever may be in an emergency is recognised by the words of staff, however they type them."""

import pytest

from factsheets.models import EmergencyWord
from factsheets.searching.emergency import is_emergency

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_words():
    EmergencyWord.objects.all().delete()


@pytest.fixture
def words(no_words):
    for expression in ("can't pee", "Numb", "weak legs"):
        EmergencyWord.objects.create(expression=expression)


@pytest.mark.parametrize(
    "typed",
    [
        "can't pee",
        "CAN’T PEE",
        "i cant pee since yesterday",
        "cannot pee",
        "back pain can not really even pee",
        "numb",
        "numbness in my bottom",
        "feel numb, what to do",
        "my legs are weak, weak in both legs",
    ],
)
def test_it_is_recognised(words, typed):
    assert is_emergency(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "\x00",
        "'",
        "back pain",
        "number of sessions",
        "pee can't",  # another order
        "can't sleep because of my back and have to pee",  # too far apart
        "peer",
        "cant",
        "weak",
    ],
)
def test_it_is_not_mistaken(words, typed):
    assert not is_emergency(typed)


def test_without_words_nothing_is_an_emergency():
    assert not is_emergency("can't pee")


def test_very_long_words_are_answered_with_one_query(words, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not is_emergency("weak " * 20_000)
        # Only the beginning is looked at.
    assert is_emergency("numb " + "word " * 20_000)


def test_an_expression_that_has_no_word_matches_nothing(words):
    EmergencyWord.objects.create(expression="!!!")
    assert not is_emergency("back pain!!!")
