"""After every kind of change, the files are what Django answers: none is stale, none is missing, none is one too many."""

from pathlib import Path
from typing import Any

import pytest

from backcare.delivery.publishing import publish
from tests.setting_up.searches import LONG

from .changes import CHANGES
from .published_site import differences, files, fresh, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = 300 if LONG else 8


@pytest.fixture
def published(publishing: Path) -> Path:
    make_library(COUNT)
    publish()
    return publishing


def test_every_change_is_followed_in_the_background(published: Path) -> None:
    before, wrong = fresh(), {}
    for change in CHANGES:
        change()
        after = fresh()
        work()
        if after == before:
            wrong[change.__name__] = ["It changed nothing that is published."]
        elif found := differences(files(), after):
            wrong[change.__name__] = found
        before = after
    assert wrong == {}


def test_the_sweep_finds_what_nobody_heard(published: Path, settings: Any) -> None:
    """As after raw SQL of another program, or a restored database: no row asks for anything."""
    wrong = {}
    for change in CHANGES:
        settings.PUBLISH_FILES = False
        change()
        settings.PUBLISH_FILES = True
        publish()
        if found := differences(files(), fresh()):
            wrong[change.__name__] = found
    assert wrong == {}


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
