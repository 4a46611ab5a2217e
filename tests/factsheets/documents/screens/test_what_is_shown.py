"""Lists and choosers show what a role may see, and nothing else: pictures, documents, pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, PageViewRestriction

from tests.backcare.uploads import collection, document, image
from tests.builders import draft, library, live, person
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

MAKERS: dict[str, Any] = {"image": image, "document": document}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def browser_of(user: AbstractUser) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def choosers(kind: str) -> list[str]:
    """Where files are picked, and where they are listed."""
    part = "wagtailimages" if kind == "image" else "wagtaildocs"
    names = [
        f"{part}_chooser:choose",
        f"{part}_chooser:choose_results",
        f"{part}:index",
        f"{part}:index_results",
    ]
    return [*map(reverse, names), reverse(f"wagtailadmin_api:{kind}s:listing")]


@pytest.mark.parametrize("kind", MAKERS)
def test_lists_and_choosers_show_what_the_role_may_see_alone(kind: str) -> None:
    """A collection in which a role may do nothing is not shown to it, wherever files are listed, picked or named."""
    open_to_all, theirs = collection(), collection("login")
    MAKERS[kind](collection=open_to_all)
    secret = MAKERS[kind](collection=theirs)
    type(secret).objects.filter(pk=secret.pk).update(title="A secret spine")
    author = person("Author")
    held = GroupCollectionPermission.objects.filter(group__user=author)
    held.update(collection=open_to_all)
    browser = browser_of(author)
    for address in choosers(kind):
        shown = browser.get(address).content.decode()
        assert "A secret spine" not in shown, address
        assert ("A spine" if kind == "image" else "A leaflet") in shown, address
    part = "wagtailimages" if kind == "image" else "wagtaildocs"
    for name in (f"{part}_chooser:chosen", f"{part}:edit", f"{part}:{kind}_usage"):
        response = browser.get(reverse(name, args=[secret.pk]), follow=True)
        assert "A secret spine" not in response.content.decode(), name
    several = browser.get(reverse(f"{part}_chooser:chosen_multiple"), {"id": secret.pk})
    assert "A secret spine" not in several.content.decode()
    detail = browser.get(reverse(f"wagtailadmin_api:{kind}s:detail", args=[secret.pk]))
    assert "A secret spine" not in detail.content.decode()


@pytest.mark.parametrize(
    ("role", "sees"),
    [("Author", True), ("Editor", True), ("Clinical reviewer", False), ("Resource manager", False)],
)
def test_who_has_no_place_among_the_pages_picks_what_readers_see(
    own_index: Any, role: str, sees: bool
) -> None:
    live("Osteopathy")
    draft("A secret draft")
    PageViewRestriction.objects.create(page=live("A secret page"), restriction_type="login")
    index_everything()
    browser = browser_of(person(role))
    for address, asked in (
        (reverse("wagtailadmin_choose_page_child", args=[library().pk]), {}),
        (reverse("wagtailadmin_choose_page_search"), {"q": "secret"}),
        (reverse("wagtailadmin_api:pages:listing"), {"fields": "_,title"}),
    ):
        response = browser.get(address, asked)
        assert response.status_code == 200, address
        shown = response.content.decode()
        assert ("A secret draft" in shown, "A secret page" in shown) == (sees, sees), address
    assert (
        "Osteopathy"
        in browser.get(reverse("wagtailadmin_choose_page_child", args=[library().pk])).content.decode()
    )
