"""How many tags a thing may have and how they are written is bounded, and an act on many takes a few queries for all of them."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from taggit.models import Tag
from wagtail.images.models import Image

from tests.backcare.uploads import document, image
from tests.builders import person

pytestmark = pytest.mark.django_db

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
AT_THE_FIELD = "At most 30 tags of at most 100 letters, with commas between them."


@pytest.fixture
def author(settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    client = Client()
    client.force_login(person("Author"))
    return client


def names(number: int, beginning: str = "v") -> str:
    return ",".join(f"{beginning}{each}" for each in range(number))


def forms(stored: Any) -> list[tuple[str, str]]:
    """Each form that takes tags, and how its fields begin."""
    is_image = isinstance(stored, Image)
    part, kind, prefix = (
        ("wagtailimages", "image", "image") if is_image else ("wagtaildocs", "document", "doc")
    )
    return [
        (reverse(f"{part}:edit", args=[stored.pk]), ""),
        (reverse(f"{part}:edit_multiple", args=[stored.pk]), f"{prefix}-{stored.pk}-"),
        (many(part, kind, [stored.pk]), ""),
    ]


def many(part: str, kind: str, keys: list[int]) -> str:
    address = reverse("wagtail_bulk_action", args=[part, kind, "add_tags"])
    return f"{address}?" + "&".join(f"id={key}" for key in keys)


@pytest.mark.parametrize("make", [document, image])
@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (names(31), "There are more than 30 tags."),
        ("x," * 100_000, "There are more than 30 tags."),
        ("a\u202eb", "A tag has an invisible character in it."),
        ("a\u2066b", "A tag has an invisible character in it."),
    ],
    ids=["many", "very many", "turned", "set apart"],
)
def test_tags_have_bounds_on_every_way(author: Client, make: Any, tags: str, said: str) -> None:
    stored = make()
    for address, prefix in forms(stored):
        typed = {"title": "New", "collection": stored.collection_id, "tags": tags}
        fields = {f"{prefix}{name}": value for name, value in typed.items()}
        response = author.post(address, fields, headers=SCRIPT if prefix else {})
        told = response.json()["form"] if prefix else response.content.decode()
        assert said in unescape(told), address
        assert AT_THE_FIELD in unescape(told), address
    assert not Tag.objects.exists()


def test_no_more_are_added_at_many_than_one_may_have(author: Client) -> None:
    full, empty = document(), document()
    full.tags.add(*names(20, "old").split(","))
    both = many("wagtaildocs", "document", [full.pk, empty.pk])
    refused = unescape(author.post(both, {"tags": names(11)}).content.decode())
    assert "“A leaflet” would have more than 30 tags." in refused
    assert not empty.tags.exists()
    for tags in (names(10), f"{names(10)},old1"):  # what one bears counts once
        assert author.post(both, {"tags": tags}).status_code == 302
    assert full.tags.count() == 30
    assert empty.tags.count() == 11


def test_many_take_hardly_more_queries_than_one(author: Client) -> None:
    stored = [document(f"Leaflet {number}") for number in range(40)]
    author.post(many("wagtaildocs", "document", [stored[0].pk]), {"tags": "warm"})

    def queries(keys: list[int], tags: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert author.post(many("wagtaildocs", "document", keys), {"tags": tags}).status_code == 302
        written = [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE"))]
        return len(written)

    one = queries([stored[1].pk], names(30, "a"))
    all_of_them = queries([each.pk for each in stored[2:]], names(30, "b")[:-4] + ",warm")
    assert all_of_them <= one + 5
    assert {each.tags.count() for each in stored[2:]} == {30}
