"""Uploaded files are deleted by those who may, while nothing needs them, and the audit log says who did it."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, ReferenceIndex

from factsheets.models import FactsheetPage
from tests.backcare.uploads import document, image
from tests.builders import complete_draft, person

pytestmark = pytest.mark.django_db


def one(kind: str) -> Callable[[int], str]:
    return lambda number: reverse(
        {"image": "wagtailimages:delete", "document": "wagtaildocs:delete"}[kind], args=[number]
    )


def uploaded(kind: str) -> Callable[[int], str]:
    name = {"image": "wagtailimages:delete_multiple", "document": "wagtaildocs:delete_multiple"}[kind]
    return lambda number: reverse(name, args=[number])


def ticked(kind: str) -> Callable[[int], str]:
    return lambda number: (
        f"/admin/bulk/wagtail{kind[:3] + 's' if kind == 'document' else 'images'}/{kind}/delete/?id={number}"
    )


MAKERS: dict[str, Any] = {"image": image, "document": document}
each_way = pytest.mark.parametrize("way", [one, uploaded, ticked])
each_kind = pytest.mark.parametrize("kind", MAKERS)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def browser_of(user: AbstractUser) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@each_way
@each_kind
def test_who_deleted_it_stands_in_the_log_once(kind: str, way: Any) -> None:
    file, editor = MAKERS[kind](), person("Editor")
    response = browser_of(editor).post(way(kind)(file.pk))
    assert response.status_code in (200, 302)
    assert not type(file).objects.exists()
    [entry] = ModelLogEntry.objects.filter(action="wagtail.delete", object_id=str(file.pk))
    assert (entry.user, entry.label) == (editor, str(file))


@each_way
@each_kind
def test_who_may_not_change_it_does_not_delete_it(kind: str, way: Any) -> None:
    file = MAKERS[kind](uploaded_by_user=person("Editor"))
    for role in ("Clinical reviewer", "Resource manager", None):
        browser_of(person(role, f"{role} {kind}")).post(way(kind)(file.pk))
    assert type(file).objects.exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.delete").exists()


@each_way
def test_a_picture_that_something_uses_stays_whoever_asks(way: Any) -> None:
    file = image()
    text = f'<p>Words.</p><embed embedtype="image" id="{file.pk}" format="left" alt="A spine"/>'
    page = complete_draft("Heat")
    FactsheetPage.objects.filter(pk=page.pk).update(procedure=text)
    ReferenceIndex.create_or_update_for_object(FactsheetPage.objects.get(pk=page.pk))
    response = browser_of(person("Administrator")).post(way("image")(file.pk))
    assert response.status_code == 409
    said = html.unescape(response.content.decode())
    assert "“A spine” cannot be deleted, because it is used by" in said
    assert "“Heat”" in said
    assert Image.objects.exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.delete").exists()


def test_both_kinds_are_tried() -> None:
    assert {type(make()) for make in MAKERS.values()} == {Image, Document}
