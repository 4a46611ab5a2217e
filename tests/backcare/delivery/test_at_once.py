"""When the person's request has answered, nothing that they changed is served as it was."""

import math
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Collection, CollectionViewRestriction

from backcare.delivery import at_once
from backcare.delivery.models import Change
from backcare.delivery.place import store
from backcare.delivery.publishing import publish
from backcare.delivery.store import IDENTITY
from factsheets.models import FactsheetPage

from . import changes
from .published_site import differences, files, fresh, fresh_at, library, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(publishing: Path, monkeypatch: pytest.MonkeyPatch) -> list[FactsheetPage]:
    """However busy the machine is, each file is asked whether it is true."""
    monkeypatch.setattr(at_once, "_SECONDS_OF_PROOF", math.inf)
    made = make_library(6)
    publish()
    return made


@pytest.fixture
def few(publishing: Path) -> list[FactsheetPage]:
    made = make_library(2)
    publish()
    return made


def body(address: str) -> bytes | None:
    stored = store().look_up(address)
    return stored.bodies[IDENTITY].path.read_bytes() if stored else None


def test_what_was_changed_is_not_served_as_it_was(pages: list[FactsheetPage]) -> None:
    """Each right after the change: nothing was done in the background."""
    changes.publish_words()
    assert body(pages[1].url) is None
    changes.take_down()
    for address in (pages[1].url, f"{pages[1].url}history/", f"{pages[1].url}factsheet.pdf"):
        assert store().look_up(address) is None
    assert not (store().root / f"files{pages[1].url}index.html").exists()
    changes.rename()
    assert store().look_up(pages[2].url) is None
    changes.hide()
    assert [each for each in store().addresses() if each.startswith(pages[5].url)] == []
    changes.hide_library()
    assert [each for each in store().addresses() if each.startswith(library().url)] == []


def hide_document(document: AbstractDocument) -> None:
    """As an act on many documents does it: no signal tells of it."""
    minutes = Collection.get_first_root_node().add_child(name="Minutes")
    CollectionViewRestriction.objects.create(collection=minutes, restriction_type="login")
    get_document_model().objects.filter(pk=document.pk).update(collection=minutes)


def hide_its_collection(document: AbstractDocument) -> None:
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")


def move_its_collection(document: AbstractDocument) -> None:
    root = Collection.get_first_root_node()
    minutes, leaflets = root.add_child(name="Minutes"), root.add_child(name="Leaflets")
    CollectionViewRestriction.objects.create(collection=minutes, restriction_type="login")
    get_document_model().objects.filter(pk=document.pk).update(collection=leaflets)
    publish()
    leaflets.move(minutes, "sorted-child")


def delete_it(document: AbstractDocument) -> None:
    document.delete()


@pytest.mark.parametrize("change", [hide_document, hide_its_collection, move_its_collection, delete_it])
def test_a_document_that_is_shown_no_more_is_out_of_service_when_the_change_is_through(
    few: list[FactsheetPage], change: Callable[[AbstractDocument], None]
) -> None:
    changes.add_document()
    document = get_document_model().objects.get()
    publish()
    address = document.url
    assert body(address) == b"Words of a leaflet."
    change(document)
    assert body(address) is None
    assert body(few[0].url) is not None


def test_of_many_pages_at_once_none_is_served_as_it_was(
    pages: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_once, "_MOST_PAGES", 3)
    monkeypatch.setattr(at_once, "_SECONDS", 60)
    changes.hide_library()
    assert [each for each in store().addresses() if each.startswith(library().url)] == []


def test_what_cannot_be_asked_in_time_is_out_of_service_too(
    few: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine with too much other work."""
    monkeypatch.setattr(at_once, "_SECONDS_OF_PROOF", 0)
    changes.publish_words()
    assert body(few[1].url) is None
    assert body(few[0].url) is not None
    work()
    assert differences(files(), fresh()) == []


def test_a_request_that_changes_something_makes_the_file_after_its_answer(few: list[FactsheetPage]) -> None:
    request_started.disconnect(close_old_connections)
    try:
        request_started.send(sender=None)
    finally:
        request_started.connect(close_old_connections)
    changes.publish_words()
    assert body(few[1].url) is None
    request_finished.disconnect(close_old_connections)
    try:
        request_finished.send(sender=None)
    finally:
        request_finished.connect(close_old_connections)
    for thread in threading.enumerate():
        if thread.name == "publishing":
            thread.join(60)
    answer = fresh_at(few[1].url)
    assert answer is not None
    assert b"Other words." in answer.body
    assert body(few[1].url) == answer.body


def test_what_is_taken_back_changes_no_file_and_asks_for_nothing(few: list[FactsheetPage]) -> None:
    before = body(few[1].url)
    with transaction.atomic():
        FactsheetPage.objects.filter(pk=few[1].pk).update(summary="Taken back.")
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert body(few[1].url) == before
    assert not Change.objects.exists()


def test_a_change_after_a_savepoint_that_was_undone_is_asked_for(few: list[FactsheetPage]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            FactsheetPage.objects.filter(pk=few[1].pk).update(summary="Taken back.")
            transaction.set_rollback(True)
        FactsheetPage.objects.filter(pk=few[1].pk).update(summary="This stays.")
    assert Change.objects.filter(table="factsheets_factsheetpage").exists()
    work()
    assert b"This stays." in (body(few[1].url) or b"")
    assert not Change.objects.exists()


def test_a_draft_leaves_the_files_alone(few: list[FactsheetPage]) -> None:
    before = store().look_up(few[1].url)
    few[1].summary = "A draft."
    few[1].save_revision()
    assert before is not None
    assert store().look_up(few[1].url) == before


def test_tables_that_no_page_shows_ask_for_nothing(few: list[FactsheetPage]) -> None:
    work()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert not Change.objects.exists()


def test_what_is_hidden_leaves_service_where_nothing_can_be_noted(
    few: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk without room: to unlink needs none."""

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backcare.delivery.ledger.MadeFrom.of_pages", full)
    monkeypatch.setattr("backcare.delivery.store.begin_others", full)
    few[1].unpublish()
    assert [each for each in store().addresses() if each.startswith(few[1].url)] == []
    assert store().look_up(few[0].url) is not None


@pytest.mark.parametrize("whole", [False, True], ids=["within its folder", "with its folder"])
def test_what_is_withdrawn_leaves_service_where_its_file_cannot_be_taken_away(
    few: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """As in a folder of another owner: then all files leave service, and are made anew."""
    root = store().root
    (root / "away").mkdir()
    (root / "away" / "503.html").write_text("Away.")
    unlink, mkdir = Path.unlink, Path.mkdir

    def refused(path: Path, *given: bool, **named: bool) -> None:
        if path.is_relative_to(root / "files"):
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, *given, **named)

    def refused_within(path: Path, *given: Any, **named: Any) -> None:
        if path.name.startswith("set-aside-"):
            raise PermissionError(13, "Permission denied", str(path))
        mkdir(path, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        if whole:
            patch.setattr(Path, "mkdir", refused_within)
        few[1].unpublish()
    assert list(store().addresses()) == []
    assert not list((root / "files").rglob("*.html"))
    assert (root / "away" / "503.html").read_text() == "Away."
    work()
    assert differences(files(), fresh()) == []
    publish()
    assert not list(root.glob("set-aside-*"))
    assert not list(root.parent.glob(f"{root.name}set-aside-*"))
