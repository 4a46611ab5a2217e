"""All that somebody typed is heard, however long it is, and whatever stands between or in the place of its letters."""

from __future__ import annotations

import pytest

from factsheets.warning_signs.formats.recogniser import Recogniser
from factsheets.warning_signs.formats.recogniser.typed import MOST_CHARACTERS, pieces_of
from factsheets.warning_signs.formats.starter_signs import starter_warning_signs

RECOGNISER = Recogniser(starter_warning_signs())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pain " * 61, ""),
        ("pain " * 300, " pain" * 300),
        ("the " * 80, ""),
        (" " * 700, ""),
        ("." * 700, ""),
        ("pain." * 200, ""),
        ("pain" * 100 + " ", ""),
    ],
)
@pytest.mark.parametrize(("phrase", "level"), [("can't pee", "emergency"), ("want to kill myself", "crisis")])
def test_the_end_of_a_long_story_is_heard(before: str, after: str, phrase: str, level: str) -> None:
    assert len(before + phrase + after) < MOST_CHARACTERS
    assert RECOGNISER.levels_in(before + phrase + after) == [level]


@pytest.mark.parametrize("at", range(15, 65, 3))
def test_a_sign_is_heard_wherever_one_piece_ends(at: int) -> None:
    assert RECOGNISER.levels_in(
        "pain " * at + "I really can't at all feel my own two legs" + " pain" * 60
    ) == ["emergency"]


@pytest.mark.parametrize(
    "typed",
    [
        "su1cide",
        "suic1de",
        "s*icide",
        "k1ll myself",
        "k*ll myself",
        "can&#39;t pee",
        "can&#x27;t feel my legs",
        "can&rsquo;t pee",
        "can%27t%20pee",
        "\u200b".join("cant pee"),
        "\u00ad".join("cant pee"),
        "\ufe0f".join("cant pee"),
        "c-a-n-t p-e-e",
        "c a n t  p e e",
        "su!cide",
        "su@cide",
        "k!ll myself",
        "help!my legs are numb",
        "s u i c i d e",
        "S.U.I.C.I.D.E",
        "cant pe<b></b>e",
        "can't" + " " * 300 + "feel my legs",
    ],
)
def test_letters_that_are_hidden_or_parted_are_read(typed: str) -> None:
    assert RECOGNISER.warning_in(typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "...", "5 < 6 > 3", "l5 s1", "l5s1", "mp3player", "a b c d", "100% sore", "\u200b"]
)
def test_nothing_is_read_into_what_is_plain(typed: str) -> None:
    assert RECOGNISER.levels_in(typed) == []


def test_the_same_words_over_and_over_are_read_once() -> None:
    assert len(pieces_of("pain " * 2_000)) == 1
