"""Has a document that was uploaded looked into by a child process, a few at a time, before anything of it is stored."""

from __future__ import annotations

import subprocess
import sys

from django.core.files.uploadedfile import UploadedFile

from factsheets.documents.turns import a_turn
from factsheets.outputs.child_process import ROOT, child_environment

#: By the clock, as the processor may be busy with others.
_LONGEST = 10
_CHILD = "factsheets.documents.formats.looking"
_WAITS = "could not be looked into now, as other documents are being looked into. Try again in a moment: upload it once more."
_BUSY = "could not be looked into in time, as the site is busy. Try again in a moment: upload it once more."
_TOO_LARGE = "is damaged, or too large to look into. Save it as a smaller document, and upload that."


class UploadRefused(Exception):
    """It is not taken; the message is one sentence or two that say why, and what to do."""


def look_inside(file: UploadedFile[bytes], *, account: int | None) -> None:
    """Raise `UploadRefused` for what must not come in; else `file` has from now on what is to be stored in its place.

    A PDF is stored as it was written anew, so that readers get what was looked at. `account` is the key of whoever uploads it.
    """
    with a_turn(account) as is_ours:
        if not is_ours:
            raise UploadRefused(f"“{file.name}” {_WAITS}")
        said, _, anew = _answer(file).partition(b"\n")
    if said:
        raise UploadRefused(f"“{file.name}” {said.decode()}")
    if anew and file.file is not None:
        file.file.seek(0)
        file.file.truncate()
        file.file.write(anew)
        file.file.flush()
        file.size = len(anew)
    file.seek(0)


def _answer(file: UploadedFile[bytes]) -> bytes:
    """What the child wrote."""
    file.seek(0)
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the document goes in as data
            [sys.executable, "-m", _CHILD, str(file.name).rpartition(".")[2]],
            input=file.read(),
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=child_environment(),
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        return _BUSY.encode()
    finally:
        file.seek(0)
    return child.stdout if child.returncode == 0 else _TOO_LARGE.encode()
