"""Has a PDF made by a child process, and keeps what is finished for the next reader."""

import hashlib
import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache

from . import child

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[3]
#: What the child gets to know of our environment: no key, no database.
_ENVIRONMENT = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
#: The dates inside the letters would otherwise be those of the drawing, and no two files would be alike.
_FIXED_DATE = {"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}
_KEPT_SECONDS = 24 * 3600


class Limits(NamedTuple):
    """What one PDF may take before its process is ended."""

    seconds: int  # of the processor; twice as many by the clock, for busy machines
    memory: int  # bytes


LIMITS = Limits(seconds=30, memory=1024**3)
#: So that many readers at once do not take the machine from those who only read pages.
AT_ONCE = 2
SECONDS_TO_QUEUE = 20
_places = BoundedSemaphore(AT_ONCE)


class PdfUnavailable(Exception):
    """There is no PDF now; the message says why, for the log."""


def pdf_of(html: str, base_url: str) -> bytes:
    """The PDF of finished HTML, drawn once; raises `PdfUnavailable`."""
    key = f"pdf-{hashlib.sha256(f'{base_url} {html}'.encode()).hexdigest()}"
    pdf: bytes | None = cache.get(key)
    if pdf is None:
        if not _places.acquire(timeout=SECONDS_TO_QUEUE):
            raise PdfUnavailable(f"{AT_ONCE} others are being made, and none was finished in time")
        try:
            pdf = render_pdf(html, base_url)
        finally:
            _places.release()
        cache.set(key, pdf, _KEPT_SECONDS)
    return pdf


def render_pdf(html: str, base_url: str, limits: Limits = LIMITS) -> bytes:
    """Draw `html` in a child process; relative addresses start at `base_url`. Raises `PdfUnavailable`."""
    command = [
        *(sys.executable, "-m", child.__name__, "--base-url", base_url),
        *(f"--seconds={limits.seconds}", f"--memory={limits.memory}"),
        *(f"--files={prefix}={folder}" for prefix, folder in _own_files()),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the HTML goes in as data
            command,
            input=html.encode(),
            capture_output=True,
            timeout=2 * limits.seconds,
            check=False,
            cwd=_ROOT,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _FIXED_DATE,
        )
    except subprocess.TimeoutExpired:
        raise PdfUnavailable(f"it was not finished after {2 * limits.seconds} seconds") from None
    words = (done.stderr.decode(errors="replace").strip().splitlines() or ["no reason was given"])[-1]
    if done.returncode == child.NO_PANGO:
        raise PdfUnavailable(f"Pango is not on this machine ({words})")
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise PdfUnavailable(f"the child process ended with {done.returncode}: {words}")
    if done.stderr:
        logger.warning("The PDF of %s was made, but: %s", base_url, words)
    return done.stdout


def _own_files() -> list[tuple[str, Path]]:
    """Which addresses may be read, and where they lie: collected static files, then their sources. No upload is read:
    a factsheet shows none, and who may have one is asked for each reader."""
    static = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    return [(settings.STATIC_URL, folder) for folder in static]
