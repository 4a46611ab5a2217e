"""The pointer file: which generation of the index answers, for which layout it was made, and whether it is damaged."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from backcare.search.errors import IndexUnavailable

NAME = "current"


@dataclass(frozen=True)
class Pointer:
    """What the file says; an empty `damage` means that nothing wrong was found yet."""

    generation: str
    fingerprint: str
    damage: str = ""


def read_pointer(folder: Path) -> Pointer:
    """The pointer of the index in `folder`; `IndexUnavailable` when there is none, or none that can be understood."""
    try:
        return Pointer(**json.loads((folder / NAME).read_bytes()))
    except FileNotFoundError:
        raise IndexUnavailable("it has not been built yet") from None
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailable(f"the file {folder / NAME} cannot be read") from error


def replace_pointer(folder: Path, pointer: Pointer) -> None:
    """Put `pointer` in place whole, and on the disk before this returns. Raises OSError, and then the old one stands."""
    draft = folder / f"{NAME}.{os.getpid()}.draft"
    try:
        with draft.open("wb") as file:
            file.write(json.dumps(asdict(pointer)).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / NAME)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    entry = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
