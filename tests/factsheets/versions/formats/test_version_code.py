"""Codes on paper: easy to read and type, and a slip of the hand is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheets.versions.formats.version_code import ALPHABET, LENGTH, code_from, for_people, new_code

codes = st.builds(new_code)


@given(codes)
def test_a_code_is_read_as_people_write_it(code):
    assert code_from(code) == code
    assert code_from(for_people(code)) == code
    assert code_from(f" {code[:2].lower()} {code[2:]} ") == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_each_wrong_sign_is_noticed(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    assert code_from(wrong) == (code if wrong == code else "")


@given(codes, st.integers(0, LENGTH - 2))
def test_each_pair_that_changed_places_is_noticed(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert code_from(swapped) == (code if swapped == code else "")


@pytest.mark.parametrize(
    "typed", ["", "ABC", "0OIL1UV", "x" * 4000, "ABC-DEFGH", "\x00" * 7, "ÄÖÜßéàè", "１２３４５６７"]
)
def test_anything_else_is_no_code(typed):
    assert code_from(typed) == ""


def test_no_sign_looks_like_another():
    assert not set(ALPHABET) & set("01OILUaeiou")
    assert len(set(ALPHABET)) == 30
