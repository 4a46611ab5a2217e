"""Where this site keeps its published files, and whether it publishes any."""

from __future__ import annotations

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


def store() -> FileStore:
    """The files."""
    return FileStore(published_folder())


def ledger() -> MadeFrom:
    """What each of them was made from."""
    return MadeFrom(published_folder())
