"""Letters of other alphabets, pictures, figures, and slips that make another English word."""

from __future__ import annotations

import pytest

from factsheets.warning_signs.formats.recogniser.pictures import in_our_letters, in_words
from factsheets.warning_signs.formats.recogniser.slips import as_meant


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("сan't рее", "emergency"),
        ("саuda еquina", "emergency"),
        ("ｎｕｍｂ ｌｅｇｓ", "emergency"),
        ("n̶u̶m̶b̶ legs", "emergency"),
        ("𝓬𝓪𝓷𝓽 𝓹𝓮𝓮", "emergency"),
        ("🚨", "emergency"),
        ("🆘", "emergency"),
        ("🚫 feeling 🦵🏽", "emergency"),
        ("can't 🚽", "emergency"),
        ("🍑 numb", "emergency"),
        ("🔫 myself", "crisis"),
        ("took all my 💊💊💊💊", "crisis"),
        ("can't p33", "emergency"),
        ("c4nt f33l my l3gs", "emergency"),
        ("5uicide", "crisis"),
    ],
)
def test_what_stands_for_letters_and_words_is_read(recogniser, typed, level):
    assert recogniser.levels_in(typed)[:1] == [level]


@pytest.mark.parametrize(
    "typed", ["😊", "🙏 massage", "🧘 yoga", "5mins", "l4 l5", "t12", "4 weeks", "❤️", "👍"]
)
def test_other_pictures_and_figures_say_nothing_dangerous(recogniser, typed):
    assert recogniser.levels_in(typed) == []


def test_words_of_another_language_stay_as_they_are():
    assert in_our_letters("не чувствую ног, café") == "не чувствую ног, café"
    assert in_words("plain words") == "plain words"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lots control of my bladder", "lost control of my bladder"),
        ("lots of control", "lots of control"),
        ("kill my slef", "kill myself"),
        ("my wife", "my wife"),
        ("my we wont come", "my wee wont come"),
        ("why cant we", "why cant we"),
        ("can not i cannnot pee", "can not i cant pee"),
        ("cat feel my legs", "cant feel my legs"),
        ("my cat feel ill", "my cat feel ill"),
        ("pins and needles", "pins and needles"),
        ("hrad to walk", "hard to walk"),
    ],
)
def test_a_slip_is_taken_for_a_word_only_where_grammar_leaves_no_room_for_the_other(typed, meant):
    words = as_meant(typed)
    assert words in (meant, meant.replace("can not", "cant"))
