"""The feed of what is new: by address, newest first, and nothing that readers may not see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from backcare.delivery.asking import asked_as_a_reader
from factsheets.library import feed
from factsheets.models import FactsheetPage, Review
from tests.builders import live, sign_governed_texts

pytestmark = pytest.mark.django_db

TAG = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def library():
    """The second was published last, and the first was reviewed after that."""
    sign_governed_texts()
    for month, title in enumerate(("Acupressure", "Backrest", "Cupping"), start=1):
        page = live(title, summary=f"What {title} <is> & does.")
        moment = datetime(2026, month, 1, 12, tzinfo=UTC)
        FactsheetPage.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
    first = FactsheetPage.objects.get(title="Acupressure")
    for outcome, day in ((Review.Outcome.UNCHANGED, 10), (Review.Outcome.WITHDRAW, 20)):
        Review.objects.create(
            page=first, outcome=outcome, reviewer="Sam Lee, editor", reviewed_on=date(2026, 3, day)
        )


def entries(client) -> list[ElementTree.Element]:
    response = client.get("/factsheets.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).findall(f"{TAG}entry")


def test_the_newest_words_and_reviews_come_first(client, library, settings):
    found = entries(client)
    assert [each.findtext(f"{TAG}title") for each in found] == ["Acupressure", "Cupping", "Backrest"]
    assert [each.findtext(f"{TAG}updated")[:10] for each in found] == [
        "2026-03-10",
        "2026-03-01",
        "2026-02-01",
    ]
    assert found[0].findtext(f"{TAG}published")[:10] == "2026-01-01"
    assert found[0].findtext(f"{TAG}summary") == "What Acupressure <is> & does."
    for each in found:
        address = each.find(f"{TAG}link").attrib["href"]
        assert address.startswith(f"{settings.SITE_URL}/factsheets/")
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_it_has_an_end(client, library, monkeypatch):
    monkeypatch.setattr(feed, "MOST_ENTRIES", 2)
    assert [each.findtext(f"{TAG}title") for each in entries(client)] == ["Acupressure", "Cupping"]


def test_an_empty_library_has_none(client):
    assert client.get("/factsheets.atom").status_code == 404


def test_it_is_a_file_that_says_the_same_each_time(library):
    first, second = (asked_as_a_reader("/factsheets.atom") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("path", ["/", "/factsheets/"])
def test_programs_find_it(client, library, path):
    page = BeautifulSoup(client.get(path).content, "html.parser")
    (link,) = page.find_all("link", rel="alternate")
    assert link["href"] == "/factsheets.atom"
    assert client.get(link["href"]).status_code == 200
