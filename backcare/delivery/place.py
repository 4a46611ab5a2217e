"""Where this site keeps its published files, and whether it publishes any."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from .ledger import MadeFrom
from .store import FileStore


def publishes() -> bool:
    """Whether publishing writes files at all: setting `PUBLISH_FILES`."""
    return bool(settings.PUBLISH_FILES)


def published_folder() -> Path:
    """The folder of all that is published."""
    return Path(settings.PUBLISHED_FOLDER)


def forget_all_files() -> bool:
    """Delete what an earlier time has published: nobody keeps it true, and a web server in front would go on handing it out.
    Whether there was anything. The page of outages stays."""
    found = [each for each in published_folder().glob("*") if each.name != "away"]
    for each in found:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    return bool(found)


def store() -> FileStore:
    """The files."""
    return FileStore(published_folder())


def ledger() -> MadeFrom:
    """What each of them was made from."""
    return MadeFrom(published_folder())
