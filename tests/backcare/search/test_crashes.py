"""`kill -9` at random moments of saves and rebuilds: no damage, and nothing that was saved is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from wagtail.documents.models import Document

from backcare.search.index import Index
from backcare.search.models import QueuedUpdate

from .layouts import owners

ROOT = Path(__file__).resolve().parents[3]
WRITES = 200
STARTED = "import django; django.setup(); import sys; from tests.backcare.search.crashing import main; main(*sys.argv[1:])"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_however_often_everybody_is_killed(index: Index) -> None:
    crashing = subprocess.run(
        [sys.executable, "-c", STARTED, str(index.store.folder), str(WRITES)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "backcare.settings.test"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert crashing.returncode == 0, crashing.stderr
    said = json.loads(crashing.stdout)
    assert len(said["acknowledged"]) >= WRITES
    assert said["kills"] >= 10

    owners(index.snapshot().searcher)  # the last commit can be read without any repair
    index.store.verify(patience=60)
    generation = index.store.generation()
    index.refresh()

    assert index.store.generation() == generation  # it was not rebuilt: what was missing was queued
    in_index = owners(index.snapshot().searcher)
    assert in_index == {str(pk): title for pk, title in Document.objects.values_list("pk", "title")}
    assert len(in_index) > WRITES / 2
    assert not QueuedUpdate.objects.filter(index="test").exists()


def _address() -> str:
    """DATABASE_URL, with the name of this test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    return f"{server}/{name}"
