"""Picking a record while writing: the window answers, searches, and makes a record for those who may."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from factsheets.models import Association, Resource
from tests.builders import library, live

from .kinds import KIND_OF, KINDS, Kind, signed_in

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def window(response) -> str:
    """The words of the window (a step of a JSON dialogue) or of its refreshed results (HTML)."""
    assert response.status_code == 200
    body = response.content.decode()
    return json.loads(body)["html"] if response["Content-Type"] == "application/json" else body


@each_kind
def test_the_window_shows_the_records(kind: Kind):
    kind.make("Something")
    assert "Something" in window(signed_in("Author").get(kind.chooser_url("choose")))


@each_kind
def test_a_record_is_picked(kind: Kind):
    record = kind.make("Picked")
    response = signed_in("Author").get(kind.chooser_url("chosen", record.pk))
    assert json.loads(response.content)["result"]["string"] == "Picked"


@each_kind
def test_several_records_are_picked_at_once(kind: Kind):
    ids = [kind.make(name).pk for name in ("One", "Two")]
    author = signed_in("Author")
    assert "One" in window(author.get(kind.chooser_url("choose"), {"multiple": "1"}))
    response = author.get(kind.chooser_url("chosen_multiple"), {"id": ids})
    assert {chosen["string"] for chosen in json.loads(response.content)["result"]} == {"One", "Two"}


def creation_form(kind: Kind, name: str, **fields: str) -> dict[str, str]:
    return {kind.name_field: name, **kind.others, **fields}


@each_kind
def test_a_record_is_made_on_the_spot_and_picked(kind: Kind):
    author = signed_in("Author")
    shown = window(author.get(kind.chooser_url("choose")))
    assert kind.chooser_url("create") in shown
    assert "Add and choose it" in shown
    answer = json.loads(author.post(kind.chooser_url("create"), creation_form(kind, "Made here")).content)
    assert answer["step"] == "chosen", answer
    assert answer["result"]["string"] == "Made here"
    assert kind.model.objects.named("Made here").exists()


@each_kind
def test_a_record_that_is_there_already_is_not_made_again(kind: Kind):
    if "year" in [field.name for field in kind.model._meta.fields]:
        kind.make("Twice", year=2020)
    else:
        kind.make("Twice")
    form = creation_form(kind, "twice", year="2020")
    answer = json.loads(signed_in("Author").post(kind.chooser_url("create"), form).content)
    assert "already." in answer["htmlFragment"]
    assert kind.model.objects.named("twice").count() == 1


@each_kind
@pytest.mark.parametrize("role", ["Clinical reviewer", None])
def test_who_may_not_add_gets_no_form_and_is_refused(kind: Kind, role):
    browser = signed_in(role)
    response = browser.get(kind.chooser_url("choose"))
    assert kind.chooser_url("create") not in response.content.decode()
    assert "Add and choose it" not in response.content.decode()
    response = browser.post(kind.chooser_url("create"), creation_form(kind, "Sneaked in"))
    assert response.status_code in (302, 403)
    assert not kind.model.objects.named("Sneaked in").exists()


def test_a_resource_made_on_the_spot_has_one_supplier():
    society = Association.objects.create(name="Society")
    form = creation_form(KIND_OF[Resource], "Booklet", supplied_by_charity="on", supplier=str(society.pk))
    answer = json.loads(signed_in("Author").post(KIND_OF[Resource].chooser_url("create"), form).content)
    assert "Choose one supplier: the charity or an association, not both." in answer["htmlFragment"]
    assert not Resource.objects.exists()


def test_a_factsheet_is_picked_from_the_library():
    live("Osteopathy")
    url = reverse("wagtailadmin_choose_page_child", args=[library().pk])
    shown = window(signed_in("Author").get(url, {"page_type": "factsheets.factsheetpage"}))
    assert "Osteopathy" in shown
