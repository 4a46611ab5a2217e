"""Processes that save, change, delete and rebuild at once, and are killed; to be run in a process with Django set up."""

import json
import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.signals import connection_created
from wagtail.documents.models import Document

from backcare.search.index import Index

from .backends import PlainBackend

WRITERS = 2

Job = Callable[[Path, str, int], None]


def main(folder: str, writes: str) -> None:
    """Until so many saves are acknowledged, start everybody and kill them at a random moment.

    Says in the end, as JSON, which titles were acknowledged, and how many processes were killed.
    """
    connection_created.connect(_do_not_wait_for_the_disk)
    chance = random.Random()
    told = b""
    rounds = kills = 0
    hear, tell = os.pipe()
    while told.count(b"\n") < int(writes):
        jobs: list[Job] = [save] * WRITERS + [rebuild] * (rounds % 2)
        children = [_child(job, Path(folder), f"{rounds}-{place}", tell) for place, job in enumerate(jobs)]
        rounds += 1
        enough = told.count(b"\n") + chance.randint(10, 30)
        while told.count(b"\n") < enough:
            told += os.read(hear, 1000)
        time.sleep(chance.uniform(0, 0.05))
        for child in children:
            os.kill(child, signal.SIGKILL)
            _pid, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), "a child ended by itself"
            kills += 1
    print(json.dumps({"acknowledged": told.decode().splitlines(), "kills": kills}))


def save(folder: Path, name: str, tell: int) -> None:
    """Save, change and delete documents, and tell each one that is saved for good."""
    index = Index(PlainBackend(folder, background=True), Document)
    chance = random.Random(name)
    mine: list[Document] = []
    for number in range(100_000):
        with transaction.atomic():
            mine.append(Document.objects.create(title=f"{name}-{number}", file="x.txt"))
            index.add_item(mine[-1])
        os.write(tell, f"{mine[-1].title}\n".encode())
        if chance.random() < 0.3:
            _change(index, mine[chance.randrange(len(mine))], remove=chance.random() < 0.3)
            mine = [document for document in mine if document.pk]


def rebuild(folder: Path, _name: str, _tell: int) -> None:
    """Build the index anew, again and again."""
    while True:
        Index(PlainBackend(folder, background=True), Document).rebuild()


@transaction.atomic
def _change(index: Index, document: Document, *, remove: bool) -> None:
    if remove:
        index.delete_item(document)
        document.delete()
    else:
        document.title += " changed"
        document.save()
        index.add_item(document)


def _do_not_wait_for_the_disk(connection: Any, **_kwargs: Any) -> None:
    """Who is killed loses nothing that the operating system was given; only a power cut would tell the difference."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def _child(job: Job, folder: Path, name: str, tell: int) -> int:
    if child := os.fork():
        return child
    try:
        job(folder, name, tell)
    except BaseException:  # noqa: BLE001  the child must never go on as its parent
        traceback.print_exc()
    finally:
        os._exit(1)
