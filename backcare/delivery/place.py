"""Where this site keeps its published files, and whether it publishes any."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from .ledger import MadeFrom
from .store import FILES, GONE, META, MISSING, MOVED, FileStore

#: So begins the name of what was taken out of service as a whole.
_ASIDE = "set-aside-"


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


def set_all_files_aside() -> None:
    """Out of service at once, all that is published: under another name nobody looks for it. Files are made anew by and by.

    For the case that nearly all have to leave, or that a single one cannot be taken away. Raises OSError where this cannot be done either: then those who
    hand files out see by themselves that the folder cannot be changed.
    """
    folder, name = published_folder(), f"{_ASIDE}{time.time_ns()}"
    try:
        (folder / name).mkdir()
        _move(folder, folder / name)
    except OSError:
        aside = folder.with_name(f"{folder.name}{name}")
        folder.rename(aside)
        folder.mkdir()
        with suppress(OSError):  # a start lays the page of outages out again
            shutil.copytree(aside / "away", folder / "away")


def _move(folder: Path, aside: Path) -> None:
    """What they were made from stays noted: by that it is known that they have to be made."""
    for name in (FILES, GONE, META, MOVED, MISSING):
        with suppress(FileNotFoundError):
            (folder / name).rename(aside / name)


def clear_what_was_set_aside() -> None:
    """Delete it, as far as it can be deleted by now."""
    folder = published_folder()
    for each in (*folder.glob(f"{_ASIDE}*"), *folder.parent.glob(f"{folder.name}{_ASIDE}*")):
        shutil.rmtree(each, ignore_errors=True)


def store() -> FileStore:
    """The files."""
    return FileStore(published_folder())


def ledger() -> MadeFrom:
    """What each of them was made from."""
    return MadeFrom(published_folder(), on_damage=set_all_files_aside)
