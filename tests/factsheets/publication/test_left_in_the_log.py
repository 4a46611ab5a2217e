"""Each verb leaves its entry in the audit log, and no other: what was done, to what, by whom, with which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import ModelLogEntry, PageLogEntry

from .verbs import VERBS, Entry, Verb

pytestmark = pytest.mark.django_db

#: Numbers of rows, which differ from one run to the next.
NUMBERS = {"sign_off", "withdrawal"}


def entries() -> dict[tuple[str, int], Entry]:
    """All that stands in both logs but for Wagtail's own, by log and number, the oldest first."""
    return {
        (model.__name__, each.pk): Entry(each.action, _about(each), each.user, _without_numbers(each.data))
        for model in (PageLogEntry, ModelLogEntry)
        for each in model.objects.filter(action__startswith="factsheets.").order_by("pk")
    }


def _about(entry: PageLogEntry | ModelLogEntry) -> Model:
    if isinstance(entry, PageLogEntry):
        return entry.page.specific
    return entry.content_type.get_object_for_this_type(pk=entry.object_id)


def _without_numbers(data: dict[str, Any]) -> dict[str, Any]:
    assert all(data[name] for name in NUMBERS & data.keys())
    return {name: value for name, value in data.items() if name not in NUMBERS}


@pytest.mark.parametrize("prepare", VERBS, ids=lambda prepare: prepare.__name__)
def test_exactly_its_entry(prepare: Callable[[], Verb]) -> None:
    verb = prepare()
    before = entries()
    verb.act()
    assert [entry for key, entry in entries().items() if key not in before] == verb.entries
