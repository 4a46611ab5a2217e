"""Collections that only some may read: no document that a text links to gets behind a rule, on whichever screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, ModelLogEntry

from tests.backcare.uploads import collection, document
from tests.builders import complete_draft, live
from tests.factsheets.screens.kinds import signed_in

from .test_documents import link_to

pytestmark = pytest.mark.django_db

USED = "“A leaflet” cannot lie in a collection that only some may read, because it is used by the factsheet “Heat”."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def shelf() -> Collection:
    return collection()


@pytest.fixture
def leaflet(shelf: Collection) -> Document:
    return document(collection=shelf)


@pytest.fixture
def desk() -> Client:
    return signed_in("superuser")


def edit_the_document(desk: Client, leaflet: Document) -> str:
    url = reverse("wagtaildocs:edit", args=[leaflet.pk])
    form = {"title": leaflet.title, "collection": collection("login").pk, "tags": ""}
    return desk.post(url, form, follow=True).content.decode()


def tick_and_move(desk: Client, leaflet: Document) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "add_to_collection"])
    other = document("other.pdf")
    form = {"collection": collection("login").pk}
    answer = desk.post(f"{url}?id={other.pk}&id={leaflet.pk}", form, follow=True).content.decode()
    both = {
        Document.objects.get(pk=each.pk).collection.get_view_restrictions().exists()
        for each in (other, leaflet)
    }
    assert len(both) == 1
    return answer


def set_a_rule(desk: Client, leaflet: Document) -> str:
    url = reverse("wagtailadmin_collections:set_privacy", args=[leaflet.collection_id])
    answer = desk.post(url, {"restriction_type": "login"}).json()
    return answer.get("html") or answer["step"]


def set_a_rule_above(desk: Client, leaflet: Document) -> str:
    above = leaflet.collection
    leaflet.collection = above.add_child(name="Below")
    leaflet.save()
    url = reverse("wagtailadmin_collections:set_privacy", args=[above.pk])
    answer = desk.post(url, {"restriction_type": "password", "password": "open sesame"}).json()
    return answer.get("html") or answer["step"]


def move_its_collection(desk: Client, leaflet: Document) -> str:
    url = reverse("wagtailadmin_collections:edit", args=[leaflet.collection_id])
    return desk.post(
        url, {"name": "Leaflets", "parent": collection("login").pk}, follow=True
    ).content.decode()


each_way = pytest.mark.parametrize(
    "put_behind_a_rule",
    [edit_the_document, tick_and_move, set_a_rule, set_a_rule_above, move_its_collection],
    ids=lambda way: way.__name__,
)
Way = Callable[[Client, Document], str]


@each_way
def test_a_document_that_readers_need_stays_in_reach(client, desk, leaflet, put_behind_a_rule: Way):
    live("Heat", procedure=link_to(leaflet))
    assert USED in put_behind_a_rule(desk, leaflet)
    assert client.get(leaflet.url).status_code == 200


@each_way
def test_one_of_a_draft_too(client, desk, leaflet, put_behind_a_rule: Way):
    complete_draft("Heat", procedure=link_to(leaflet))
    assert USED in put_behind_a_rule(desk, leaflet)
    assert not Document.objects.get(pk=leaflet.pk).collection.get_view_restrictions().exists()


@each_way
def test_what_no_text_links_to_may_be_kept_from_readers(client, desk, leaflet, put_behind_a_rule: Way):
    assert USED not in put_behind_a_rule(desk, leaflet)
    assert client.get(leaflet.url).status_code in (302, 200)
    assert Document.objects.get(pk=leaflet.pk).collection.get_view_restrictions().exists()
    assert b"%PDF" not in b"".join(client.get(leaflet.url))


def test_the_log_has_who_changed_a_rule_and_never_a_password(desk, shelf: Collection):
    url = reverse("wagtailadmin_collections:set_privacy", args=[shelf.pk])
    for kind, password in (
        ("login", ""),
        ("password", "sesame"),
        ("password", "barley"),
        ("password", "barley"),
    ):
        desk.post(url, {"restriction_type": kind, "password": password})
    desk.post(url, {"restriction_type": "none"})
    log = ModelLogEntry.objects.filter(action="factsheets.change_rule_of_collection").order_by("pk")
    assert [(entry.data["rule"]["old"], entry.data["rule"]["new"]) for entry in log] == [
        ("none", "login"), ("login", "password"), ("password", "password"), ("password", "none"),
    ]  # fmt: skip
    assert {entry.user.username for entry in log} == {"superuser"}
    assert not [entry for entry in log if "sesame" in str(entry.data) or "barley" in str(entry.data)]
