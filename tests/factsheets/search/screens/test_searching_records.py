"""Looking for a record in the lists and in the windows of the editing screens: with the index, and without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factsheets.models import Association, Condition, Resource, Source
from tests.builders import live
from tests.factsheets.records.screens.test_records import rows
from tests.factsheets.screens.kinds import KIND_OF, KINDS, Kind, signed_in
from tests.factsheets.screens.test_choosers import window

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
#: What people and programs type.
HOSTILE = ['"', "'", "%", "\\", "(", "\x00", "a\x00b", "🙂", "*", "zzz", "a" * 10_000, "word " * 500]

Indexing = Callable[[], None]


@pytest.fixture(params=["with the index", "without an index"])
def index(request: pytest.FixtureRequest, own_index: Path) -> Indexing:
    """To be called once the records are made."""
    if request.param == "without an index":
        return lambda: None
    return lambda: call_command("update_index", verbosity=0)


def listed(browser: Client, of: Kind, **asked: object) -> list[str]:
    response = browser.get(of.url("list"), asked)
    assert response.status_code == 200
    return list(rows(response))


@each_kind
def test_a_record_is_found_by_the_beginnings_of_its_words(kind: Kind, index: Indexing):
    kind.make("Zygapophyseal matter")
    kind.make("Another")
    index()
    browser = signed_in("Resource manager")
    assert (
        listed(browser, kind, q="zygapo") == listed(browser, kind, q="MAT zyga") == ["Zygapophyseal matter"]
    )
    assert set(listed(browser, kind)) == {"Zygapophyseal matter", "Another"}
    for view in ("choose", "choose_results"):
        found = window(browser.get(kind.chooser_url(view), {"q": "zygapo MATTER"}))
        assert "Zygapophyseal" in found
        assert "Another" not in found


def test_a_condition_is_found_by_the_names_that_people_use(index: Indexing):
    kind, browser = KIND_OF[Condition], signed_in("Resource manager")
    kind.make("Prolapsed disc", other_names="slipped disc\nherniation", plain_name="disc trouble")
    kind.make("Sciatica")
    index()
    for words in ("slipped", "herniation", "trouble"):
        assert listed(browser, kind, q=words) == ["Prolapsed disc"]
        assert "Prolapsed disc" in window(browser.get(kind.chooser_url("choose_results"), {"q": words}))


@each_kind
def test_whatever_is_typed_the_list_and_the_window_answer(kind: Kind, index: Indexing):
    kind.make("Something")
    index()
    browser = signed_in("Resource manager")
    for asked in HOSTILE:
        for url in (kind.url("list"), kind.url("list_results"), kind.chooser_url("choose_results")):
            assert browser.get(url, {"q": asked}).status_code == 200, (asked[:9], url)


@pytest.mark.parametrize(
    ("model", "field", "this", "other"),
    [
        (Association, "county", "Cheshire", "Kent"),
        (Resource, "kind", "book", "video"),
        (Resource, "availability", "available", "unknown"),
        (Resource, "supplied_by_charity", True, False),
        (Source, "kind", "trial", "guideline"),
        (Source, "status", "current", "withdrawn"),
    ],
)
def test_filters_hold_for_what_a_search_found(index: Indexing, model, field, this, other):
    kind, browser = KIND_OF[model], signed_in("Resource manager")
    kind.make("Back matter", **{field: this})
    kind.make("Back pain", **{field: other})
    kind.make("Neck matter", **{field: this})
    index()
    value = str(this).lower() if isinstance(this, bool) else this
    assert listed(browser, kind, q="back", **{field: value}) == ["Back matter"]


def test_what_a_search_found_is_filtered_by_supplier(index: Indexing):
    kind, society = KIND_OF[Resource], Association.objects.create(name="A society")
    kind.make("Back matter", supplier=society)
    kind.make("Back pain")
    index()
    assert listed(signed_in("Resource manager"), kind, q="back", supplier=society.pk) == ["Back matter"]


@each_kind
def test_what_a_search_found_is_sorted_by_use_and_by_name(kind: Kind, index: Indexing):
    used = kind.make("Back B")
    kind.make("Back A")
    kind.make("Neck")
    kind.put_into(live("Osteopathy"), used)
    index()
    browser = signed_in("Resource manager")
    assert listed(browser, kind, q="back", ordering="use_count") == ["Back A", "Back B"]
    assert listed(browser, kind, q="back", ordering="-use_count") == ["Back B", "Back A"]
    assert listed(browser, kind, q="back", ordering=kind.name_field) == ["Back A", "Back B"]


@each_kind
def test_what_was_found_costs_no_query_each(kind: Kind, index: Indexing):
    browser = signed_in("Resource manager")
    kind.make("Back 0")
    index()

    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url, {"q": "back"}).status_code == 200
        return len(captured)

    def queries_once_warm() -> list[int]:
        """New names of records are read once."""
        urls = (kind.url("list"), kind.chooser_url("choose_results"))
        list(map(queries, urls))
        return [queries(url) for url in urls]

    few = queries_once_warm()
    for number in range(1, 8):
        kind.make(f"Back {number}")
    index()
    assert queries_once_warm() == few


@pytest.mark.django_db(transaction=True)
def test_a_record_is_found_as_soon_as_it_is_saved(own_index: Path):
    kind = KIND_OF[Condition]
    call_command("update_index", verbosity=0)
    browser = signed_in("Resource manager")
    browser.post(kind.url("add"), kind.form("Zygapophyseal matter"))
    assert listed(browser, kind, q="zygapo") == ["Zygapophyseal matter"]
    record = Condition.objects.get()
    browser.post(kind.url("edit", record.pk), kind.form("Facet joints", slug="facet"))
    assert listed(browser, kind, q="zygapo") == []
    assert listed(browser, kind, q="facet") == ["Facet joints"]
    browser.post(kind.url("delete", record.pk))
    assert listed(browser, kind, q="facet") == []
