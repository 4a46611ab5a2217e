"""Who reaches the screen of reviews, and what it says of texts that nobody is reminded of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factsheets.models import FactsheetPage, Review
from factsheets.reviews.reminding import remind
from tests.builders import complete_draft, live
from tests.factsheets.reviews.nights import promised
from tests.factsheets.screens.kinds import signed_in

from .test_reviews import REVIEWERS, acknowledge_url, filled, screen, today, url, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["Author", "Resource manager", "Administrator"])
def test_others_neither_see_nor_record_nor_acknowledge(role):
    page, browser = promised(today() - timedelta(days=40)), signed_in(role)
    remind(timezone.now())
    assert browser.get(url(page)).status_code == 302
    browser.post(url(page), filled(page))
    browser.post(acknowledge_url(page))
    assert page.reviews.count() == 1
    assert not page.reminders.acknowledged().exists()
    assert url(page) not in browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_way_there_stands_in_the_menu_of_the_editing_screen():
    page = complete_draft()
    shown = signed_in("Editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert url(page) in shown


def test_a_draft_and_an_example_say_that_nobody_is_reminded():
    browser = signed_in("Editor")
    assert "Nobody is reminded before it is." in words(screen(browser, complete_draft()))
    example = live("TENS")
    FactsheetPage.objects.filter(pk=example.pk).update(is_starter_example=True)
    assert "This is an example." in words(screen(browser, example))


@pytest.mark.parametrize("role", [*REVIEWERS, "superuser"])
def test_a_review_on_record_is_looked_at_and_never_changed(role):
    page = live()
    browser = signed_in(role)
    review = Review.objects.create(page=page, outcome="unchanged", reviewer="Dr A")
    name = "wagtailsnippets_factsheets_review"
    assert "Dr A" in browser.get(reverse(f"{name}:list")).content.decode()
    assert "Dr A" in browser.get(reverse(f"{name}:inspect", args=[review.pk])).content.decode()
    for view, args in (("add", []), ("edit", [review.pk]), ("delete", [review.pk])):
        assert browser.post(reverse(f"{name}:{view}", args=args), {"reviewer": "Dr B"}).status_code == 302
    assert Review.objects.get().reviewer == "Dr A"
