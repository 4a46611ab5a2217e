"""Two people with one batch, and two workers at one: each document comes in once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from factsheets.exchange.batches.carrying_on import do_next
from factsheets.exchange.batches.confirming import ask_to_undo, confirm_batch
from factsheets.models import Condition, FactsheetPage, ImportBatch, ImportedDocument
from tests.builders import person

from .documents import COLD, HEAT, brought_in, come_in, confirm, document, fresh, states

pytestmark = pytest.mark.django_db(transaction=True)

FILES = {"heat.txt": HEAT, "cold.txt": COLD, "ice.txt": document("Ice", names="Heat")}


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment, each in a thread with a connection of its own; what each gave."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def all_of_it(batch: ImportBatch) -> None:
    while do_next(batch.pk):
        pass


def test_of_two_who_confirm_one_is_told_that_somebody_was_quicker():
    batch = brought_in(FILES)
    people = [person("Editor", f"editor-{number}") for number in (1, 2)]
    every = {each.pk: [[]] for each in batch.documents.all()}
    told = at_once(
        *(
            partial(confirm_batch, batch, documents=every, choices={}, user=each, now=timezone.now())
            for each in people
        )
    )
    assert sorted(map(bool, told)) == [False, True]
    assert fresh(batch).confirmed_by == people[told.index(True)]


def test_two_workers_bring_in_each_document_once():
    batch = brought_in(FILES)
    confirm(batch)
    at_once(*(partial(all_of_it, batch) for _ in range(3)))
    assert set(states(batch).values()) == {"applied"}
    assert sorted(FactsheetPage.objects.values_list("title", flat=True)) == ["Cold", "Heat", "Ice"]
    assert ImportedDocument.objects.count() == len(FILES)
    assert Condition.objects.count() == 2
    assert fresh(batch).state == "applied"


def test_of_two_who_undo_one_does():
    batch = come_in(FILES)
    people = [person("Editor", f"editor-{number}") for number in (1, 2)]
    told = at_once(*(partial(ask_to_undo, batch, user=each) for each in people))
    assert sorted(map(bool, told)) == [False, True]
    at_once(*(partial(all_of_it, batch) for _ in range(2)))
    assert not FactsheetPage.objects.exists()
    assert not Condition.objects.exists()
