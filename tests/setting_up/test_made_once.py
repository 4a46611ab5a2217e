"""Rows that are put back are those that were made, and are nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from factsheets.models import FactsheetPage, SafetyAdvice
from tests.builders import draft, live, person, sign_governed_texts

from .made_once import MadeOnce

pytestmark = pytest.mark.django_db


def make_public() -> FactsheetPage:
    sign_governed_texts()
    return live(owner=person("Author"))


def every_row() -> dict[str, list[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
            found[model._meta.db_table] = cursor.fetchall()
    return found


def test_what_is_put_back_is_what_was_made(made_once: MadeOnce) -> None:
    before = every_row()
    with transaction.atomic():
        made = made_once(make_public)
        rows = every_row()
        transaction.set_rollback(True)
    assert every_row() == before
    again = made_once(make_public)
    assert every_row() == rows != before
    assert again == made
    assert again is not made
    assert SafetyAdvice.objects.signed().exists()


def test_it_stands_beside_whatever_a_test_has_made_before(made_once: MadeOnce) -> None:
    for others in (0, 2):
        with transaction.atomic():
            earlier = [person(username=f"somebody-{number}") for number in range(others)]
            page = made_once(make_public)
            later = draft("TENS")
            assert Client().get(page.get_url()).status_code == 200
            assert page.owner_id not in {each.pk for each in earlier}
            assert later.pk > page.pk
            assert later.latest_revision_id > page.latest_revision_id
            transaction.set_rollback(True)


def test_a_row_that_was_changed_before_is_not_put_back_as_it_was(made_once: MadeOnce) -> None:
    with transaction.atomic():
        made_once(make_public)
        transaction.set_rollback(True)
    draft("TENS")  # its parent counts its children
    with pytest.raises(AssertionError, match="Page was changed before what was made once"):
        made_once(make_public)
