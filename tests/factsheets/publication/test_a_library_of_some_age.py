"""The steps of publication where the numbers of rows are large, and those of pages, texts and people differ."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractUser, Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.models import FactsheetPage, SafetyAdvice
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from factsheets.reviews.due_dates import load_by_month, promises
from tests.builders import complete_draft, draft, live, person, sign_governed_texts
from tests.factsheets.reviews.nights import promised
from tests.factsheets.reviews.screens.test_reviews import url as reviews_url
from tests.setting_up.numbers import go_on_from

from .test_workflow import decide, fresh, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some_age():
    go_on_from(5000)


def test_a_factsheet_goes_all_its_way_and_back(client):
    sign_governed_texts()
    page = complete_draft()
    assert page.pk != page.latest_revision_id
    post(person("Author"), page, "action-submit")
    decide(person("Editor"), fresh(page))
    decide(person("Clinical reviewer"), fresh(page))
    assert client.get(page.url).status_code == 200
    chief = person("Editor", "chief")
    withdraw(fresh(page), reason="Old.", replacement=None, user=chief, now=timezone.now())
    assert client.get(page.url).status_code == 410
    assert undo_withdrawal(fresh(page), user=chief, now=timezone.now()) == []
    assert client.get(page.url).status_code == 200


def test_words_that_wait_in_a_step_are_not_written_over():
    writer = person("Author")
    advice = SafetyAdvice.objects.get()
    first = advice.save_revision(user=writer)
    advice.get_default_workflow().start(advice, user=writer)
    advice.emergency_points = "you cannot pee"
    second = advice.save_revision(user=writer, overwrite_revision=SafetyAdvice.objects.get().latest_revision)
    assert second.pk != first.pk
    assert first.as_object().emergency_points != "you cannot pee"


def test_words_that_readers_see_are_not_written_over_either():
    writer = person("Author")
    page = live("Heat")
    mine = page.save_revision(user=writer)
    FactsheetPage.objects.filter(pk=page.pk).update(live_revision=mine)
    again = fresh(page).save_revision(user=writer, overwrite_revision=mine)
    assert again.pk != mine.pk


def test_an_author_sees_the_reviews_of_factsheets_of_their_own_and_of_no_others():
    pages = [promised(timezone.localdate(), title) for title in ("Heat", "Massage")]
    for own, other in (pages, pages[::-1]):
        browser = Client()
        browser.force_login(own.owner)
        assert browser.get(reviews_url(own)).status_code == 200
        assert browser.get(reviews_url(other)).status_code == 302


def is_deleted_by(user: AbstractUser, page: FactsheetPage) -> bool:
    browser = Client()
    browser.force_login(user)
    browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    return not FactsheetPage.objects.filter(pk=page.pk).exists()


def test_an_author_deletes_drafts_of_their_own_and_of_no_others():
    authors = [person("Author", name) for name in ("ann", "ben")]
    drafts = [draft(f"Heat {author}", owner=author) for author in authors]
    assert not is_deleted_by(authors[0], drafts[1])
    assert not is_deleted_by(authors[1], drafts[0])
    assert is_deleted_by(authors[0], drafts[0])
    assert is_deleted_by(authors[1], drafts[1])


def test_who_owns_a_draft_and_is_no_author_any_more_does_not_delete_it():
    owner = person("Author")
    page = draft("Heat", owner=owner)
    owner.groups.set(Group.objects.filter(name="Resource manager"))
    assert not is_deleted_by(owner, page)
    assert is_deleted_by(person("Editor"), page)


def test_the_load_of_the_months_leaves_out_the_factsheet_itself():
    page = promised(timezone.localdate())
    assert len(promises()) == 1
    assert not load_by_month(without=page)
