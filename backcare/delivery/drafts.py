"""Bodies that are written beside their places, and put there whole."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .packing import IDENTITY

#: Somebody takes out the last file of a folder, and the folder with it, while another one is put there: so often at most.
_TIMES = 100
#: Nobody writes for so long.
_SECONDS_OF_A_WRITER = 3600


class DraftedForm(NamedTuple):
    """One form of a body, written and not yet in its place."""

    path: Path
    length: int


class Draft(NamedTuple):
    """All forms of a body, by encoding; none where the same stands in its place already."""

    place: Path
    digest: str
    forms: Mapping[str, DraftedForm]

    def record(self, root: Path, changed_ns: int) -> dict[str, object]:
        """What the record says of them, when they stand in their place since `changed_ns`."""
        return {
            "digest": self.digest,
            "place": self.place.relative_to(root).as_posix(),
            "changed_ns": changed_ns,
            "lengths": {encoding: form.length for encoding, form in self.forms.items()},
            "etags": {
                encoding: f'"{self.digest[:32]}{"" if encoding == IDENTITY else "-" + encoding}"'
                for encoding in self.forms
            },
        }


@contextmanager
def draft_of(folder: Path, content: bytes, *, forced: bool) -> Iterator[DraftedForm]:
    """The content in a file of its own, deleted at the end unless it was put in place. `forced`: it is on the disk."""
    path = folder / f"{os.getpid()}-{os.urandom(8).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o644)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if forced:
                file.flush()
                os.fsync(file.fileno())
        yield DraftedForm(path, len(content))
    finally:
        path.unlink(missing_ok=True)


def put_in_place(draft: Path, place: Path, changed_ns: int | None) -> None:
    """From one moment to the next it stands there, in the stead of what stood there."""
    if changed_ns is not None:
        os.utime(draft, ns=(changed_ns, changed_ns))
    for _ in range(_TIMES):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.replace(place)
        except FileNotFoundError:
            continue
        return
    raise FileNotFoundError(f"{place.parent} is taken away again and again.")


def clear_old_drafts(folder: Path) -> None:
    """Delete those of writers that were killed."""
    for draft in folder.glob("*"):
        try:
            if draft.stat().st_mtime < time.time() - _SECONDS_OF_A_WRITER:
                draft.unlink()
        except FileNotFoundError:
            continue  # it stands in its place by now
