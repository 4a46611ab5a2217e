"""Where this site keeps its published files, and whether it publishes any."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from .ledger import Ledger
from .store import Store


def publishes() -> bool:
    """Whether publishing writes files at all: setting `PUBLISH_FILES`."""
    return bool(settings.PUBLISH_FILES)


def published_folder() -> Path:
    """The folder of all that is published."""
    return Path(settings.PUBLISHED_FOLDER)


def store() -> Store:
    """The files."""
    return Store(published_folder())


def ledger() -> Ledger:
    """What each of them was made from."""
    return Ledger(published_folder())
