"""Has a PDF made by a child process, and keeps what is finished for the next reader."""

import hashlib
import logging
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from factsheets.outputs.child_process import ROOT, Limits, child_environment

from . import child
from .kept import keep_pdf, kept_pdf, turn_to_draw

logger = logging.getLogger(__name__)

#: The dates inside the letters would otherwise be those of the drawing, and no two files would be alike.
_FIXED_DATE = {"SOURCE_DATE_EPOCH": "0"}

LIMITS = Limits(seconds=30, memory=1024**3)


class PdfUnavailable(Exception):
    """There is no PDF now; the message says why, for the log."""


class PdfNotYet(Exception):
    """Another PDF is being drawn, or this one: there is one at a time, so that readers of pages keep the machine."""


def pdf_of(html: str, base_url: str) -> bytes:
    """The PDF of finished HTML, drawn once; raises `PdfUnavailable`, and `PdfNotYet` instead of waiting for another one."""
    fingerprint = hashlib.sha256(f"{version('weasyprint')} {base_url} {html}".encode()).hexdigest()
    if (pdf := kept_pdf(fingerprint)) is not None:
        return pdf
    try:
        with turn_to_draw() as is_ours:
            if not is_ours:
                raise PdfNotYet
            # Another one may have drawn it since we looked.
            return kept_pdf(fingerprint) or _drawn_and_kept(fingerprint, html, base_url)
    except OSError as error:
        raise PdfUnavailable(f"the machine refused it: {error}") from error


def _drawn_and_kept(fingerprint: str, html: str, base_url: str) -> bytes:
    pdf = render_pdf(html, base_url)
    keep_pdf(fingerprint, pdf)
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
            cwd=ROOT,
            env=child_environment() | _FIXED_DATE,
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
