"""Whether the folder of the files is well. Where nothing can be taken out of it, nobody knows that what lies there is still true."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def can_be_changed(folder: str | Path) -> bool:
    """Whether what is withdrawn can be taken out of it."""
    try:
        is_read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
    except FileNotFoundError:
        return True  # nothing has been published yet
    except OSError:
        return False
    return not is_read_only and os.access(folder, os.W_OK | os.X_OK)


def refuse_a_folder_that_stays_as_it_is(folder: Path) -> None:
    """Raises OSError. To read it is no proof: what lies in a file system that can only be read can be read for ever."""
    if folder.exists() and not can_be_changed(folder):
        raise OSError(errno.EROFS, "Nothing can be changed in it", str(folder))
