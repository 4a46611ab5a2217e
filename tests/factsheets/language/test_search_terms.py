"""What readers searched for is kept only when it is short and tells nothing about a person."""

import pytest

from factsheets.language.search_terms import keepable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Pilates", "pilates"),
        ("  Back   PAIN\n", "back pain"),
        ("“yoga”?", "yoga"),
        ("L5 S1", "l5 s1"),
        ("pil\x00ates", "pilates"),
        ("caf\u00e9 cure", "café cure"),
        ("\ud83dyoga", "yoga"),
    ],
)
def test_a_term_is_kept_in_one_way_of_writing(typed, kept):
    assert keepable(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "?!",
        "12345",
        "🙂🙂",
        "x" * 61,
        "word " * 500,
        "jo@example.org",
        "ring 020 7946 0958",
        "my number is 943 476 5919",
        "physio SW1A 1AA",
        "jo bloggs 12/03/1964",
    ],
)
def test_what_is_long_or_personal_or_no_word_is_not_kept(typed):
    assert keepable(typed) == ""
