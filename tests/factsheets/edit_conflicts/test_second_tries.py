"""An answer is lost on its way, and the same form comes again: it knows its own first save."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from factsheets.models import Condition, FactsheetPage
from home.models import PlainPage
from tests.builders import complete_draft, library, suits
from tests.factsheets.screens.forms import edit_url, form_on, kept
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.test_comments import comments

from .test_stale_form import saved_meanwhile

pytestmark = pytest.mark.django_db
BY_ITSELF = {"accept": "application/json"}


@pytest.fixture
def factsheet() -> FactsheetPage:
    return complete_draft(summary="First words.")


@pytest.fixture
def author() -> Client:
    return signed_in("Author")


def drawn(desk: Client, address: str) -> dict[str, Any]:
    """The form as the browser has it."""
    fields = form_on(desk.get(address).content.decode(), address)
    return {name: values for name, values in fields.items() if "__prefix__" not in name}


def by_itself(desk: Client, address: str, form: dict[str, Any]) -> HttpResponse:
    return desk.post(address, form, headers=BY_ITSELF)


def with_a_row(form: dict[str, Any], condition: Condition, number: int = 0) -> dict[str, Any]:
    row = {"verdict": "likely", "condition": str(condition.pk), "pattern": "", "note": "", "id": ""}
    return (
        form
        | {f"suitabilities-{number}-{name}": value for name, value in row.items()}
        | {f"suitabilities-{number}-ORDER": str(number + 1), "suitabilities-TOTAL_FORMS": str(number + 1)}
    )


@pytest.mark.parametrize("pressed", [{}, BY_ITSELF], ids=["by hand", "by itself"])
def test_a_draft_that_the_screen_saved_is_no_other_text(author, factsheet, pressed):
    address, strain = edit_url(factsheet), Condition.objects.create(name="Strain")
    first = with_a_row(drawn(author, address), strain) | {"summary": "Second words."}
    lost = by_itself(author, address, first).json()
    count = factsheet.revisions.count()

    again = author.post(address, first | {"summary": "Third words."}, headers=pressed)
    if pressed:
        told = again.json()
        assert told["success"], told
        assert told["revision_id"] == lost["revision_id"]
        # What the first answer would have told the form, the second tells it.
        assert lost["field_updates"].items() <= told["field_updates"].items()
    else:
        assert again.status_code == 302
    assert factsheet.revisions.count() == count
    assert kept(factsheet).summary == "Third words."
    assert [row.condition for row in kept(factsheet).suitabilities.all()] == [strain]


def test_a_button_that_is_pressed_again_saves_nothing_twice(author, factsheet):
    address, strain = edit_url(factsheet), Condition.objects.create(name="Strain")
    form = with_a_row(drawn(author, address), strain) | {"summary": "Second words."}
    answers = [author.post(address, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer.headers["Location"] for answer in answers}) == 1
    count = factsheet.revisions.count()

    assert author.post(address, form | {"summary": "Third words."}).status_code == 302
    assert (kept(factsheet).summary, factsheet.revisions.count()) == ("Third words.", count + 1)
    assert [row.condition for row in kept(factsheet).suitabilities.all()] == [strain]


def test_a_comment_is_not_made_twice(author, factsheet):
    address = edit_url(factsheet)
    form = drawn(author, address) | comments({"text": "Is this so?"})
    for words in ("One", "Two", "Three"):
        assert by_itself(author, address, form | {"summary": words}).json()["success"]
    assert author.post(address, form | {"summary": "Four"}).status_code == 302
    assert Comment.objects.filter(page=factsheet.pk).count() == 1
    assert kept(factsheet).summary == "Four"


def test_what_somebody_else_saved_between_is_shown_as_ever(author, factsheet):
    address = edit_url(factsheet)
    form = drawn(author, address) | {"summary": "Mine."}
    assert by_itself(author, address, form).json()["success"]
    saved_meanwhile(factsheet, summary="Theirs.")
    assert author.post(address, form | {"summary": "Mine again."}).status_code == 409
    assert by_itself(author, address, form).status_code == 400
    assert kept(factsheet).summary == "Theirs."


def test_nobody_goes_on_from_the_form_of_somebody_else_nor_from_another_one(author, factsheet):
    address = edit_url(factsheet)
    form, other = (drawn(author, address) | {"summary": "Mine."} for _ in range(2))
    colleague = signed_in("Editor")
    assert author.post(address, form).status_code == 302
    assert author.post(address, other | {"summary": "Another tab."}).status_code == 409
    assert colleague.post(address, form | {"summary": "Hers."}).status_code == 409


@pytest.mark.parametrize("pressed", [{}, BY_ITSELF], ids=["by hand", "by itself"])
def test_a_new_page_is_made_once(pressed):
    boss, parent = signed_in("Administrator"), library().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["home", "plainpage", parent.pk])
    form = drawn(boss, address) | {"title": "How we work", "slug": "how-we-work"}
    assert boss.post(address, form, headers=pressed).status_code in (200, 302)
    again = boss.post(address, form | {"title": "Work"}, headers=pressed)
    page = PlainPage.objects.get(slug="how-we-work")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if pressed:
        assert (again.json()["pk"], again.json()["url"]) == (page.pk, edit)
    else:
        assert again.headers["Location"] == edit
        assert boss.post(address, form | {"title": "Work"}).headers["Location"] == edit
    assert page.get_latest_revision_as_object().title == "Work"


def test_a_new_record_is_made_once():
    boss, address = signed_in("Administrator"), reverse("wagtailsnippets_factsheets_condition:add")
    form = drawn(boss, address) | {"name": "Sciatica"}
    assert [boss.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert boss.post(address, form | {"name": "Leg pain"}).status_code == 302
    assert Condition.objects.get().name == "Leg pain"
    # One that was refused holds nothing.
    form = drawn(boss, address) | {"name": ""}
    assert boss.post(address, form).status_code == 200
    assert boss.post(address, form | {"name": "Whiplash"}).status_code == 302
    assert Condition.objects.count() == 2


def test_a_record_that_is_saved_again_from_the_same_form():
    boss, row = signed_in("Administrator"), Condition.objects.create(name="Sciatica")
    address = reverse("wagtailsnippets_factsheets_condition:edit", args=[row.pk])
    form = drawn(boss, address) | {"name": "Leg pain"}
    for words in ("Old.", "New."):
        assert boss.post(address, form | {"description": words}).status_code == 302
    assert Condition.objects.get().description == "New."
    Condition.objects.update(description="Theirs.")
    assert boss.post(address, form | {"description": "Newer."}).status_code == 409


def test_a_row_that_was_there_before_stays_one(author, factsheet):
    strain, stenosis = (Condition.objects.create(name=name) for name in ("Strain", "Stenosis"))
    suits(factsheet, "likely", strain)
    FactsheetPage.objects.get(pk=factsheet.pk).save_revision()
    address = edit_url(factsheet)
    form = with_a_row(drawn(author, address), stenosis, number=1)
    for words in ("One.", "Two."):
        assert author.post(address, form | {"summary": words}).status_code == 302
    assert [row.condition for row in kept(factsheet).suitabilities.all()] == [strain, stenosis]


def test_a_name_that_is_none_is_not_looked_up(author, factsheet):
    address = edit_url(factsheet)
    form = drawn(author, address)
    for name in ("", "x", "é" * 22, "a" * 5000):
        answer = author.post(address, form | {"name-of-form": name, "summary": f"Words {len(name)}."})
        assert answer.status_code in (302, 409)
    user = author.session["_auth_user_id"]
    assert caches["shared"].get(f"form:{user}:x") is None
