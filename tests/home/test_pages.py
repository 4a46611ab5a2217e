"""The home page and the plain pages."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from factsheets.models import LibraryPage, PainPattern, Review
from home.models import HomePage, PlainPage
from tests.builders import live, suits

pytestmark = pytest.mark.django_db


def read(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_home_says_what_the_library_is_and_leads_into_it(client):
    live("TENS")
    soup = read(client, "/")
    assert len(soup.find_all("h1")) == 1
    assert "1 factsheet" in soup.find("main").find("a", href="/factsheets/").get_text()
    assert soup.find("main").find("a", href="/conditions/")
    assert soup.find("a", href="/factsheets/#letter-t")


def test_home_asks_what_the_pain_is_like_and_the_finder_answers(client):
    one_side = PainPattern.objects.create(name="On one side", aspect="place")
    PainPattern.objects.create(name="Named by no factsheet", aspect="place")
    suits(live("TENS"), "likely", one_side)
    form = read(client, "/").select_one("main form.home-finder")
    boxes = form.find_all("input")
    assert [(box["name"], box["value"], box.has_attr("checked")) for box in boxes] == [
        ("pain", "on-one-side", False)
    ]
    found = read(client, f"{form['action']}?{boxes[0]['name']}={boxes[0]['value']}")
    assert found.find(id="groups").find("a", href="/factsheets/tens/")


def test_home_asks_nothing_while_no_factsheet_names_a_pain(client):
    PainPattern.objects.create(name="On one side", aspect="place")
    live("TENS")
    assert read(client, "/").select_one("main form.home-finder") is None


def test_home_shows_what_was_reviewed_last_first(client):
    for title, day in (("TENS", date(2025, 1, 1)), ("Massage", date(2026, 1, 1))):
        page = live(title)
        for reviewed_on in (date(2020, 1, 1), day):
            Review.objects.create(page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=reviewed_on)
    live("Osteopathy")
    links = [link["href"] for link in read(client, "/").select(".cards a")]
    assert links == ["/factsheets/massage/", "/factsheets/tens/"]


@pytest.mark.parametrize("slug", ["about", "accessibility", "privacy"])
def test_plain_pages_are_there_and_linked_from_every_page(client, slug):
    soup = read(client, f"/{slug}/")
    assert soup.find("h1")
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3"])]
    assert levels[0] == 1
    assert soup.find("footer").find("a", href=f"/{slug}/")
    assert read(client, "/").find("footer").find("a", href=f"/{slug}/")


def test_every_page_has_its_landmarks_language_and_title(client):
    for path in ("/", "/factsheets/", "/conditions/", "/about/"):
        soup = read(client, path)
        assert soup.html["lang"] == "en-GB"
        assert soup.find("header")
        assert soup.find("main")
        assert soup.find("footer")
        assert soup.title.get_text(strip=True)
        assert soup.find("meta", attrs={"name": "description"})["content"].strip()


def test_pages_stand_where_they_belong():
    assert HomePage.allowed_subpage_models() == [PlainPage, LibraryPage]
    assert not HomePage.can_create_at(Page.get_first_root_node())
    assert not LibraryPage.can_create_at(HomePage.objects.get())
    assert PlainPage.can_create_at(HomePage.objects.get())
