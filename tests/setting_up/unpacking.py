"""Opens the archives that are kept among the tests."""

from __future__ import annotations

import tarfile
from pathlib import Path

#: The first releases of Python 3.11, which Debian 12 has, know no filter, and none is needed for what we packed ourselves.
_AS_DATA = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


def unpack(archive: Path, folder: Path) -> None:
    """Put what is in `archive` into `folder`."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, **_AS_DATA)  # type: ignore[arg-type]
