"""Whatever is typed is answered soon; and what a change of the signs does, it does in one direction only."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factsheets.warning_signs.formats.recogniser import Recogniser, Sign
from factsheets.warning_signs.formats.starter_signs import starter_warning_signs
from tests.setting_up.yardstick import yardsticks

from .phrases import misspelt, read, rearranged

#: Far more than it takes.
MOST_YARDSTICKS = 60
_WORDS = """
cant not no go feel felt numb dumb legs lets leg weak week pee wee wed peel bum bumm saddle sadle coffee cream lost control fell off car
crash hit die end it all on too many pills back pain night worse cantpee numblegs in continence over dose took tablets 7 8 20 twenty
"""
WORDS = st.sampled_from(_WORDS.split())
_OF_LINES = st.sampled_from([*_WORDS.split(), "2+", "8+", "20+"])
LINES = st.lists(st.lists(_OF_LINES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4).map(tuple)
SIGNS = st.builds(
    Sign, st.just("Sign"), st.sampled_from(["emergency", "urgent", "crisis"]), LINES, LINES, LINES
)
QUESTIONS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=5, max_size=30)
TYPED = [
    variant
    for phrase in read("warning_signs.tsv")
    for chance in [random.Random(phrase.text)]
    for variant in (phrase.text, *misspelt(phrase.text, chance), *rearranged(phrase.text, chance))
]


@given(st.text(max_size=300))
@example("x" * 5000)
@example("cant pee " * 500)
@example("go not " * 500)
@example("legs numb weak no feeling can " * 100)
@example("cantpeelegsnumb" * 100)
@example("can t " * 500)
@example("9" * 5000)
@example("took 20 " * 500)
@example("\ufdfa" * 1000)
@example("İ̇ﬁ\u00ad\u200b'’`")
@settings(max_examples=50, deadline=None)
def test_anything_is_answered_soon(recogniser, q):
    assert yardsticks(lambda: recogniser.levels_in(q)) < MOST_YARDSTICKS
    levels = recogniser.levels_in(q)
    found = recogniser.warning_in(q)
    assert [found.level] == levels[:1] if found else not levels


@given(SIGNS, SIGNS, LINES, QUESTIONS, st.sampled_from(["about", "wrong"]))
@settings(max_examples=60, deadline=None)
def test_more_lines_never_let_fewer_phrases_be_found(sign, beside, lines, questions, part):
    wider = sign._replace(**{part: getattr(sign, part) + lines})
    before, after = Recogniser([sign, beside]), Recogniser([wider, beside])
    for q in questions:
        lost = {each.level for each in before.signs_in(q)} - {each.level for each in after.signs_in(q)}
        assert not lost, q


@given(SIGNS, SIGNS, LINES, QUESTIONS)
@settings(max_examples=60, deadline=None)
def test_more_exceptions_never_let_more_phrases_be_found(sign, beside, lines, questions):
    narrower = sign._replace(leaves_alone=sign.leaves_alone + lines)
    before, after = Recogniser([sign, beside]), Recogniser([narrower, beside])
    for q in questions:
        assert set(after.levels_in(q)) <= set(before.levels_in(q)), q


@pytest.mark.parametrize("part", ["about", "wrong"])
def test_one_more_line_of_any_starter_sign_loses_no_phrase(recogniser, part):
    signs = [
        sign._replace(
            **{part: (*getattr(sign, part), "dumb lets", "peel", "cantpee", "numness in", "2+ days", "8+")}
        )
        if sign.about and sign.wrong
        else sign
        for sign in starter_warning_signs()
    ]
    wider = Recogniser(signs)
    for q in TYPED:
        names = {sign.name for sign in wider.signs_in(q)}
        assert {sign.name for sign in recogniser.signs_in(q)} <= names, q


def test_one_exception_more_finds_no_phrase_more(recogniser):
    signs = [
        sign._replace(leaves_alone=(*sign.leaves_alone, "numb lets", "my legs", "cant", "8+"))
        for sign in starter_warning_signs()
    ]
    narrower = Recogniser(signs)
    for q in TYPED:
        assert {sign.name for sign in narrower.signs_in(q)} <= {
            sign.name for sign in recogniser.signs_in(q)
        }, q
