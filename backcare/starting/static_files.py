"""Our style sheets, scripts and fonts, laid where the server finds them; only when one of them has changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def lay_out_static_files(data_dir: Path) -> bool:
    """Collect the static files if any changed since the last time; whether one had.

    Where the server reads them from the source folders (DEBUG), there is nothing to lay out.
    """
    if settings.DEBUG:
        return False
    record = data_dir / "static-fingerprint"
    fingerprint = _fingerprint()
    if record.exists() and record.read_text(encoding="ascii") == fingerprint:
        return False
    # `collectstatic` keeps what looks newer than its source, as after the return to an earlier release.
    for name, _source in _static_files():
        (Path(settings.STATIC_ROOT) / name).unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    record.write_text(fingerprint, encoding="ascii")  # last: an interrupted collection is done again
    return True


def _static_files() -> Iterator[tuple[str, Path]]:
    """The name of each static file under STATIC_ROOT, and where it comes from."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield str(Path(getattr(storage, "prefix", None) or "", path)), Path(storage.path(path))


def _fingerprint() -> str:
    """A digest of where every static file lies, its size and its time; no file is opened."""
    digest = hashlib.sha256(f"{settings.STATIC_ROOT} {settings.STORAGES['staticfiles']}".encode())
    for name, source in _static_files():
        found = source.stat()
        digest.update(f"\n{name} {source} {found.st_size} {found.st_mtime_ns}".encode())
    return digest.hexdigest()
