"""Bodies leave the disk, and folders in which nothing is left."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from .packing import BROTLI, GZIP, IDENTITY, with_ending


def unlink(place: Path, root: Path) -> None:
    """Every form of the body that lies here, and the folders that are empty without it."""
    unlink_bodies(place)
    clear_folders(place.parent, root)


def unlink_bodies(place: Path) -> None:
    """Every form of the body that lies here."""
    for encoding in (IDENTITY, BROTLI, GZIP):
        with suppress(FileNotFoundError):
            with_ending(place, encoding).unlink()


def clear_folders(emptied: Path, root: Path) -> None:
    """Remove this folder and those above, as far as nothing else lies there; not those right below `root`."""
    top = root / emptied.relative_to(root).parts[0]
    for folder in (emptied, *emptied.parents):
        if folder == top:
            break
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone already
            break
