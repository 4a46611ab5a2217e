"""When the person's request has answered, nothing that they changed is served as it was."""

from pathlib import Path

import pytest
from django.db import connection, transaction

from backcare.delivery import at_once
from backcare.delivery.models import Change
from backcare.delivery.place import store
from backcare.delivery.publishing import publish
from backcare.delivery.store import IDENTITY
from factsheets.models import FactsheetPage

from . import changes
from .published_site import fresh_at, library, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(publishing: Path, monkeypatch: pytest.MonkeyPatch) -> list[FactsheetPage]:
    """What is done at once is done to its end, however busy the machine is."""
    monkeypatch.setattr(at_once, "_SECONDS", 60)
    made = make_library(8)
    publish()
    return made


def body(address: str) -> bytes | None:
    stored = store().look_up(address)
    return stored.bodies[IDENTITY].path.read_bytes() if stored else None


def test_a_published_page_has_no_file_that_is_not_its_new_one(pages: list[FactsheetPage]) -> None:
    changes.publish_words()
    found = body(pages[1].url)
    answer = fresh_at(pages[1].url)
    assert answer is not None
    assert b"Other words." in answer.body
    assert found in (None, answer.body)


def test_a_withdrawn_page_is_gone_already(pages: list[FactsheetPage]) -> None:
    changes.take_down()
    for address in (pages[1].url, f"{pages[1].url}factsheet.pdf"):
        stored = store().look_up(address)
        assert stored is None or stored.status == 410
    assert not (store().root / f"files{pages[1].url}index.html").exists()


def test_a_private_page_has_no_file_any_more(pages: list[FactsheetPage]) -> None:
    changes.hide()
    assert [each for each in store().addresses() if each.startswith(pages[5].url)] == []


def test_nothing_below_a_private_page_is_served(pages: list[FactsheetPage]) -> None:
    changes.hide_library()
    assert [each for each in store().addresses() if each.startswith(library().url)] == []


def test_an_old_address_is_not_served_as_it_was(pages: list[FactsheetPage]) -> None:
    changes.rename()
    stored = store().look_up(pages[2].url)
    assert stored is None or stored.status == 301


def test_what_is_taken_back_changes_no_file_and_asks_for_nothing(pages: list[FactsheetPage]) -> None:
    before = body(pages[1].url)
    with transaction.atomic():
        FactsheetPage.objects.filter(pk=pages[1].pk).update(summary="Taken back.")
        assert Change.objects.exists()
        transaction.set_rollback(True)
    assert body(pages[1].url) == before
    assert not Change.objects.exists()


def test_a_change_after_a_savepoint_that_was_undone_is_asked_for(pages: list[FactsheetPage]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            FactsheetPage.objects.filter(pk=pages[1].pk).update(summary="Taken back.")
            transaction.set_rollback(True)
        FactsheetPage.objects.filter(pk=pages[1].pk).update(summary="This stays.")
    assert Change.objects.filter(table="factsheets_factsheetpage").exists()
    work()
    assert b"This stays." in (body(pages[1].url) or b"")
    assert not Change.objects.exists()


def test_a_draft_leaves_the_files_alone(pages: list[FactsheetPage]) -> None:
    before = store().look_up(pages[1].url)
    pages[1].summary = "A draft."
    pages[1].save_revision()
    assert before is not None
    assert store().look_up(pages[1].url) == before


def test_tables_that_no_page_shows_ask_for_nothing(pages: list[FactsheetPage]) -> None:
    work()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert not Change.objects.exists()
