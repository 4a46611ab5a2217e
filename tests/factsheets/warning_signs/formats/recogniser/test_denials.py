"""What somebody says they do not have is no sign of it; what they say besides is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "typed",
    [
        "no numbness",
        "no numbness or tingling",
        "back pain without fever or weight loss",
        "I haven't had any numbness",
        "I don't have a fever",
        "never suicidal",
        "no bowel or bladder problems",
        "no pain or weakness",
    ],
)
def test_what_is_denied_brings_no_card(recogniser, typed):
    assert recogniser.levels_in(typed) == []


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("no numbness but I can't pee", "emergency"),
        ("no fever, but my bum is numb", "emergency"),
        ("not suicidal but I don't want to wake up", "crisis"),
        ("never been suicidal before", "crisis"),
        ("my legs were never numb like this", "emergency"),
        ("my legs are not only numb", "emergency"),
        ("my legs are not without numbness", "emergency"),
        ("no feeling in my legs", "emergency"),
        ("no control of my bladder", "emergency"),
        ("no erection", "emergency"),
    ],
)
def test_what_is_said_besides_is_heard(recogniser, typed, level):
    assert recogniser.levels_in(typed)[:1] == [level]
