"""A question that names what somebody has: its own page first, and every hit says what the factsheet says about it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import PageViewRestriction

from factsheets.models import (
    Citation,
    Condition,
    FactsheetPage,
    PainPattern,
    SearchSynonym,
    Source,
)
from tests.builders import complete_draft, live, suits
from tests.search_index import index_everything

from .test_search_page import read, titles, words

pytestmark = pytest.mark.django_db

GUIDELINE = "A guideline advises against this: A body, “A guideline”, 2016."


def contested(page: FactsheetPage) -> FactsheetPage:
    source, _ = Source.objects.get_or_create(
        kind="guideline", title="A guideline", authors="A body", year=2016
    )
    Citation.objects.create(page=page, source=source, section="evidence", stance="against")
    return page


@pytest.fixture(scope="module")
def filled(lasting_rows: None) -> None:
    """Six therapies that say something else about a slipped disc each, or nothing; the one to avoid says most about it."""
    disc = Condition.objects.create(
        name="Prolapsed intervertebral disc", plain_name="a slipped disc", other_names="slipped disc"
    )
    much = "<p>A slipped disc. A slipped disc is a slipped disc.</p>"
    suits(live("Osteopathy", introduction=much, also_called="Slipped disc therapy"), "avoid", disc)
    live("Yoga", introduction="<p>Some people with a slipped disc ask about it.</p>")
    suits(live("TENS"), "unlikely", disc, note="In extreme cases.")
    suits(contested(live("Medical acupuncture")), "likely", disc)
    suits(live("Massage", contraindication_state="not_assessed"), "likely", disc)
    live("Reiki")
    aching = PainPattern.objects.create(name="Dull or aching", aspect="feel")
    suits(FactsheetPage.objects.get(title="Reiki"), "likely", aching)


@pytest.fixture
def library(filled: None) -> None:
    """What an earlier test changed is undone in the database, and not in the index."""
    index_everything()


def hit(soup: BeautifulSoup, title: str) -> Tag:
    return next(each for each in soup.select("ol.hits .hit") if words(each.select_one(".hit-title")) == title)


IN_ORDER = ["Massage", "Medical acupuncture", "TENS", "Yoga", "Osteopathy"]


@pytest.mark.parametrize(
    "q", ["slipped disc", "a slipped disc", "Slipped discs", "slippeddisc", "sliped disc"]
)
def test_what_helps_comes_first_and_what_must_be_avoided_last(client, library, q):
    assert titles(read(client, q=q)) == IN_ORDER


@pytest.mark.parametrize("q", ["slipped disc", "massage for slipped disc", "herniated disc"])
def test_the_page_of_the_condition_is_the_first_of_all(client, library, q):
    SearchSynonym.objects.create(expressions="slipped disc\nherniated disc")
    main = read(client, q=q).main
    first = main.select_one(".hit")
    assert first.a["href"] == "/conditions/prolapsed-intervertebral-disc/"
    assert words(first.a) == "A slipped disc"
    assert len(main.select(f"a[href='{first.a['href']}']")) == 1
    assert not read(client, q="massage").select("#what-you-asked-about")


def test_every_hit_says_what_the_factsheet_says_about_it(client, library):
    soup = read(client, q="slipped disc")
    unlikely = hit(soup, "TENS").select_one(".said--unlikely")
    assert words(unlikely) == (
        "For a slipped disc: least likely to help In extreme cases. Pain from irritated nerves."
    )
    avoid = words(hit(soup, "Osteopathy").select_one(".said--avoid"))
    assert avoid == "For a slipped disc: should not be used None is known, but see a doctor first."
    likely = words(hit(soup, "Massage").select_one(".said--likely"))
    assert likely.startswith("For a slipped disc: most likely to help Muscle strain.")
    assert likely.endswith("Nobody has assessed yet who should not have it.")
    assert not hit(soup, "Yoga").select(".said")
    assert not read(client, q="massage").select(".said")


def test_a_claim_against_a_guideline_has_its_own_words_and_sign(client, library):
    soup = read(client, q="slipped disc")
    said, plain = (
        hit(soup, title).select_one(".said--likely") for title in ("Medical acupuncture", "Massage")
    )
    assert "For a slipped disc: most likely to help, but a source speaks against it" in words(said)
    assert GUIDELINE in words(said).replace(" :", ":").replace(" .", ".")
    assert "said--contested" in said["class"]
    assert said.select_one(".verdict-icon path")["d"] != plain.select_one(".verdict-icon path")["d"]


def test_a_therapy_that_is_named_stays_first(client, library):
    for q in ("is osteopathy good for a slipped disc", "slipped disc osteopathy"):
        assert titles(read(client, q=q))[0] == "Osteopathy", q
    assert titles(read(client, q="tens for slipped disc"))[0] == "TENS"


def test_the_order_holds_over_all_pages(client, library):
    disc = Condition.objects.get()
    for number in range(12):
        suits(live(f"Helpful {number}", introduction="<p>Nothing more.</p>"), "likely", disc)
    index_everything()
    first, second = (titles(read(client, q="slipped disc", page=number)) for number in (1, 2))
    assert len(first) == 10
    assert all(title.startswith(("Helpful", "Massage")) for title in first)
    assert [*first, *second][-4:] == IN_ORDER[1:]
    assert not read(client, q="slipped disc", page=2).select("#what-you-asked-about")


def test_the_worse_counts_where_two_things_are_named(client, library):
    sciatica = Condition.objects.create(name="Sciatica")
    suits(FactsheetPage.objects.get(title="Massage"), "avoid", sciatica)
    suits(FactsheetPage.objects.get(title="TENS"), "likely", sciatica)
    index_everything()
    soup = read(client, q="slipped disc sciatica")
    assert titles(soup) == ["TENS", "Massage"]
    assert [words(each) for each in hit(soup, "TENS").select(".said strong")] == [
        "For Sciatica: most likely to help",
        "For a slipped disc: least likely to help",
    ]
    assert [words(link) for link in soup.select("#what-you-asked-about ~ ul a")] == [
        "A slipped disc",
        "Sciatica",
    ]


def test_narrowed_by_a_condition_the_results_stand_in_groups(client, library):
    soup = read(client, q="back pain", condition="prolapsed-intervertebral-disc")
    groups = {
        words(heading): [words(each) for each in heading.find_next("ol").select(".hit-title")]
        for heading in soup.select(".hits-heading")
    }
    assert groups == {
        "Most likely to help": ["Massage"],
        "Named as most likely to help, but a source speaks against it": ["Medical acupuncture"],
        "Least likely to help": ["TENS"],
        "Should not be used": ["Osteopathy"],
    }
    assert "For a slipped disc: least likely to help" in words(hit(soup, "TENS"))
    assert not read(client, q="back pain").select(".hits-heading")


def test_a_pain_pattern_leads_to_the_finder(client, library):
    soup = read(client, q="massage for dull back pain")
    assert soup.main.select_one(".hit a")["href"] == "/find/?pain=dull-or-aching"
    assert client.get("/find/?pain=dull-or-aching").status_code == 200
    assert "For back pain that is dull or aching: most likely to help" in words(
        hit(read(client, q="aching back"), "Reiki")
    )


def test_what_only_hidden_factsheets_speak_about_is_not_named(client, library):
    lumbago = Condition.objects.create(name="Lumbago")
    suits(complete_draft("Secret"), "likely", lumbago)
    private = live("Private")
    suits(private, "likely", Condition.objects.create(name="Coccydynia"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    index_everything()
    for q in ("lumbago", "coccydynia"):
        assert not read(client, q=q).select("#what-you-asked-about")


def test_a_change_of_names_is_noticed(client, library):
    assert not read(client, q="burst doughnut").select("#what-you-asked-about")
    disc = Condition.objects.get()
    disc.other_names = "burst doughnut"
    disc.save()
    assert read(client, q="burst doughnut").select("#what-you-asked-about")
    aching = PainPattern.objects.get()
    aching.name = "Like a toothache"
    aching.save()
    assert read(client, q="back pain like a toothache").select("#what-you-asked-about")


def test_a_stale_index_puts_nothing_to_avoid_above_what_helps(client, library):
    page = FactsheetPage.objects.get(title="Massage")
    page.suitabilities.update(verdict="avoid")
    shown = titles(read(client, q="slipped disc"))
    assert shown.index("Massage") > shown.index("TENS")


def test_without_an_index_the_database_answers_in_the_same_order(client, library, own_index):
    FactsheetPage.objects.update(summary="For a slipped disc, among others.")
    shown = titles(read(client, q="slipped disc"))
    assert [title for title in shown if title in IN_ORDER and title != "Yoga"] == [
        title for title in IN_ORDER if title in shown and title != "Yoga"
    ]


def test_rows_of_hits_cost_one_query_more(client, library, django_assert_max_num_queries):
    for q in ("slipped disc", "back pain"):
        client.get("/search/", {"q": q})
    with django_assert_max_num_queries(40) as plain:
        client.get("/search/", {"q": "needles skin"})
    with django_assert_max_num_queries(40) as named:
        client.get("/search/", {"q": "slipped disc"})
    suitabilities = [
        query["sql"]
        for query in named.captured_queries
        if query["sql"].startswith('SELECT "factsheets_suitability"')
    ]
    assert len(suitabilities) == 1
    assert not [
        query
        for query in plain.captured_queries
        if query["sql"].startswith('SELECT "factsheets_suitability"')
    ]


def test_the_same_hits_come_by_keyboard_and_for_screen_readers_in_this_order(client: Client, library):
    main = read(client, q="slipped disc").main
    headings = [words(each) for each in main.select("h2, h3")]
    assert headings[:4] == ["What you asked about", "A slipped disc", "Factsheets", "Massage"]
