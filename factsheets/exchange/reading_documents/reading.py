"""The one entry: the bytes of a document → its blocks, read by a child process."""

from __future__ import annotations

import logging
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from factsheets.outputs.child_process import ROOT, Limits, child_environment

from ..formats.document import Document, DocumentRefused
from ..formats.document_json import document_from_json
from .limits import MAX_BYTES
from .messages import DOCUMENT, FAILED, REFUSED, read_answer, write_request

logger = logging.getLogger(__name__)

LIMITS = Limits(seconds=30, memory=1024**3)
_CHILD = "factsheets.exchange.reading_documents.child"
#: What starting the child may take by the clock, beside the reading.
_STARTING = 60
#: Who reads for this thread, while there are many to read.
_kept: ContextVar[DocumentReader | None] = ContextVar("_kept", default=None)


def read_source_document(data: bytes, file_name: str) -> Document:
    """Read a document by what it is, never by its name alone. Raises `DocumentRefused` with one sentence.

    For many documents, `one_child_for_all` keeps one child.
    """
    with one_child_for_all() as reader:
        return reader.read(data, file_name)


@contextmanager
def one_child_for_all() -> Iterator[DocumentReader]:
    """Within it, `read_source_document` starts no child for each document: one waits, and forks for each."""
    if kept := _kept.get():
        yield kept
        return
    with DocumentReader() as reader:
        before = _kept.set(reader)
        try:
            yield reader
        finally:
            _kept.reset(before)


def refuse_large(size: int, name: str) -> None:
    """Raise `DocumentRefused` for a file that is larger than any factsheet, before anything of it is read."""
    if size > MAX_BYTES:
        raise DocumentRefused(
            f"{name} has {size / 1_000_000:.1f} MB, more than the {MAX_BYTES // 1_000_000} MB that a document may have: "
            "take large pictures out, or cut it down to one factsheet."
        )


class DocumentReader:
    """Reads one document after another, each in a process of its own that a waiting child forks.

    Use it as a context: the child ends with it. One thread at a time.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end()

    def read(self, data: bytes, file_name: str) -> Document:
        """The document. Raises `DocumentRefused` with one sentence for what cannot be read."""
        refuse_large(len(data), file_name)
        kind, payload = self._ask(data, file_name)
        if kind == DOCUMENT:
            return document_from_json(payload)
        words = payload.decode(errors="replace")
        if kind == REFUSED:
            raise DocumentRefused(words)
        raise DocumentRefused(self._sentence(words, file_name))

    def _sentence(self, why: str, name: str) -> str:
        if why == "time":
            return f"{name} took more than {self.limits.seconds} seconds to read: cut it down to one factsheet, or save it anew."
        if why == "memory":
            return f"{name} needs more memory to read than a factsheet may: cut it down to one factsheet, or save it anew."
        logger.warning("A document could not be read: %s", why)
        return (
            f"{name} is broken, or made in a way that is not known here: open it, save it anew and try again."
        )

    def _ask(self, data: bytes, name: str) -> tuple[bytes, bytes]:
        child = self._running()
        if child.stdin is None or child.stdout is None:
            raise TypeError("the child was started without its ways in and out")
        try:
            write_request(child.stdin, name, data)
            ready, _, _ = select.select([child.stdout], [], [], _STARTING + 3 * self.limits.seconds)
            answer = read_answer(child.stdout) if ready else None
        except BrokenPipeError:
            answer = None
        if answer is None:
            self._end()
            return FAILED, b"the reading process ended"
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(  # noqa: S603 - our own module; the document goes in as data
                [
                    sys.executable,
                    "-m",
                    _CHILD,
                    f"--seconds={self.limits.seconds}",
                    f"--memory={self.limits.memory}",
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=child_environment(),
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.communicate()
