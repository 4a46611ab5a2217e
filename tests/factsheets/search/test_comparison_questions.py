"""Who asks between therapies gets each of them."""

from __future__ import annotations

import pytest
from django.test import Client

from factsheets.language.alternatives import Alternatives, TherapyNames, alternatives_in
from factsheets.models import FactsheetPage
from factsheets.search.searching import search
from factsheets.starter.library import load_starter_library
from tests.builders import live
from tests.search_index import index_everything

NAMES = TherapyNames(
    ["TENS", "Massage", "Osteopathy", "Medical acupuncture", "Alexander technique"],
    [["Medical acupuncture", "dry needling"], ["acupuncture", "acupuncturist"], ["sore", "painful"]],
)


@pytest.mark.parametrize(
    ("question", "names", "besides"),
    [
        ("osteopath or physio", ["osteopath", "physio"], ""),
        ("physio or an osteopath", ["physio", "osteopath"], ""),
        ("acupuncture / massage", ["acupuncture", "massage"], ""),
        ("Acupuncture/Massage", ["acupuncture", "massage"], ""),
        ("tens and massage", ["tens", "massage"], ""),
        ("TENS, massage & osteopathy", ["tens", "massage", "osteopathy"], ""),
        ("massage vs osteopathy", ["massage", "osteopathy"], ""),
        ("massage vs. osteopathy", ["massage", "osteopathy"], ""),
        ("massage versus swimming", ["massage", "swimming"], ""),
        ("massage compared to osteopathy", ["massage", "osteopathy"], ""),
        ("dry needling or deep tissue massage", ["dry needling", "deep tissue massage"], ""),
        ("is osteopathy or massage better for my hip", ["osteopathy", "massage"], "is better for my hip"),
        ("massage or osteopathy or tens", ["massage", "osteopathy", "tens"], ""),
        ("acupuncturist or masage", ["acupuncturist", "masage"], ""),
    ],
)
def test_a_word_between_therapies_makes_alternatives(question: str, names: list[str], besides: str) -> None:
    assert alternatives_in(question, NAMES) == Alternatives(names, besides)


@pytest.mark.parametrize(
    "question",
    [
        "osteopathy",
        "pain when i sit or stand",
        "sore and painful",
        "neck and back pain",
        "massage and back pain",
        "“massage or osteopathy”",
        '"massage or osteopathy" leaflet',
        "https://example.org/massage/osteopathy",
        "or massage",
        "massage /",
        "massage or should i wait and see what happens",
        "massage 24/7",
        "",
    ],
)
def test_other_questions_ask_for_one_thing(question: str) -> None:
    assert alternatives_in(question, NAMES) is None


@pytest.fixture(scope="module")
def starters(lasting_rows: None) -> None:
    load_starter_library()


@pytest.fixture
def library(starters: None, db: None) -> None:
    index_everything()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("tens and massage", {"tens", "massage"}),
        ("massage vs osteopathy", {"massage", "osteopathy"}),
        ("osteopath/chiropractor", {"osteopathy", "chiropractic"}),
        ("acupuncture or an osteopath", {"medical-acupuncture", "osteopathy"}),
        ("is massage or tens better for sciatica", {"massage", "tens"}),
        ("osteopathy or Alexander technique or massage", {"osteopathy", "alexander-technique", "massage"}),
    ],
)
def test_each_of_the_therapies_comes_first(library: None, question: str, first: set[str]) -> None:
    found = search(question)
    assert {page.slug for page in found.factsheets[: len(first)]} == first
    assert found.has_all_words
    assert found.corrected_query is None


def test_a_therapy_that_the_library_lacks_hides_no_other(library: None, client: Client) -> None:
    assert search("osteopath or physio").factsheets[0].slug == "osteopathy"
    live("Physiotherapy", also_called="Physio")
    index_everything()
    found = search("osteopath or physio")
    assert {page.slug for page in found.factsheets[:2]} == {"osteopathy", "physiotherapy"}
    body = client.get("/search/", {"q": "osteopath or physio"}).content.decode()
    assert "some of them" not in body


def test_spelling_is_helped_in_each_part(library: None) -> None:
    found = search("masage or osteopathy")
    assert found.corrected_query == "massage or osteopathy"
    assert {page.slug for page in found.factsheets[:2]} == {"massage", "osteopathy"}
    assert search("masage or osteopathy", exact=True).corrected_query is None


def test_a_name_that_is_gone_is_forgotten(library: None) -> None:
    assert {page.slug for page in search("massage and tens").factsheets} >= {"massage", "tens"}
    FactsheetPage.objects.get(slug="tens").unpublish()
    FactsheetPage.objects.get(slug="massage").unpublish()
    index_everything()
    assert not {page.slug for page in search("massage and tens").factsheets} & {"massage", "tens"}
