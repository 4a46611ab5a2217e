"""What lies in a private collection is for those whom its rule lets in, on every screen of the admin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, ModelLogEntry

from factsheets.people.roles import ADMINISTRATOR
from tests.backcare.uploads import collection, document, image
from tests.builders import complete_draft, person, superuser
from tests.factsheets.screens.hostile_forms.reading import forms_of
from tests.search_index import index_everything

from .test_documents import link_to

pytestmark = pytest.mark.django_db

MAKERS: dict[str, Any] = {"image": image, "document": document}
TITLE, TAG, NAME = "A secret spine", "budget of the board", "Board only"
PASSWORD = CollectionViewRestriction.PASSWORD


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(params=MAKERS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def board() -> Collection:
    """Private, for administrators."""
    made = Collection.get_first_root_node().add_child(name=NAME)
    rule = CollectionViewRestriction.objects.create(
        collection=made, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name=ADMINISTRATOR))
    return made


@pytest.fixture
def minutes(kind: str, board: Collection) -> Any:
    """It lies one further down."""
    made = MAKERS[kind](collection=board.add_child(name="Below the board"))
    made.title = TITLE
    made.save()
    made.tags.add(TAG)
    return made


def browser_of(user: AbstractUser) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def part(kind: str) -> str:
    return "wagtailimages" if kind == "image" else "wagtaildocs"


def bulk(kind: str, act: str, *files: Any) -> str:
    asked = "&".join(f"id={file.pk}" for file in files)
    return reverse("wagtail_bulk_action", args=[part(kind), kind, act]) + f"?{asked}"


def everything_that_names_it(kind: str, file: Any) -> list[str]:
    chooser = f"{part(kind)}_chooser"
    lists = [
        f"{part(kind)}:index",
        f"{part(kind)}:index_results",
        f"{chooser}:choose",
        f"{chooser}:choose_results",
    ]
    pages = [f"{part(kind)}:edit", f"{part(kind)}:delete", f"{part(kind)}:{kind}_usage", f"{chooser}:chosen"]
    api = f"wagtailadmin_api:{kind}s"
    found = [
        *map(reverse, lists),
        *(f"{reverse(name)}?q=secret" for name in lists),
        reverse(f"{api}:listing"),
    ]
    found += [reverse(name, args=[file.pk]) for name in [*pages, f"{api}:detail"]]
    found += [f"{reverse(f'{chooser}:chosen_multiple')}?id={file.pk}"]
    found += [bulk(kind, act, file) for act in ("delete", "add_tags", "add_to_collection")]
    found += [
        reverse("wagtailadmin_tag_autocomplete") + "?term=budget",
        reverse("wagtailadmin_reports:site_history"),
    ]
    found += [reverse("wagtailadmin_tag_model_autocomplete", args=["taggit", "tag"]) + "?term=budget"]
    if kind == "image":
        found += [reverse("wagtailimages_chooser:select_format", args=[file.pk])]
        found += [reverse("wagtailimages:preview", args=[file.pk, "original"])]
    return found


@pytest.mark.parametrize("role", ["Author", "Editor"])
def test_who_is_not_let_in_is_told_of_nothing(own_index: Any, kind: str, minutes: Any, role: str) -> None:
    index_everything()
    browser = browser_of(person(role))
    for address in everything_that_names_it(kind, minutes):
        response = browser.get(address, follow=True)
        shown = b"".join(response).decode(errors="replace")
        for word in (TITLE, TAG, NAME, Path(minutes.file.name).name):
            assert word not in shown, (address, word)
        assert "image/png" not in response.headers["Content-Type"], address


def fields_of(browser: Client, address: str) -> dict[str, Any]:
    [form] = [form for form in forms_of(browser.get(address), address) if "name" in form.fields]
    return dict(form.fields)


def test_the_screens_of_groups_and_the_history_name_it_to_nobody_outside(
    kind: str, minutes: Any, board: Collection
) -> None:
    others = Group.objects.create(name="Treasurers")
    CollectionViewRestriction.objects.get().groups.set([others])
    own = Group.objects.create(name="Helpers")
    add = Permission.objects.get(codename="add_image" if kind == "image" else "add_document")
    GroupCollectionPermission.objects.create(group=own, collection=board, permission=add)
    for entry in (board, minutes):
        log(entry, "wagtail.edit", user=superuser() if entry is board else None)
    outside, inside = browser_of(person("Administrator")), person("Administrator", "inside")
    inside.groups.add(others)
    history, edit = (
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailusers_groups:edit", args=[own.pk]),
    )
    addresses = [history, f"{history}?export=csv", edit, reverse("wagtailusers_groups:add")]
    for address in addresses:
        for browser, sees_it in ((outside, False), (browser_of(inside), True)):
            answer = browser.get(address)
            assert (NAME in (b"".join(answer) if answer.streaming else answer.content).decode()) == sees_it, (
                address
            )
            assert TITLE not in answer.content.decode() if not answer.streaming and not sees_it else True
    outside.post(edit, fields_of(outside, edit) | {"name": ["Helpers and more"]})
    own.refresh_from_db()
    assert own.name == "Helpers and more"
    assert [(each.collection_id, each.permission_id) for each in own.collection_permissions.all()] == [
        (board.pk, add.pk)
    ]


def attempts(kind: str, file: Any) -> list[tuple[str, dict[str, Any]]]:
    root = Collection.get_first_root_node().pk
    typed = {"title": "Mine", "collection": root, "tags": "mine"}
    prefix = "image" if kind == "image" else "doc"
    several = {f"{prefix}-{file.pk}-{name}": value for name, value in typed.items()}
    return [
        (reverse(f"{part(kind)}:edit", args=[file.pk]), typed),
        (reverse(f"{part(kind)}:edit_multiple", args=[file.pk]), several),
        (bulk(kind, "add_to_collection", file), {"collection": root}),
        (bulk(kind, "add_tags", file), {"tags": "mine"}),
        (bulk(kind, "delete", file), {}),
        (reverse(f"{part(kind)}:delete", args=[file.pk]), {}),
        (reverse(f"{part(kind)}:delete_multiple", args=[file.pk]), {}),
    ]


def test_who_is_not_let_in_changes_nothing(kind: str, minutes: Any, board: Collection) -> None:
    browser = browser_of(person("Editor"))
    for address, typed in attempts(kind, minutes):
        browser.post(address, typed, headers={"X-Requested-With": "XMLHttpRequest"})
        stored = type(minutes).objects.get(pk=minutes.pk)
        assert (stored.title, stored.collection_id) == (TITLE, minutes.collection_id), address
        assert [tag.name for tag in stored.tags.all()] == [TAG], address
    other = MAKERS[kind]("other.png" if kind == "image" else "other.pdf")
    browser.post(bulk(kind, "add_to_collection", other), {"collection": board.pk})
    other.refresh_from_db()
    assert other.collection_id == Collection.get_first_root_node().pk


def test_a_ticked_one_that_is_kept_from_somebody_is_left_out_without_a_word(kind: str, minutes: Any) -> None:
    other = MAKERS[kind]("other.png" if kind == "image" else "other.pdf")
    browser = browser_of(person("Editor"))
    asked = browser.get(bulk(kind, "delete", minutes, other)).content.decode()
    assert other.title in asked
    assert TITLE not in asked
    browser.post(bulk(kind, "delete", minutes, other))
    assert [each.pk for each in type(minutes).objects.all()] == [minutes.pk]


@pytest.mark.parametrize("by", ["form", "bulk"])
def test_whom_the_rule_lets_in_takes_it_out_and_the_log_says_so(kind: str, minutes: Any, by: str) -> None:
    boss = person("Administrator")
    address, typed = attempts(kind, minutes)[0 if by == "form" else 2]
    assert TITLE in browser_of(boss).get(reverse(f"{part(kind)}:edit", args=[minutes.pk])).content.decode()
    browser_of(boss).post(address, typed)
    minutes.refresh_from_db()
    assert minutes.collection_id == Collection.get_first_root_node().pk
    entry = ModelLogEntry.objects.get(action="factsheets.leave_private_collection")
    assert (entry.user_id, entry.object_id) == (boss.pk, str(minutes.pk))
    assert entry.data["collection"] == {"old": "Below the board", "new": "Root"}


def sees(user: AbstractUser | Client, kind: str, file: Any) -> bool:
    browser = user if isinstance(user, Client) else browser_of(user)
    edited = browser.get(reverse(f"{part(kind)}:edit", args=[file.pk])).status_code == 200
    listed = file.title in browser.get(reverse(f"{part(kind)}:index")).content.decode()
    assert edited == listed
    return edited


def test_what_asks_for_signing_in_keeps_nothing_from_staff(kind: str) -> None:
    assert sees(person("Author"), kind, MAKERS[kind](collection=collection("login")))


def test_superusers_see_all(kind: str, minutes: Any) -> None:
    assert sees(superuser(), kind, minutes)


def test_what_has_a_password_is_for_those_who_gave_it_and_those_who_set_it(kind: str) -> None:
    locked = MAKERS[kind](collection=collection(PASSWORD))
    rule = CollectionViewRestriction.objects.get()
    author = browser_of(person("Author"))
    boss = person("Administrator")
    assert not sees(boss, kind, locked)
    GroupCollectionPermission.objects.create(
        group=boss.groups.get(), collection=rule.collection,
        permission=Permission.objects.get(codename="change_collection"),
    )  # fmt: skip
    assert sees(type(boss).objects.get(pk=boss.pk), kind, locked)
    assert not sees(author, kind, locked)
    gate = reverse("wagtaildocs_authenticate_with_password", args=[rule.pk])
    author.post(gate, {"password": rule.password, "return_url": "/"})
    assert sees(author, kind, locked)
    assert not sees(person("Author", "another"), kind, locked)


def test_who_may_edit_a_collection_finds_it_and_its_button_as_superusers_do() -> None:
    """The editors' guide says so."""
    leaflets = Collection.get_first_root_node().add_child(name="Leaflets")
    listed, screen, rule = (
        reverse("wagtailadmin_collections:index"),
        reverse("wagtailadmin_collections:edit", args=[leaflets.pk]),
        reverse("wagtailadmin_collections:set_privacy", args=[leaflets.pk]),
    )
    editor = browser_of(person("Editor"))
    assert {editor.get(address).status_code for address in (listed, screen, rule)} == {302}
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name="Editor"), collection=leaflets,
        permission=Permission.objects.get(codename="change_collection"),
    )  # fmt: skip
    for browser in (editor, browser_of(superuser())):
        assert "Leaflets" in browser.get(listed).content.decode()
        assert rule in browser.get(screen).content.decode()
        assert browser.get(rule).status_code == 200


@pytest.mark.parametrize("below", [False, True])
def test_who_is_in_none_of_its_groups_cannot_open_it_whoever_gives_them_a_permission(
    board: Collection, below: bool
) -> None:
    """An administrator who is not let in could give the permission to themselves."""
    leaflets = Collection.get_first_root_node().add_child(name="Leaflets")
    meant = board.add_child(name="Below the board") if below else board
    for name in ("change_collection", "delete_collection", "add_collection"):
        for where in (Collection.get_first_root_node(), board):
            permission = Permission.objects.get(codename=name)
            GroupCollectionPermission.objects.create(
                group=Group.objects.get(name="Author"), collection=where, permission=permission
            )
    author, manager = browser_of(person("Author")), browser_of(superuser())
    before = list(CollectionViewRestriction.objects.values_list("collection", "restriction_type"))
    assert NAME not in author.get(reverse("wagtailadmin_collections:index")).content.decode()
    for name, sent in (
        ("set_privacy", {"restriction_type": "none"}),
        ("edit", {"name": "Opened", "parent": leaflets.pk}),
        ("delete", {}),
    ):
        address = reverse(f"wagtailadmin_collections:{name}", args=[meant.pk])
        for answer in (author.get(address), author.post(address, sent)):
            assert answer.status_code in (302, 403, 404), (name, answer.status_code)
    assert list(CollectionViewRestriction.objects.values_list("collection", "restriction_type")) == before
    kept = Collection.objects.get(pk=meant.pk)
    assert (kept.name, kept.path) == (meant.name, meant.path)
    assert author.get(reverse("wagtailadmin_collections:edit", args=[leaflets.pk])).status_code == 200
    assert manager.get(reverse("wagtailadmin_collections:edit", args=[meant.pk])).status_code == 200


def test_a_text_that_names_one_by_number_does_not_give_its_name_away(board: Collection) -> None:
    """Whoever types the number of a document into a draft would read the name of its file in the address."""
    secret = document("minutes-of-the-board.pdf", collection=board)
    page = complete_draft("Heat", procedure=link_to(secret))
    addresses = [
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "view_draft", "history")
    ]
    revision = page.latest_revision_id
    addresses += [
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", revision]),
    ]
    names = [
        [
            "minutes-of-the-board" in browser_of(user).get(address).content.decode()
            for address in addresses[:2]
        ]
        for user in (person("Administrator"), person("Author"))
    ]
    assert names == [[True, True], [False, False]]
    author = browser_of(person("Editor"))
    for address in addresses:
        assert "minutes-of-the-board" not in author.get(address).content.decode(), address
    edited = browser_of(person("Author", "another")).get(addresses[0]).content.decode()
    assert f"&quot;id&quot;: {secret.pk}" in edited
