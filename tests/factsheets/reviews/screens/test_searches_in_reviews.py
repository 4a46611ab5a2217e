"""The form of a review lists what readers searched for in vain, as far as it may have meant the factsheet."""

from __future__ import annotations

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from factsheets.models import Condition, FactsheetPage, UnansweredSearch
from factsheets.reviews.reviewing import open_matters
from tests.builders import live, suits
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up.made_once import MadeOnce

from .test_reviews import filled, screen, send, words

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def search(term: str, count: int = 5) -> UnansweredSearch:
    return UnansweredSearch.objects.create(term=term, count=count, first_on=DAY, last_on=DAY)


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    page = live("Medical acupuncture", also_called="Dry needling")
    suits(page, "likely", Condition.objects.create(name="Sciatica", other_names="leg pain"))
    return FactsheetPage.objects.get(pk=page.pk)


def test_terms_near_its_names_and_conditions_are_listed_the_most_wanted_first(page):
    for term, count in (("dry needeling", 5), ("medical accupuncture", 30), ("siatica", 6), ("legpain", 7)):
        search(term, count)
    search("yoga", 100)
    search("dry needling cost", 4)
    shown = words(screen(signed_in("Editor"), page))
    assert (
        "Readers searched and found nothing “medical accupuncture” (30 times), “legpain” (7 times), "
        "“siatica” (6 times), “dry needeling” (5 times)." in shown
    )
    assert "yoga" not in shown
    assert "cost" not in shown


def test_nothing_is_recorded_before_they_are_decided(page):
    search("dry needeling")
    browser = signed_in("Clinical reviewer")
    undecided = {name: value for name, value in filled(page).items() if not name.startswith(("as-", "note-"))}
    assert "Answer it, or set it aside with a reason." in send(browser, page, undecided)
    (matter,) = open_matters(page)
    aside = filled(page) | {f"as-{matter.key}": "set_aside"}
    assert "Write the reason why you set it aside." in send(browser, page, aside)
    assert not page.reviews.exists()


def test_a_decision_is_kept_and_the_term_waits_again_after_five_searches_more(page):
    term, browser = search("dry needeling", 7), signed_in("Editor")
    (matter,) = open_matters(page)
    send(browser, page, filled(page) | {f"note-{matter.key}": "It is a synonym now."})
    term.refresh_from_db()
    assert (term.settled_as, term.settled_note, term.settled_count) == ("answered", "It is a synonym now.", 7)
    assert term.settled_by.username == "editor"
    assert open_matters(page) == []
    UnansweredSearch.objects.update(count=11)
    assert open_matters(page) == []
    UnansweredSearch.objects.update(count=12)
    (matter,) = open_matters(page)
    assert matter.words.startswith("“dry needeling” (5 times).")
    entry = ModelLogEntry.objects.get(content_type__model="unansweredsearch")
    assert "needeling" not in f"{entry.label} {entry.data}"


def test_a_term_that_joins_while_the_form_is_open_is_asked_about(page):
    search("dry needeling")
    form = filled(page)
    search("medical accupuncture")
    said = send(signed_in("Editor"), page, form)
    assert "medical accupuncture" in said
    assert not page.reviews.exists()


def test_a_term_that_is_only_repeated_meanwhile_is_not_asked_about_anew(page):
    search("dry needeling")
    form = filled(page)
    UnansweredSearch.objects.update(count=9)
    assert "is recorded" in send(signed_in("Editor"), page, form)


def test_there_is_no_query_for_each_term(page, django_assert_num_queries):
    for number in range(30):
        search(f"dry needling {number}")
    with django_assert_num_queries(6):
        (matter,) = open_matters(page)
    assert matter.words.count("times)") == 10
