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


#: As it is printed at the end of a factsheet, in its PDFs, in the history and on the page of a copy; and as people pass it on.
WRITTEN = [
    "code {}",
    "Code: {}",
    "Code {}.",
    "code{}",
    "CODE  {}",
    "({})",
    "“{}”",
    "/v/{}",
    "https://www.backcare.example/v/{}/",
    "http://127.0.0.1:8000/v/?code={}",
    "Your copy: version 12, published 24 March 2023, code {}",
    "Version 2, published 4 May 2026, code {}. Check it at www.backcare.example/v/{}/",
    "{} (version 3)",
]


@given(codes, st.sampled_from(WRITTEN), st.data())
def test_a_code_is_read_in_every_form_that_we_print_and_people_pass_on(code, written, data):
    spaced = "  ".join(code)
    own = data.draw(
        st.sampled_from(
            [code, for_people(code), for_people(code).lower(), f"{code[:3]} – {code[3:]}", spaced]
        )
    )
    assert code_from(written.replace("{}", own)) == code


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
