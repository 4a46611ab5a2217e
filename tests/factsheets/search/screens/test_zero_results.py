"""What staff see of searches that found nothing, and what they can do about them."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from factsheets.models import UnansweredSearch
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries
from tests.factsheets.screens.test_spreadsheets import rows_as_csv, rows_as_xlsx

pytestmark = pytest.mark.django_db

NAME = "searches_that_found_nothing"
LIST = "/admin/reports/searches-that-found-nothing/"
SEEN_BY = ["Editor", "Clinical reviewer", "Resource manager", "Administrator"]
JANUARY = date(2026, 1, 1)


def search(term: str, count: int = 5, last_on: date = date(2026, 5, 4), **fields: object) -> UnansweredSearch:
    return UnansweredSearch.objects.create(
        term=term, count=count, first_on=JANUARY, last_on=last_on, **fields
    )


def seen(browser: Client, address: str = LIST) -> BeautifulSoup:
    response = browser.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def words(main: BeautifulSoup) -> str:
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("role", SEEN_BY)
def test_terms_are_seen_from_five_searches_on_the_most_wanted_first(role):
    browser = signed_in(role)
    search("pilates", 5)
    search("yoga", 12, date(2026, 4, 30))
    search("my neighbour", 4)
    shown = words(seen(browser))
    assert shown.index("yoga 12 April 2026") < shown.index("pilates 5 May 2026")
    assert "my neighbour" not in shown
    assert LIST in browser.get("/admin/").content.decode()


def test_an_author_does_not_see_them():
    browser = signed_in("Author")
    assert browser.get(LIST).status_code == 302
    assert LIST not in browser.get("/admin/").content.decode()


@pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
def test_they_leave_as_words(read):
    search("=1+1", 7, settled_as="answered", settled_note="=2", settled_at=timezone.now(), settled_count=7)
    search("my neighbour", 4)
    heading, *rows = read(signed_in("Editor"), LIST)
    assert heading[:3] == ["Searched for", "Times", "Last searched"]
    (row,) = rows
    assert [str(cell) for cell in row[:3]] == ["'=1+1", "7", "May 2026"]
    assert row[3].startswith("Answered on ")
    assert row[4] == "'=2"


def test_there_is_no_query_for_each_term():
    browser = signed_in("Editor")
    search("pilates")
    count_queries(browser, NAME)  # what is looked up once for all is in the cache then
    few = count_queries(browser, NAME)
    for number in range(10):
        search(f"term {number}")
    assert count_queries(browser, NAME) == few


def test_a_term_leads_to_a_new_synonym_for_those_who_keep_them():
    search("pilates & co")
    link = seen(signed_in("Resource manager")).find("a", string="Make a synonym of “pilates & co”")
    assert link["href"].endswith("/searchsynonym/add/?expression=pilates+%26+co")
    assert not seen(signed_in("Clinical reviewer")).find("a", string="Make a synonym of “pilates & co”")


def test_an_administrator_has_a_term_forgotten_and_the_log_does_not_name_it():
    term, browser = search("jo bloggs"), signed_in("Administrator")
    link = seen(browser).find("a", string="Forget “jo bloggs”")
    assert "It disappears from this list." in words(seen(browser, link["href"]))
    told = browser.post(link["href"], follow=True).content.decode()
    assert "The search is forgotten." in told
    assert not UnansweredSearch.objects.exists()
    entry = ModelLogEntry.objects.get(content_type__model="unansweredsearch", object_id=term.pk)
    assert (entry.action, entry.user.username) == ("wagtail.delete", "administrator")
    assert "bloggs" not in f"{entry.label} {entry.data}"


@pytest.mark.parametrize("role", ["Editor", "Clinical reviewer", "Resource manager"])
def test_nobody_else_has_a_term_forgotten(role):
    term, browser = search("pilates"), signed_in(role)
    assert not seen(browser).find("a", string="Forget “pilates”")
    assert browser.post(reverse("forget_search", args=[term.pk])).status_code == 302
    assert UnansweredSearch.objects.exists()


def test_a_rare_term_is_not_seen_by_guessing_its_address():
    term, browser = search("my neighbour", 4), signed_in("Administrator")
    assert browser.get(reverse("forget_search", args=[term.pk])).status_code == 404
    assert browser.post(reverse("forget_search", args=[term.pk])).status_code == 404
    assert UnansweredSearch.objects.exists()
