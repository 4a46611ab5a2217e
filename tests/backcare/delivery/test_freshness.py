"""After every kind of change, the files are what Django answers: none is stale, none is missing, none is one too many."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from backcare import today
from backcare.delivery import publishing
from backcare.delivery.place import ledger, store
from backcare.delivery.publishing import make_missing, publish, take_out_of_another_day
from tests.setting_up.searches import LONG

from .changes import GROUPS, change_site
from .published_site import differences, files, fresh, make_library, work
from .rarer_changes import review

pytestmark = pytest.mark.django_db(transaction=True)

COUNT, JOBS = (300, 2) if LONG else (8, 1)


@pytest.fixture
def published(publishing: Path) -> Path:
    make_library(COUNT)
    publish(jobs=JOBS)
    return publishing


#: Each change by itself in the long run; several groups at once in the short one. In the last but one nearly nothing is public.
STEPS = (
    [(change,) for group in GROUPS for change in group]
    if LONG
    else [GROUPS[0] + GROUPS[1], GROUPS[2] + GROUPS[3] + GROUPS[4], *GROUPS[5:]]
)


def named(step: Sequence[Callable[[], None]]) -> str:
    return ", ".join(change.__name__ for change in step)


def test_every_change_is_followed_in_the_background(published: Path) -> None:
    before, wrong = fresh(jobs=JOBS), {}
    for step in STEPS:
        for change in step:
            change()
        work()
        after = fresh(jobs=JOBS)
        print(f"{named(step)}: {len(after)} addresses compared", flush=True)
        if after == before and change_site not in step:
            wrong[named(step)] = ["It changed nothing that is published."]
        elif found := differences(files(), after):
            wrong[named(step)] = found
            print(found, flush=True)
        before = after
    assert wrong == {}


def test_the_sweep_finds_what_nobody_heard(published: Path, settings: Any) -> None:
    """As after raw SQL of another program, or a restored database: no row asks for anything."""
    wrong = {}
    # Behind the back of the site it makes no difference how much changed before the look: a group at a time.
    for step in GROUPS if LONG else STEPS:
        settings.PUBLISH_FILES = False
        for change in step:
            change()
        settings.PUBLISH_FILES = True
        if LONG or step in (STEPS[1], STEPS[-2]):
            publish(jobs=JOBS)
            if found := differences(files(), fresh(jobs=JOBS)):
                wrong[named(step)] = found
    assert wrong == {}


def test_what_was_made_of_a_day_leaves_service_when_it_is_over(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_a_day = {address for address, made in ledger().made().items() if made.until}
    before = set(store().addresses())
    take_out_of_another_day()
    assert set(store().addresses()) == before
    two_days_later(monkeypatch)
    take_out_of_another_day()
    assert of_a_day
    assert set(store().addresses()) == before - of_a_day


def test_what_is_overdue_since_midnight_is_told(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    review()
    work()
    before = fresh(jobs=JOBS)
    assert differences(files(), before) == []
    two_days_later(monkeypatch)
    after = fresh(jobs=JOBS)
    assert differences(before, after)
    assert make_missing(seconds=600) is None
    assert differences(files(), after) == []


def two_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """For readers, and for whoever asks whether a file is of a day that is over."""
    later = SimpleNamespace(
        localdate=lambda **kwargs: timezone.localdate(**kwargs) + timedelta(days=2),
        get_default_timezone=timezone.get_default_timezone,
    )
    monkeypatch.setattr(today, "timezone", later)
    clock = SimpleNamespace(time=lambda: time.time() + 2 * 24 * 3600, monotonic=time.monotonic)
    monkeypatch.setattr(publishing, "time", clock)


def test_another_setting_is_another_site(published: Path, settings: Any) -> None:
    settings.SITE_URL = "http://localhost"
    publish()
    assert differences(files(), fresh()) == []
    assert b"http://localhost/" in files()["/robots.txt"][2]


def test_twice_in_a_row_nothing_is_written(published: Path) -> None:
    before = {
        path: path.stat().st_mtime_ns
        for path in published.rglob("*")
        if path.is_file() and "meta" in path.parts
    }
    kept = files()
    assert publish().writes == 0, differences(files(), kept)
    assert publish(anew=True).writes == 0
    assert {
        path: path.stat().st_mtime_ns
        for path in published.rglob("*")
        if path.is_file() and "meta" in path.parts
    } == before


def lay_rows_the_other_way_round() -> None:
    """As a server does by itself now and then. What a question has no order for comes in another one after that."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA reverse_unordered_selects = ON")
            return
        for model in apps.get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            for number in model._base_manager.order_by("-pk").values_list("pk", flat=True):
                cursor.execute(f'UPDATE "{table}" SET "{key}" = %s WHERE "{key}" = %s', [number, number])
        cursor.execute("ANALYZE")


def test_where_rows_lie_makes_no_difference(published: Path) -> None:
    kept = files()
    lay_rows_the_other_way_round()
    assert publish().writes == 0, differences(files(), kept)
    assert differences(files(), fresh(jobs=1)) == []
    if connection.vendor == "sqlite":
        connection.close()
