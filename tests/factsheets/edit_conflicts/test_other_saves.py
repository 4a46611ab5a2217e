"""Rows without revisions that two people change: records, words of the search, people, groups, redirects, collections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Workflow

from factsheets.models import Condition, FactsheetPage, SearchSynonym, WordingChange
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts, suits, superuser
from tests.factsheets.screens.hostile_forms.reading import forms_of

from .test_stale_form import rows_shown

KEPT_MINE = "If you keep yours, it takes the place of what was saved meanwhile."


#: What makes the row, the address that changes it, a field that somebody else has changed, and the one that is typed.
ROWS: dict[str, tuple[Callable[[], Model], str, dict[str, Any], dict[str, Any]]] = {
    "a record": (
        lambda: Condition.objects.create(name="Sciatica", description="Old."),
        "wagtailsnippets_factsheets_condition:edit",
        {"name": "Leg pain"},
        {"description": "Mine."},
    ),
    "a word of the search": (
        lambda: SearchSynonym.objects.create(expressions="ache\nsore"),
        "wagtailsnippets_factsheets_searchsynonym:edit",
        {"expressions": "ache\nsore\ntheirs"},
        {"expressions": "ache\nsore\nmine"},
    ),
    "a person": (
        lambda: person("Author", "ann", first_name="Ann", last_name="Old", email="ann@example.org"),
        "wagtailusers_users:edit",
        {"first_name": "Theirs"},
        {"last_name": "Mine"},
    ),
    "a group": (
        lambda: Group.objects.create(name="Helpers"),
        "wagtailusers_groups:edit",
        {"name": "Theirs"},
        {"name": "Mine"},
    ),
    "a redirect": (
        lambda: Redirect.objects.create(old_path="/old", redirect_link="https://example.org/"),
        "wagtailredirects:edit",
        {"redirect_link": "https://example.org/theirs/"},
        {"redirect_link": "https://example.org/mine/"},
    ),
    "a picture": (
        lambda: Image.objects.create(title="Old", file=get_test_image_file()),
        "wagtailimages:edit",
        {"title": "Theirs"},
        {"title": "Mine"},
    ),
    "a document": (
        lambda: Document.objects.create(title="Old", file=ContentFile(b"Heat", "heat.txt")),
        "wagtaildocs:edit",
        {"title": "Theirs"},
        {"title": "Mine"},
    ),
    "a workflow": (
        lambda: Workflow.objects.create(name="Old"),
        "wagtailadmin_workflows:edit",
        {"name": "Theirs"},
        {"name": "Mine"},
    ),
    "the site": (
        lambda: Site.objects.get(),
        "wagtailsites:edit",
        {"site_name": "Theirs"},
        {"site_name": "Mine"},
    ),
    "a collection": (
        lambda: Collection.get_first_root_node().add_child(name="Old"),
        "wagtailadmin_collections:edit",
        {"name": "Theirs"},
        {"name": "Mine"},
    ),
}


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


#: Ticked from the beginning.
BOXES = {"is_active": "on", "is_default_site": "on"}


def form_at(desk: Client, address: str) -> dict[str, Any]:
    """The form as a browser would send it, a ticked box included."""
    fields = max((form.fields for form in forms_of(desk.get(address), address)), key=len)
    return {name: values for name, values in fields.items() if "__prefix__" not in name} | BOXES


def kept_by(desk: Client, asked: HttpResponse, address: str) -> HttpResponse:
    """“Keep mine.”"""
    return desk.post(
        address, next(form.fields for form in forms_of(asked, address) if "loaded-values" in form.fields)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ROWS)
def test_what_somebody_else_saved_is_shown_before_it_is_written_over(kind, boss):
    make, name, theirs, mine = ROWS[kind]
    row = make()
    address = reverse(name, args=[row.pk])
    typed = form_at(boss, address) | mine
    type(row)._base_manager.filter(pk=row.pk).update(**theirs)

    asked = boss.post(address, typed)
    assert asked.status_code == 409
    assert KEPT_MINE in " ".join(asked.content.decode().split())
    [(saved, _yours)] = rows_shown(asked).values()
    assert saved == " ".join(str(next(iter(theirs.values()))).split())
    assert stored(row, theirs) == theirs

    assert kept_by(boss, asked, address).status_code == 302
    assert stored(row, mine) == mine


def stored(row: Model, names: dict[str, Any]) -> dict[str, Any]:
    found = type(row)._base_manager.filter(pk=row.pk).values(*names).get()
    return {name: "\n".join(str(value).splitlines()) for name, value in found.items()}


@pytest.mark.django_db
def test_the_same_twice_is_no_conflict_nor_is_a_form_that_comes_back_with_a_mistake(boss):
    row = Condition.objects.create(name="Sciatica")
    Condition.objects.create(name="Whiplash")
    address = reverse("wagtailsnippets_factsheets_condition:edit", args=[row.pk])
    typed = form_at(boss, address) | {"name": "Leg pain"}
    assert [boss.post(address, typed).status_code for _ in range(2)] == [302, 302]

    typed = form_at(boss, address) | {"name": "Whiplash", "description": "Mine."}
    refused = boss.post(address, typed)
    Condition.objects.filter(pk=row.pk).update(description="Theirs.")
    again = max((form.fields for form in forms_of(refused, address)), key=len) | {"name": "Pain"}
    assert boss.post(address, again).status_code == 409


@pytest.mark.django_db
def test_roles_that_another_administrator_gave_are_not_taken_away_in_passing(boss):
    ann = person("Author", "ann", first_name="Ann", last_name="Other", email="ann@example.org")
    person("Clinical reviewer", "carl", email="carl@example.org")
    address = reverse("wagtailusers_users:edit", args=[ann.pk])
    typed = form_at(boss, address) | {"first_name": "Anne"}
    ann.groups.add(Group.objects.get(name="Editor"))
    asked = boss.post(address, typed)
    assert rows_shown(asked) == {"Groups": ("Author Editor", "Author")}
    assert set(get_user_model().objects.get(pk=ann.pk).groups.values_list("name", flat=True)) == {
        "Author",
        "Editor",
    }


@pytest.mark.django_db
def test_words_that_wait_for_a_signature_are_not_replaced_unseen(boss):
    condition = Condition.objects.create(name="Sciatica")
    sign_governed_texts()
    factsheet = complete_draft()
    suits(factsheet, "likely", condition)
    factsheet.get_workflow().start(factsheet, user=None)
    publish_signed(FactsheetPage.objects.get(pk=factsheet.pk))
    address = reverse("wagtailsnippets_factsheets_condition:edit", args=[condition.pk])
    first, second = (form_at(boss, address) | {"name": words} for words in ("Leg pain", "Nerve pain"))
    boss.post(address, first)
    asked = boss.post(address, second)
    assert rows_shown(asked) == {"New words that wait for a signature": ("name: Leg pain", "empty")}
    assert WordingChange.objects.waiting().get().after["name"] == "Leg pain"
    assert kept_by(boss, asked, address).status_code == 302
    assert WordingChange.objects.waiting().get().after["name"] == "Nerve pain"


@pytest.mark.django_db
def test_a_form_that_says_nothing_and_one_with_a_forged_mark_are_taken_as_they_are(boss):
    row = Condition.objects.create(name="Sciatica")
    address = reverse("wagtailsnippets_factsheets_condition:edit", args=[row.pk])
    typed = form_at(boss, address)
    for number, mark in enumerate(("", "x:y", "é")):
        name = f"Pain {number}"
        assert boss.post(address, typed | {"name": name, "loaded-values": mark}).status_code == 302
        assert Condition.objects.get().name == name


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(boss):
    row = Condition.objects.create(name="Sciatica")
    address = reverse("wagtailsnippets_factsheets_condition:edit", args=[row.pk])
    tabs = [form_at(boss, address) for _ in range(2)]
    barrier = Barrier(2)

    def save(changes: dict[str, Any]) -> int:
        desk = Client()
        desk.cookies = boss.cookies.copy()
        try:
            barrier.wait(timeout=20)
            return desk.post(address, changes).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        typed = (tabs[0] | {"name": "Leg pain"}, tabs[1] | {"description": "Mine."})
        statuses = sorted(people.map(save, typed))
    assert statuses == [302, 409]
    row.refresh_from_db()
    assert (row.name, row.description) in (("Leg pain", ""), ("Sciatica", "Mine."))
