"""The forms of a word have the same root; other words have another."""

from __future__ import annotations

import pytest

from factsheets.language.word_forms import word_root


@pytest.mark.parametrize(
    "forms",
    [
        "swim swims swimming",
        "drive drives driving",
        "injury injuries",
        "price prices pricing",
        "scan scans scanning scanned",
        "mattress mattresses",
        "walk walking walked walks",
        "numb numbness",
        "massage massaging massaged",
        "saying say sayings",
    ],
)
def test_forms_of_one_word_are_alike(forms):
    assert len({word_root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("bed", "be"), ("string", "str"), ("kiss", "kis"), ("need", "ne"), ("number", "numb"), ("fall", "fal")],
)
def test_other_words_are_not(one, other):
    assert word_root(one) != word_root(other)
