"""The log line of what is handed out, as `backcare.access_log` writes it for the application; many lines go out at once."""

from __future__ import annotations

import os
import sys
import time
from functools import lru_cache
from logging import getLogger

from backcare.access_log import logger as lines_of_requests
from backcare.log_lines import escaped
from backcare.reader_address import address_behind

#: So many bytes are written to a pipe in one piece, however many write to it.
_ONE_PIECE = 4096


class PublishedLog:
    """Collects lines; somebody has to `write_out()` often."""

    def __init__(self) -> None:
        self._is_kept = lines_of_requests.isEnabledFor(20) and bool(getLogger().handlers)
        self._lines: list[str] = []
        self._second, self._moment = 0, ""

    def note(
        self, peer: str, forwarded: bytes | None, method: bytes, address: str, status: int, began: float
    ) -> None:
        """`address` is one of the store, so it is made of plain letters."""
        if not self._is_kept:
            return
        now = time.time()
        second = int(now)
        if second != self._second:
            self._second, self._moment = second, time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(second))
        who = _reader(peer, forwarded) if forwarded else peer
        self._lines.append(
            f"{self._moment},{int((now - second) * 1000):03} INFO {lines_of_requests.name}: {who} "
            f'"{method.decode()} {address}" {status} {(time.monotonic() - began) * 1000:.0f} ms\n'
        )

    def write_out(self) -> None:
        """All lines that were collected, each in one piece."""
        lines, self._lines = self._lines, []
        piece = ""
        for line in lines:
            if len(piece) + len(line) > _ONE_PIECE:
                self._write(piece)
                piece = ""
            piece += line
        if piece:
            self._write(piece)

    def _write(self, piece: str) -> None:
        left = piece.encode()
        try:
            while left:
                left = left[os.write(sys.stderr.fileno(), left) :]
        except OSError:
            self._is_kept = False  # nobody reads it any more, and nobody could be told


@lru_cache(maxsize=1024)
def _reader(peer: str, forwarded: bytes) -> str:
    return escaped(address_behind(peer, forwarded.decode("latin-1")))
