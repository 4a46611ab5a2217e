"""Drawn PDFs on the disk, by the fingerprint of what was drawn: any may be deleted at any time, and is drawn again."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files import locks

logger = logging.getLogger(__name__)

#: The two of about 5,000 factsheets. Those that nobody asked for the longest go first.
MOST_BYTES = 500 * 1024**2


def kept_pdf(fingerprint: str) -> bytes | None:
    """What was drawn for it, if it is still there."""
    path = _folder() / f"{fingerprint}.pdf"
    try:
        pdf = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return pdf


def keep_pdf(fingerprint: str, pdf: bytes) -> None:
    """Keep it, and let go of old ones. Where there is no room it is not kept, and the log says so."""
    path = _folder() / f"{fingerprint}.pdf"
    draft = path.with_suffix(".draft")
    try:
        draft.write_bytes(pdf)
        draft.replace(path)
    except OSError as error:
        logger.warning("A PDF could not be kept, and will be drawn again: %s", error)
        return
    _let_go_of_old_ones()


@contextmanager
def turn_to_draw() -> Iterator[bool]:
    """Whether it is ours until the end: one is drawn at a time, on this machine, whichever process asks."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "drawing.lock").open("w") as file:
        is_ours = locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)
        try:
            yield is_ours
        finally:
            if is_ours:
                locks.unlock(file)


def _folder() -> Path:
    return Path(settings.PDF_FOLDER)


def _let_go_of_old_ones() -> None:
    kept = sorted(
        ((path, path.stat()) for path in _folder().glob("*.pdf")), key=lambda pair: -pair[1].st_mtime
    )
    total = 0
    for path, found in kept:
        total += found.st_size
        if total > MOST_BYTES:
            with suppress(FileNotFoundError):
                path.unlink()
