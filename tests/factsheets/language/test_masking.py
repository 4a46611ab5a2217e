"""Personal details go before a comment is stored, however they are written; all other words stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs

from factsheets.language.masking import EMAIL_REMOVED, NHS_REMOVED, PHONE_REMOVED, POSTCODE_REMOVED, masked

WORDS = st.sampled_from(["my back", "please ring", "It helped.", "after 3 weeks,", "L4 and L5:", "–", "\n"])
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def valid_nhs(first_nine: str) -> str | None:
    return next((first_nine + digit for digit in "0123456789" if nhs.is_valid(first_nine + digit)), None)


PHONES = st.one_of(
    st.from_regex(r"07[1-9]\d{2} ?\d{3} ?\d{3}", fullmatch=True),
    st.from_regex(r"\+447[1-9]\d{8}", fullmatch=True),
    st.from_regex(r"\(?01[2-9]\d{2}\)? \d{6}", fullmatch=True).filter(lambda it: ("(" in it) == (")" in it)),
    st.from_regex(r"020[ -]7\d{3}[ -]\d{4}", fullmatch=True),
)
EMAILS = st.from_regex(
    rf"[{LETTERS}]{{1,8}}[.+_-]?[{LETTERS}0-9]{{1,8}}@[{LETTERS}]{{1,8}}\.(co\.uk|org|net)", fullmatch=True
)
NHS_NUMBERS = (
    st.from_regex(r"[4-7]\d{8}", fullmatch=True)
    .map(valid_nhs)
    .filter(bool)
    .flatmap(lambda it: st.sampled_from([it, f"{it[:3]} {it[3:6]} {it[6:]}", f"{it[:3]}-{it[3:6]}-{it[6:]}"]))
)
POSTCODES = st.builds(
    lambda area, district, unit, small: (
        f"{area}{district} {unit}".lower() if small else f"{area}{district} {unit}"
    ),
    st.sampled_from(["M", "SW", "EC", "BT", "ZE", "W", "LS"]),
    st.sampled_from(["1", "9", "10", "1A", "20"]),
    st.from_regex(r"[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True),
    st.booleans(),
)


def removed(secret: str, words: str) -> bool:
    """Neither the secret itself nor its digits in a row are left."""
    digits = re.sub(r"\D", "", secret)
    return secret not in words and (len(digits) < 9 or digits not in re.sub(r"\D", "", words))


@given(before=WORDS, secret=st.one_of(PHONES, EMAILS, NHS_NUMBERS, POSTCODES), after=WORDS)
def test_what_tells_who_somebody_is_goes_and_the_words_around_it_stay(before, secret, after):
    found = masked(f"{before} {secret} {after}")
    assert removed(secret, found)
    assert found.startswith(before)
    assert found.endswith(after)


@given(st.text())
def test_any_text_is_taken_and_masking_twice_changes_nothing_more(text):
    once = masked(text)
    assert masked(once) == once
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f]", once)


@given(st.text(alphabet=LETTERS + LETTERS.upper() + " .,;:!?'()\n", max_size=300))
def test_plain_words_stay_as_they_are(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ring 07700 900123 now", f"ring {PHONE_REMOVED} now"),
        ("tel07700900123", f"tel{PHONE_REMOVED}"),
        ("+44 20 7946 0958", PHONE_REMOVED),
        ("０７７００ ９００１２３", PHONE_REMOVED),
        ("077\u200b00900123", PHONE_REMOVED),
        ("Write to first.last+back@example.co.uk.", f"Write to {EMAIL_REMOVED}."),
        ("my NHS number is 943 476 5919", f"my NHS number is {NHS_REMOVED}"),
        ("9434765919", NHS_REMOVED),
        ("I live at SW1A 1AA", f"I live at {POSTCODE_REMOVED}"),
        ("m11ae", POSTCODE_REMOVED),
    ],
)
def test_each_kind_has_a_note_of_its_own(typed, kept):
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "words",
    [
        "It has hurt since 2008, worse in 2019 2020.",
        "Pain at L4/L5 and L5-S1, 8/10 on 12/05/2019.",
        "2 x 500 mg, 4 times a day, for 10 days",
        "My @home exercises & 50% less pain",
    ],
)
def test_dates_doses_and_scores_stay(words):
    assert masked(words) == words


def test_line_breaks_stay_as_line_feeds():
    assert masked("one\r\ntwo\rthree") == "one\ntwo\nthree"
