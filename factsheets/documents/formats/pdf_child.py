"""The child process that looks into one PDF, within limits of time and memory: the file comes in, one word goes out."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import IO

from factsheets.documents.formats.pdf_objects import BROKEN, what_a_pdf_holds
from factsheets.outputs.child_process import ROOT, Limits, child_environment, keep_to, stand_back

LIMITS = Limits(seconds=10, memory=600_000_000)


def what_the_child_finds(file: IO[bytes]) -> str:
    """The word of `pdf_objects`; a file that takes more than the limits counts as broken."""
    try:
        child = subprocess.run(  # noqa: S603 - our own module; the document goes in as data
            [sys.executable, "-m", __name__],
            input=file.read(),
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=child_environment(),
            timeout=4 * LIMITS.seconds,
        )
    except subprocess.TimeoutExpired:
        return BROKEN
    return child.stdout.decode() if child.returncode == 0 else BROKEN


def _look() -> int:
    stand_back()
    keep_to(LIMITS)
    logging.disable(logging.CRITICAL)  # pdfminer tells at length what is odd
    answer = os.dup(1)
    os.dup2(2, 1)
    os.write(answer, what_a_pdf_holds(sys.stdin.buffer.read()).encode())
    return 0


if __name__ == "__main__":
    sys.exit(_look())
