"""Addresses of Wagtail's that show names of things to everybody who has a role: they ask for a permission first."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query

from factsheets.models import Disclaimer, Feedback
from tests.backcare.uploads import document, image
from tests.builders import complete_draft, draft, library, live
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db
SECRET = "A name that is not for everybody"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def _feedback() -> Feedback:
    return Feedback.objects.create(page=live(SECRET), useful=True, form_mark="one")


def _in_bulk(app: str, model: str, act: str, key: int) -> str:
    return f"{reverse('wagtail_bulk_action', args=[app, model, act])}?id={key}"


def _moving() -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[draft(SECRET).pk, library().pk])


def _queries() -> str:
    Query.get(SECRET.lower())
    return reverse("wagtailsearchpromotions:chooser")


#: The address, who has nothing to do with such things, and who has.
ADDRESSES = {
    "moving a page": (_moving, "Resource manager", "Editor"),
    "cancelling a workflow": (
        lambda: reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[complete_draft(SECRET).pk]),
        "Resource manager",
        "Editor",
    ),
    "cancelling that of a text": (
        lambda: reverse(
            "wagtailsnippets_factsheets_disclaimer:confirm_workflow_cancellation",
            args=[Disclaimer.objects.get().pk],
        ),
        "Author",
        "Editor",
    ),
    "the format of a picture": (
        lambda: reverse("wagtailimages_chooser:select_format", args=[image().pk]),
        "Resource manager",
        "Author",
    ),
    "what readers searched for": (_queries, "Author", "Editor"),
    "choosing an answer of a reader": (
        lambda: _feedback() and reverse("wagtailsnippetchoosers_factsheets_feedback:choose"),
        "Author",
        "Editor",
    ),
    "many answers of readers": (
        lambda: _in_bulk("factsheets", "feedback", "delete", _feedback().pk),
        "Author",
        "Editor",
    ),
    "many pages": (
        lambda: _in_bulk("wagtailcore", "page", "delete", draft(SECRET).pk),
        "Clinical reviewer",
        "Author",
    ),
    "many documents": (
        lambda: _in_bulk("wagtaildocs", "document", "delete", document().pk),
        "Clinical reviewer",
        "Author",
    ),
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_whoever_has_nothing_to_do_with_it_is_shown_no_name(what: str) -> None:
    address, stranger, other = ADDRESSES[what]
    url = address()
    browser: Client = signed_in(stranger)
    for answer in (browser.get(url), browser.post(url)):
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")
    assert browser.get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert signed_in(other).get(url).status_code == 200


def test_what_is_not_there_is_said_by_the_view() -> None:
    browser = signed_in("Editor")
    gone = [
        reverse("wagtailadmin_pages:move_confirm", args=[9999, library().pk]),
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[9999]),
        reverse("wagtailimages_chooser:select_format", args=[9999]),
        reverse("wagtail_bulk_action", args=["factsheets", "nothing", "delete"]) + "?id=1",
    ]
    assert {browser.get(url).status_code for url in gone} == {404}


def test_nobody_else_is_asked_for_anything_more() -> None:
    url = _moving()
    assert Client().get(url)["Location"].startswith("/admin/login/")
