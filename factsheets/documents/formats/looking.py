"""The child process that looks into one document, within limits of time and memory: the file comes in, one line and what to store go out."""

from __future__ import annotations

import logging
import os
import resource
import sys

from factsheets.documents.formats.contents import what_is_inside
from factsheets.outputs.child_process import Limits, keep_to, limit, stand_back

LIMITS = Limits(seconds=3, memory=512_000_000)
_MAX_OPEN_FILES = 16


def look() -> int:
    """Called with the ending of the file's name; writes the rest of a sentence, a line end, and the document as it is to be stored."""
    stand_back()
    keep_to(LIMITS)
    limit(resource.RLIMIT_FSIZE, 0)
    limit(resource.RLIMIT_NOFILE, _MAX_OPEN_FILES)
    logging.disable(logging.CRITICAL)  # what reads documents tells at length what is odd
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        said, anew = what_is_inside(sys.argv[1], sys.stdin.buffer.read())
        answer.write(f"{said}\n".encode() + anew)
    return 0


if __name__ == "__main__":
    sys.exit(look())
