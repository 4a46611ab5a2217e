"""The child process: it loads the readers once, and forks for each document, within limits of time and memory.

A document that takes too much, or that breaks its reader, ends only the process that was forked for it.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import os
import resource
import signal
import sys
import tempfile
from typing import BinaryIO

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.formats.document_json import document_as_json
from factsheets.outputs.child_process import Limits, keep_to, limit, stand_back

from .messages import DOCUMENT, FAILED, MAX_ANSWER, REFUSED, read_request, write_answer

_LAST_WORDS = 500
_MAX_OPEN_FILES = 64


def main() -> int:
    """Answer requests until nobody asks any more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, required=True, help="of the processor, for one document")
    parser.add_argument("--memory", type=int, required=True, help="in bytes")
    options = parser.parse_args()
    limits = Limits(options.seconds, options.memory)
    stand_back()
    # Answers have the first way out for themselves: whatever a library prints goes with the errors.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)  # libraries tell at length what is odd about a PDF
    importlib.import_module("factsheets.exchange.reading_documents.opening")
    gc.freeze()
    while (asked := read_request(sys.stdin.buffer)) is not None:
        write_answer(answers, *_answer(*asked, limits))
    return 0


def _answer(name: str, data: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """The answer of a process that is forked for this document alone."""
    with tempfile.TemporaryFile() as result, tempfile.TemporaryFile() as errors:
        process = os.fork()
        if process == 0:
            _read_and_end(name, data, limits, result, errors)
        _, status = os.waitpid(process, 0)
        code = os.waitstatus_to_exitcode(status)
        result.seek(0)
        if code == 0:
            return result.read(1), result.read()
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - 4096))
        return FAILED, _why(code, errors.read().decode(errors="replace")).encode()


def _read_and_end(name: str, data: bytes, limits: Limits, result: BinaryIO, errors: BinaryIO) -> None:
    """Read the document, write the answer, and end this process; a failure ends it with a traceback."""
    os.dup2(errors.fileno(), 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 2 * limits.seconds)
    keep_to(limits)
    limit(resource.RLIMIT_FSIZE, MAX_ANSWER)
    limit(resource.RLIMIT_NOFILE, _MAX_OPEN_FILES)
    opening = importlib.import_module("factsheets.exchange.reading_documents.opening")
    try:
        kind, payload = DOCUMENT, document_as_json(opening.read_in_this_process(data, name))
    except DocumentRefused as refused:
        kind, payload = REFUSED, str(refused).encode()
    result.write(kind + payload)
    result.flush()
    os._exit(0)


def _why(code: int, errors: str) -> str:
    """How the reader of a document ended: the word “time” or “memory”, or its last words."""
    last = (errors.strip().splitlines() or [""])[-1]
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return "time"
    if last.startswith(("MemoryError", "RecursionError")) or code in (-signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT):
        return "memory"
    return last[:_LAST_WORDS] or f"ended with {code}"


if __name__ == "__main__":
    sys.exit(main())
