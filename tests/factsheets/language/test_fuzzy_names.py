"""Which searches may have meant a name."""

import pytest

from factsheets.language.fuzzy_names import is_one_of, means_one_of

NAMES = ["Medical acupuncture", "Dry needling", "TENS"]


@pytest.mark.parametrize(
    "term",
    [
        "medical accupuncture",
        "dry needeling",
        "dryneedling",
        "dry needling for cats",
        "tens hire",
        "needling, dry",
    ],
)
def test_it_may_have_meant_one_of_them(term):
    assert means_one_of(term, NAMES)


@pytest.mark.parametrize("term", ["massage", "dry skin", "tent", "dry", "", "?!"])
def test_it_meant_something_else(term):
    assert not means_one_of(term, NAMES)


def test_a_name_alone_is_less_than_a_name_among_other_words():
    assert is_one_of("siatica", ["Sciatica"])
    assert not is_one_of("sciatica yoga", ["Sciatica"])


def test_an_empty_name_is_nothing():
    assert not means_one_of("", ["", "?!"])
    assert not means_one_of("yoga", ["", "?!"])
