"""Below a list stand only those acts on ticked things that are not refused to this person whatever they tick."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from factsheets.models import Feedback
from tests.builders import complete_draft, library, live, person

pytestmark = pytest.mark.django_db

OF_DRAFTS, OF_PUBLIC = {"Move", "Delete"}, {"Unpublish"}


def offered(browser: Client, address: str) -> set[str]:
    response = browser.get(address, follow=True)
    assert response.status_code == 200, address
    buttons = BeautifulSoup(response.content, "html.parser").select(".bulk-actions-buttons li")
    return {button.text.strip() for button in buttons}


@pytest.fixture
def public(db):
    return live("Massage")


@pytest.mark.parametrize(
    ("role", "of_factsheets", "of_all_pages"),
    [
        ("Author", set(), set()),
        ("Editor", OF_DRAFTS | OF_PUBLIC, {"Publish"} | OF_DRAFTS | OF_PUBLIC),
        ("Administrator", OF_DRAFTS | OF_PUBLIC, {"Publish"} | OF_DRAFTS | OF_PUBLIC),
    ],
)
def test_lists_of_pages_offer_what_the_role_may_do(client, public, role, of_factsheets, of_all_pages):
    complete_draft("TENS")
    client.force_login(person(role))
    for factsheets in (
        reverse("factsheet_list:index"),
        reverse("wagtailadmin_explore", args=[library().pk]),
        reverse("wagtailadmin_explore", args=[library().pk]) + "?q=massage",
    ):
        assert offered(client, factsheets) == of_factsheets, factsheets
    for all_pages in (reverse("wagtailadmin_explore_root"), reverse("wagtailadmin_pages:search") + "?q=tens"):
        assert offered(client, all_pages) == of_all_pages, all_pages


def test_an_author_is_offered_what_may_be_done_with_a_draft_of_their_own(client, public):
    author, draft = person("Author"), complete_draft("TENS")
    type(draft).objects.filter(pk=draft.pk).update(owner=author)
    client.force_login(author)
    assert offered(client, reverse("factsheet_list:index")) == OF_DRAFTS


def test_only_who_may_delete_answers_of_readers_is_offered_that(client, public):
    Feedback.objects.create(page=public, useful=True, form_mark="one")
    found = {}
    for role in ("Editor", "Administrator"):
        client.force_login(person(role, role.lower()))
        found[role] = offered(client, reverse("wagtailsnippets_factsheets_feedback:list"))
    assert found == {"Editor": {"Mark as handled"}, "Administrator": {"Mark as handled", "Delete"}}
