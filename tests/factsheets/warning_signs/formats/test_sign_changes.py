"""What somebody makes of a warning sign falls into a part that acts and a part that waits; nothing is lost between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factsheets.warning_signs.formats.recogniser import Sign
from factsheets.warning_signs.formats.sign_changes import (
    applied,
    change_in_words,
    difference,
    is_narrower,
    merged,
    sign_content,
    sign_in,
    undone,
    wider,
)

LINES = st.lists(st.sampled_from(["legs", "feet", "toes", "numb", "weak"]), unique=True, max_size=4).map(
    tuple
)
SIGNS = st.builds(
    Sign,
    st.sampled_from(["One", "Other"]),
    st.sampled_from(["emergency", "crisis", "urgent"]),
    LINES.filter(bool),
    LINES,
    LINES,
)


def same(one: Sign, other: Sign) -> bool:
    return difference(one, other) == {}


@given(SIGNS, SIGNS)
def test_the_part_that_acts_and_then_the_part_that_waits_make_what_was_typed(before, typed):
    in_force = wider(before, typed)
    assert same(applied(in_force, difference(in_force, typed)), typed)
    assert same(applied(before, difference(before, typed)), typed)


@given(SIGNS, SIGNS)
def test_what_acts_is_narrower_than_neither(before, typed):
    in_force = wider(before, typed)
    assert not is_narrower(before, in_force)
    assert set(in_force.about) >= {*before.about, *typed.about}
    assert set(in_force.leaves_alone) == set(before.leaves_alone) & set(typed.leaves_alone)
    assert not in_force.wrong or (
        before.wrong and typed.wrong and set(in_force.wrong) >= {*before.wrong, *typed.wrong}
    )


@given(SIGNS, SIGNS)
def test_a_widening_is_taken_back_again_for_comparison(before, typed):
    in_force = wider(before, typed)
    assert same(undone(in_force, difference(before, in_force)), before)


@given(SIGNS, SIGNS)
def test_without_another_in_between_the_form_is_taken_as_it_is(before, typed):
    assert same(merged(before, typed, before), typed)
    assert same(merged(before, before, typed), typed)


@given(SIGNS)
def test_what_a_screen_shows_is_read_back(sign):
    assert sign_in(sign_content(sign)) == sign


def test_capitals_make_no_difference():
    assert same(Sign("A", "urgent", ("Legs",)), Sign("A", "urgent", ("legs",)))
    assert not is_narrower(Sign("A", "urgent", ("Legs",)), Sign("A", "urgent", ("legs", "feet")))


def test_each_part_is_said_in_words():
    before = Sign("A", "urgent", ("legs", "feet"), (), ("dead leg",))
    after = Sign("B", "emergency", ("legs", "toes"), ("numb",), ())
    assert change_in_words(difference(before, after)) == [
        "Level: Emergency: 999 or A&E.",
        "What it is about: “toes” added.",
        "What it is about: “feet” taken out.",
        "What is wrong with it: “numb” added.",
        "What it leaves alone: “dead leg” taken out.",
    ]
