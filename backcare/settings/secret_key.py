"""The secret key of an installation that was given none: made once, kept under the data folder."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_secret_key(data_dir: Path) -> str:
    """The key in `<data_dir>/secret-key`, made on the first call (mode 0600).

    Two first starts at once agree on one key: the file is linked into place whole, and only the first link counts.
    """
    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = data_dir / f".secret-key-{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(get_random_secret_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another first start was quicker: its key is the one
        finally:
            draft.unlink()
    return path.read_text(encoding="utf-8").strip()
