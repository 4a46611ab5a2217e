"""Numbers to ring are links on the web, and words on paper."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from django.utils.html import conditional_escape
from hypothesis import given
from hypothesis import strategies as st

from factsheets.governed.formats.phone_links import with_phone_links, without_phone_links


class Phone(NamedTuple):
    number: str


def linked(text: str, *numbers: str) -> dict[str, str]:
    html = with_phone_links(text, [Phone(number) for number in numbers])
    return {words: address for address, words in re.findall(r'href="tel:([^"]*)">([^<]*)</a>', html)}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Call 999 or go to A&E now if:", {"999": "999"}),
        ("Ask for a GP or call 111.", {"111": "111"}),
        ("999, 111", {"999": "999", "111": "111"}),
        ("(call 999)", {"999": "999"}),
        ("Samaritans, 116 123, day and night", {"116 123": "116123"}),
        ("Samaritans: 116123", {"116123": "116123"}),
        ("call 111 24 hours a day", {"111": "111"}),
    ],
)
def test_a_number_of_the_whole_country_is_a_link(text, links):
    assert linked(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£999",
        "1,999 people",
        "999.50",
        "1999",
        "9990",
        "room 111b",
        "0300 123 999",
        "0800 111 222",
        "111 222 333",
        "+111",
        "1-999",
        "99 9",
    ],
)
def test_a_part_of_something_else_is_none(text):
    assert linked(text) == {}


def test_the_numbers_that_stand_beside_a_text_are_links_in_it():
    assert linked("Call 0300 123 999 or 999.", "0300 123 999", "0300 123") == {
        "0300 123 999": "0300123999",
        "999": "999",
    }
    assert linked("Call 0300 123 999.") == {}


def test_what_is_no_number_stays_text():
    html = with_phone_links("<b>999</b> & <a href='x'>")
    assert html == (
        '&lt;b&gt;<a class="phone" href="tel:999">999</a>&lt;/b&gt; &amp; &lt;a href=&#x27;x&#x27;&gt;'
    )


@given(st.lists(st.sampled_from(["999", "111", "116 123", " ", "£", "<", "&", ".", "a", "1"])).map("".join))
def test_on_paper_the_words_are_the_same(text):
    assert without_phone_links(with_phone_links(text)) == conditional_escape(text)
