"""Signposts, as readers and other programs meet them: where they stand, and where they give way."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from factsheets.models import Condition, FactsheetPage, SearchSynonym, Signpost, UnansweredSearch
from home.models import PlainPage
from tests.builders import live, suits
from tests.search_index import index_everything
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

NHS = {"kind": "nhs", "link": "https://www.nhs.uk/", "link_text": "Go to the NHS website"}


@pytest.fixture(autouse=True)
def library(made_once: MadeOnce) -> None:
    made_once(fill_library)
    index_everything()


def fill_library() -> None:
    sciatica = Condition.objects.create(name="Sciatica", plain_name="pain down the leg")
    suits(live("Medical acupuncture", also_called="Dry needling"), "likely", sciatica)
    live("Osteopathy", risks="<p>Tell your physio.</p>")
    signpost("Physiotherapy", "physiotherapy\nphysio", **NHS)


def signpost(heading: str, words: str, **fields: object) -> Signpost:
    made = Signpost(
        **{"heading": heading, "words": words, "text": f"Ask about {heading}.", "kind": "other"} | fields
    )
    made.full_clean()
    made.save()
    return made


def read(client: Client, q: str, **asked: object) -> BeautifulSoup:
    response = client.get("/search/", {"q": q, **asked})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def answers(soup: BeautifulSoup) -> list[str]:
    return [words(heading) for heading in soup.select(".answer h2, .answer h3")]


def headings(soup: BeautifulSoup) -> list[str]:
    """Signposts and factsheets in the order of reading."""
    return [words(heading) for heading in soup.select(".answer h2, .answer h3, .hit h3")]


def test_what_the_library_lacks_is_answered(client):
    box = read(client, "can physiotherapy help").select_one(".answer")
    assert words(box).startswith("Not in our library: where to ask Physiotherapy Ask about Physiotherapy.")
    assert box.a["href"] == "https://www.nhs.uk/"
    assert words(box.a) == "Go to the NHS website"
    assert "Example text" not in words(box)


def test_it_stands_above_what_only_mentions_it(client):
    assert headings(read(client, "physio")) == ["Physiotherapy", "Osteopathy"]


@pytest.mark.parametrize(
    "q", ["osteopathy or physio", "osteopath or physio", "physio for sciatica", "acupuncture physio"]
)
def test_it_stands_below_what_was_asked_for_by_name(client, q):
    SearchSynonym.objects.create(expressions="osteopathy\nosteopath")
    found = headings(read(client, q))
    assert "Physiotherapy" in found
    assert found.index("Physiotherapy") == 1


def test_it_stands_below_what_staff_promote(client):
    promoted = FactsheetPage.objects.get(title="Medical acupuncture")
    SearchPromotion.objects.create(query=Query.get("physio"), page=promoted, sort_order=1)
    found = headings(read(client, "physio"))
    assert found.index("Medical acupuncture") < found.index("Physiotherapy")


def test_nothing_found_is_not_said_where_there_is_an_answer(client):
    signpost("Yoga", "yoga")
    soup = read(client, "yoga")
    assert answers(soup) == ["Yoga"]
    assert "We found nothing" not in words(soup)
    assert soup.select_one("a[href='/factsheets/']")
    assert "We found nothing" in words(read(client, "zumba"))


def test_a_search_with_an_answer_is_counted_all_the_same(client):
    signpost("Yoga", "yoga")
    read(client, "yoga")
    assert UnansweredSearch.objects.get().term == "yoga"


def test_two_are_shown_at_most_and_the_most_specific_wins(client):
    signpost("A class", "class")
    signpost("Yoga class", "yoga class")
    signpost("Swimming", "swimming")
    assert answers(read(client, "yoga class")) == ["Yoga class"]
    assert answers(read(client, "a yoga class, swimming, physio")) == ["Yoga class", "Swimming"]


def test_later_pages_and_narrowed_results_have_none(client):
    assert answers(read(client, "physio", condition="sciatica")) == []


def test_what_staff_publish_takes_its_place_at_once(client):
    read(client, "physio")
    page = live("Physiotherapy")
    index_everything()
    soup = read(client, "physiotherapy")
    assert answers(soup) == []
    assert headings(soup)[0] == "Physiotherapy"
    page.unpublish()
    assert answers(read(client, "physiotherapy")) == ["Physiotherapy"]


@pytest.mark.parametrize(("also_called", "is_there"), [("Physio", False), ("Exercises from a physio", True)])
def test_another_name_takes_its_place_only_in_full(client, also_called, is_there):
    live("Group exercise", also_called=also_called)
    assert bool(answers(read(client, "physio"))) == is_there


def test_a_word_within_a_name_that_was_asked_for_is_not_asked_for_itself(client):
    signpost("Drying", "dry")
    assert answers(read(client, "dry")) == ["Drying"]
    assert answers(read(client, "dry needling")) == []


def test_a_change_is_seen_at_once(client):
    made = signpost("Yoga", "yoga")
    assert answers(read(client, "yoga")) == ["Yoga"]
    made.words = "stretching"
    made.save()
    assert answers(read(client, "yoga")) == []
    assert answers(read(client, "stretching")) == ["Yoga"]
    made.delete()
    assert answers(read(client, "stretching")) == []


def test_a_page_of_ours_is_led_to_while_it_is_public(client):
    about = PlainPage.objects.get(slug="about")
    signpost("Contact", "contact", kind="our_page", page=about)
    link = read(client, "contact").select_one(".answer a")
    assert (link["href"], words(link)) == ("/about/", "About us")
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    box = read(client, "contact").select_one(".answer")
    assert "Ask about Contact." in words(box)
    assert not box.find("a")
    about.delete()
    assert answers(read(client, "contact")) == ["Contact"]


def test_the_example_is_marked_until_its_words_change(client):
    made = signpost("Yoga", "yoga", is_starter_example=True)
    assert "Example text" in words(read(client, "yoga").select_one(".answer"))
    made.words = "yoga\nyogi"
    made.save()
    assert "Example text" in words(read(client, "yogi").select_one(".answer"))
    made.text = "Ask somebody."
    made.save()
    assert "Example text" not in words(read(client, "yoga").select_one(".answer"))


def suggested(client: Client, typed: str) -> list[tuple[str, str, str]]:
    found = client.get("/search/suggestions", {"q": typed}).json()["suggestions"]
    return [tuple(each.values()) for each in found]


def test_it_is_suggested_after_what_the_library_has(client):
    signpost("Osteoporosis", "osteoporosis")
    detail = "Not in our library: where to ask"
    assert suggested(client, "osteop") == [
        ("Osteopathy", "Factsheet", "/factsheets/osteopathy/"),
        ("Osteoporosis", detail, "/search/?q=osteoporosis"),
    ]
    assert suggested(client, "phys") == [("Physiotherapy", detail, "/search/?q=physiotherapy")]
    assert suggested(client, "physiotherpy") == [("Physiotherapy", detail, "/search/?q=physiotherapy")]
    assert suggested(client, "ph") == []


def test_there_is_room_for_it_among_eight_suggestions(client):
    for number in range(9):
        live(f"Physical {number}")
    index_everything()
    found = suggested(client, "phys")
    assert len(found) == 8
    assert found[-1][0] == "Physiotherapy"


def test_other_programs_get_it_too(client, settings):
    settings.SITE_URL = "https://backcare.example"
    signpost("Contact", "contact", kind="our_page", page=PlainPage.objects.get(slug="about"))
    answer = client.get("/api/v1/search", {"q": "contact a physio"}).json()
    assert answer["signposts"] == [
        {
            "heading": "Contact",
            "text": "Ask about Contact.",
            "kind": "our_page",
            "url": "https://backcare.example/about/",
            "link_text": "About us",
            "is_example": False,
        },
        {
            "heading": "Physiotherapy",
            "text": "Ask about Physiotherapy.",
            "kind": "nhs",
            "url": "https://www.nhs.uk/",
            "link_text": "Go to the NHS website",
            "is_example": False,
        },
    ]
