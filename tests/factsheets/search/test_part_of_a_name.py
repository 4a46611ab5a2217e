"""Words that are part of the name of a condition: who types them asks about it, and gets the same answers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from factsheets.models import Condition, FactsheetPage
from tests.builders import live, suits
from tests.search_index import index_everything

from .test_search_page import read, titles, words

pytestmark = pytest.mark.django_db

DOWN_THE_LEG = "/conditions/low-back-pain-with-sciatica/"


@pytest.fixture(scope="module")
def filled(lasting_rows: None) -> None:
    """TENS says most about legs, and that it helps least."""
    sciatica = condition("Low back pain with sciatica", "back pain that runs down the leg")
    condition("Chronic low back pain", "back pain that lasts")
    low = condition("Low back pain", "pain in the lower back")
    collapse = condition("Vertebral collapse in severe osteoporosis", "a collapsed bone in the spine")
    about = "<p>Pain in the leg. A leg with pain is a painful leg.</p>"
    suits(live("TENS", introduction=about, summary="For pain in the leg or back."), "unlikely", sciatica)
    suits(live("Massage"), "likely", sciatica)
    suits(live("Medical acupuncture", also_called="Needles"), "unlikely", collapse)
    for page in FactsheetPage.objects.all():
        suits(page, "likely", low)
        suits(page, "likely", Condition.objects.get(name="Chronic low back pain"))


@pytest.fixture(autouse=True)
def library(filled: None) -> None:
    """What an earlier test changed is undone in the database, and not in the index."""
    index_everything()


def condition(name: str, plain_name: str, **fields: str) -> Condition:
    return Condition.objects.create(name=name, plain_name=plain_name, **fields)


def said(soup: BeautifulSoup) -> list[str]:
    return [words(each) for each in soup.select(".hit .said strong")]


@pytest.mark.parametrize("q", ["pain down leg", "leg pain", "Legs", "pian down the leg"])
def test_what_helps_stands_first_and_each_hit_says_its_verdict(client, q):
    soup = read(client, q=q)
    assert soup.main.select_one(".hit a")["href"] == DOWN_THE_LEG
    assert titles(soup)[:2] == ["Massage", "TENS"]
    assert said(soup)[:2] == [
        "For back pain that runs down the leg: most likely to help",
        "For back pain that runs down the leg: least likely to help",
    ]
    assert len(soup.main.select(f"a[href='{DOWN_THE_LEG}']")) == 1


@pytest.mark.parametrize(
    "q", ["osteoporosis", "severe osteoporosis", "collapsed bone", "collapsed bones in the spine"]
)
def test_a_therapy_that_hardly_helps_is_not_alone_without_a_word(client, q):
    soup = read(client, q=q)
    assert "For a collapsed bone in the spine: least likely to help" in said(soup)
    assert words(soup.main.select_one(".hit")).startswith("A collapsed bone in the spine")


def test_other_programs_get_it_too(client, settings):
    answer = client.get("/api/v1/search", {"q": "leg pain"}).json()
    assert [each["url"] for each in answer["named"]] == [f"{settings.SITE_URL}{DOWN_THE_LEG}"]
    assert [each["title"] for each in answer["factsheets"]][:2] == ["Massage", "TENS"]
    assert answer["factsheets"][1]["about_the_question"] == [
        "For back pain that runs down the leg: least likely to help"
    ]


@pytest.mark.parametrize("q", ["pain", "back", "back pain", "low", "bad back", "my back hurts"])
def test_words_of_many_names_name_none(client, q):
    soup = read(client, q=q)
    assert not soup.select("#what-you-asked-about")
    assert not said(soup)


def test_a_therapy_that_is_called_so_is_what_was_asked_for(client):
    condition("Pain after a massage", "")
    suits(
        FactsheetPage.objects.get(title="TENS"), "likely", Condition.objects.get(name="Pain after a massage")
    )
    index_everything()
    soup = read(client, q="massage")
    assert titles(soup)[0] == "Massage"
    assert not soup.select("#what-you-asked-about")


@pytest.mark.parametrize("q", ["TENS for leg pain", "tens for pain in my legs"])
def test_a_therapy_that_is_named_besides_stays_first_and_says_its_verdict(client, q):
    soup = read(client, q=q)
    assert soup.main.select_one(".hit a")["href"] == DOWN_THE_LEG
    assert titles(soup)[0] == "TENS"
    assert said(soup)[0] == "For back pain that runs down the leg: least likely to help"


def test_all_the_words_are_nearer_than_some(client):
    """“Low back pain” is a name, and “long low back pain” is another condition by its words."""
    assert words(read(client, q="low back pain").main.select_one(".hit a")) == "Pain in the lower back"
    assert (
        words(read(client, q="persisting chronic low back pain", exact=1).main.select_one(".hit a"))
        == "Back pain that lasts"
    )
    Condition.objects.filter(name="Low back pain").update(other_names="back pain")
    Condition.objects.get(name="Low back pain").save()
    index_everything()
    assert words(read(client, q="chronic back pain").main.select_one(".hit a")) == "Back pain that lasts"


def test_a_word_that_only_describes_a_condition_names_none(client):
    Condition.objects.filter(name="Low back pain").update(description="Often after digging.")
    index_everything()
    soup = read(client, q="digging")
    assert soup.select("a[href='/conditions/low-back-pain/']")
    assert not soup.select("#what-you-asked-about")


def test_it_holds_on_every_page_and_costs_two_queries_at_most(client, django_assert_max_num_queries):
    for number in range(12):
        live(f"Exercise {number}", introduction="<p>For the leg and pain.</p>")
    index_everything()
    assert titles(read(client, q="leg pain", page=1))[:2] == ["Massage", "TENS"]
    assert "TENS" not in titles(read(client, q="leg pain", page=2))
    with django_assert_max_num_queries(60) as named:
        read(client, q="low back pain with sciatica", page=2)
    with django_assert_max_num_queries(len(named.captured_queries) + 2):
        read(client, q="leg pain", page=2)
