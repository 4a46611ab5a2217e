"""Whoever types a warning sign sees whom to call before anything else on the page of results."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from factsheets.models import LibraryPage, UnansweredSearch
from factsheets.warning_signs.formats.recogniser.typed import MOST_CHARACTERS
from tests.builders import live, sign_governed_texts
from tests.search_index import index_everything
from tests.setting_up.made_once import MadeOnce

from .test_search_page import make_library, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(made_once: MadeOnce) -> None:
    made_once(make_library)
    index_everything()


def levels(soup: BeautifulSoup) -> list[str]:
    return [card["id"] for card in soup.select("main section.warning-card")]


def comes_first(soup: BeautifulSoup) -> bool:
    """Whether the first heading after the title of the page, and the first thing after its form, is the card's."""
    headings = soup.select("main :is(h1, h2, h3)")
    card = soup.select_one("main section.warning-card")
    after_form = soup.select_one("main form[role=search]").find_next("section")
    return bool(card) and headings[1] is card.h2 and after_form is card


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "massage cauda equina"},
        {"q": "cauda equina"},
        {"q": "cauda equina zzzz", "exact": "1"},
        {"q": "cauda equina massage", "kind": "manual"},
        {"q": "cauda equina massage", "condition": "sciatica"},
        {"q": "cauda equina massage", "page": "2"},
    ],
)
def test_the_card_stands_before_everything(client, library, asked):
    soup = read(client, **asked)
    assert levels(soup) == ["emergency"]
    assert comes_first(soup)
    card = soup.find(id="emergency")
    assert card["aria-labelledby"] == card.h2["id"]
    assert words(card.h2).startswith("Immediate action required: Call")
    assert card.select_one(".phones a[href='tel:999']")
    assert "you are numb around your bottom" in words(card)
    assert card.find("a", string="When to get help now")["href"] == "/help-now/#emergency"


def test_the_card_stands_on_every_page_of_many_results(client):
    for number in range(13):
        live(f"Therapy {number}", introduction="<p>Cauda equina.</p>")
    index_everything()
    for page in ("1", "2"):
        soup = read(client, q="cauda equina", page=page)
        assert soup.select("ol.hits h3")
        assert comes_first(soup)


def test_without_a_library_there_is_a_card_all_the_same(client):
    index_everything()
    assert comes_first(read(client, q="cant pee"))
    LibraryPage.objects.get().unpublish()
    assert comes_first(read(client, q="cant pee"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cant pee", ["emergency"]),
        ("suicidal", ["crisis"]),
        ("back pain with fever", ["urgent"]),
        ("cant pee and suicidal", ["emergency", "crisis"]),
        ("cant pee and fever back pain", ["emergency"]),
        ("massage", []),
        ("", []),
    ],
)
def test_each_kind_of_sign_has_its_card(client, library, typed, expected):
    soup = read(client, q=typed)
    assert levels(soup) == expected
    assert bool(soup.select(".warning-strip")) is not bool(expected)


def test_a_sign_at_the_end_of_a_long_story_is_heard(client, library):
    story = "my back has hurt for weeks and it was getting better with some walks and rest at home but today i cant pee"
    assert len(story) <= 200
    soup = read(client, q=story)
    assert "Your question was long" in words(soup)
    assert levels(soup) == ["emergency"]


def test_a_field_for_a_question_takes_all_that_is_heard(client, library):
    """What a browser cuts off, nobody hears."""
    for address in ("/search/", "/", "/factsheets/", "/factsheets/massage/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        for field in page.select("input[name=q]"):
            assert int(field.get("maxlength", MOST_CHARACTERS)) >= MOST_CHARACTERS
    story = f"{'My back has hurt for weeks, and I have tried walks and rest. ' * 100}Today I cant pee."
    soup = read(client, q=story)
    assert levels(soup) == ["emergency"]
    assert "Your question was long, so we searched for its first words only" in words(soup)


def test_nobody_in_danger_is_told_that_they_meant_something_else(client, library):
    for typed in ("massge cant pee", "suicidal acupunctrue", "cauda equinna"):
        soup = read(client, q=typed)
        assert levels(soup)
        assert "Showing results for" not in words(soup)
        assert not soup.select(".near-names a")
    assert "Showing results for" in words(read(client, q="acupunctrue"))


def test_what_was_searched_in_danger_is_counted_as_other_searches_are(client, library):
    read(client, q="cauda equina")
    assert [each.term for each in UnansweredSearch.objects.all()] == ["cauda equina"]


def test_an_example_is_marked_as_one(client):
    index_everything()
    soup = read(client, q="cant pee")
    assert len(soup.select("main .notice")) == 1
    sign_governed_texts()
    assert len(read(client, q="cant pee").select("main .notice")) == 1


def test_the_card_is_in_the_first_bytes_that_a_browser_gets_without_scripts(client: Client, library):
    body = client.get("/search/", {"q": "cant pee"}).content.decode()
    assert body.index('id="emergency"') < body.index("search-notes")
