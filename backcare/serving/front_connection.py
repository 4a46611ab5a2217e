"""One connection of the process that hands out: reads heads, sends what is ready, and keeps its times."""

from __future__ import annotations

import asyncio
import os
import time
from typing import Protocol, cast

from django.conf import settings

from .handing_on import MOST_READ
from .heads import END_OF_HEAD, Head, read_head
from .ready_answers import Sending

#: Whoever takes in an answer goes on with so many bytes a second, or comes to an end.
LEAST_BYTES_A_SECOND = 1000
_AT_ONCE = 256 * 1024
_BEGINS = (b"GET /", b"HEAD /")


class Shared(Protocol):
    """What a connection asks of the process that it belongs to."""

    away: bytes

    def answer(self, head: Head) -> Sending | None:
        """What is ready for a request."""

    def note(self, peer: str, head: Head, sending: Sending, began: float) -> None:
        """That it was handed out."""

    def date(self) -> bytes:
        """The moment, for the head of an answer."""
        ...

    def joins(self, connection: FrontConnection) -> None:
        """A new one."""

    def leaves(self, connection: FrontConnection) -> None:
        """One that is closed."""

    def hand_on(self, connection: FrontConnection) -> None:
        """One that the application has to answer."""


class FrontConnection(asyncio.BufferedProtocol):
    """`held` is what was read and not yet answered; `since` is when what goes on now began."""

    #: One for all: whoever reads takes out what came before anybody else reads.
    _comes_in = memoryview(bytearray(MOST_READ))

    def __init__(self, front: Shared, peer: str) -> None:
        self.held = b""
        self.since = time.monotonic()
        self.is_gone = False
        self._front, self._peer = front, peer
        self._transport: asyncio.Transport
        self._is_sending = self._is_handed_on = self._ends = False
        self._size = self._left = 0
        self._moved_at = self.since
        self._file: tuple[int, int, int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called once."""
        self._transport = cast(asyncio.Transport, transport)
        # So we hear of it when anything is left to be sent, and when nothing is.
        self._transport.set_write_buffer_limits(high=0)
        self._front.joins(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called once, whoever ended it."""
        self.is_gone = True
        self._close_file()
        self._front.leaves(self)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where the next bytes go: never more than can be handed on, for what is read here is read nowhere else."""
        return self._comes_in[: max(MOST_READ - len(self.held), 1)]

    def buffer_updated(self, nbytes: int) -> None:
        """Answers each request that is whole. Whatever is no plain request for what is ready goes on to the application."""
        if not self.held:
            self.since = time.monotonic()
        self.held += bytes(self._comes_in[:nbytes])
        self._go_on()

    def pause_writing(self) -> None:
        """The reader takes in more slowly than we send."""
        self._is_sending = True
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        """All is sent, of this piece."""
        if not self._is_all_sent():
            return
        self._is_sending = False
        self.since = time.monotonic()
        self._transport.resume_reading()
        self._go_on()

    @property
    def descriptor(self) -> int:
        """Of its socket."""
        return int(self._transport.get_extra_info("socket").fileno())

    @property
    def is_idle(self) -> bool:
        """Whether it could end now, and nobody would miss an answer."""
        return not (self._is_sending or self._is_handed_on or self.held)

    def is_overdue(self, now: float) -> bool:
        """Whether a whole head, or a whole answer, took longer than anybody needs."""
        if self._is_handed_on:
            return False
        silence = float(settings.SECONDS_OF_SILENCE)
        if not self._is_sending:
            return now - self.since > silence
        left = self._transport.get_write_buffer_size()
        if self._file is not None:
            left += self._file[2] - self._file[1]
        if left != self._left:
            self._left, self._moved_at = left, now
        taken = max(self._size - left, 0)
        return now - self._moved_at > silence or now - self.since > silence + taken / LEAST_BYTES_A_SECOND

    def give_up(self) -> None:
        """Close our side at once; a descriptor that was handed on stays open where it is."""
        self._transport.abort()

    def end_when_done(self) -> None:
        """Nothing more is read of it."""
        self._ends = True
        if self.is_idle:
            self._transport.close()

    def tell_to_come_back(self) -> None:
        """Nobody took it: say so, and end."""
        self._is_handed_on, self._ends, self.held = False, True, b""
        if not self.is_gone:
            self._transport.write(self._front.away)
            self._transport.close()

    def _go_on(self) -> None:
        while self.held and not self._is_sending and not self._ends:
            end = self.held.find(END_OF_HEAD)
            if end < 0:
                if len(self.held) >= MOST_READ or not self.held.startswith(_BEGINS, 0, 6):
                    self._hand_on()
                return
            head = read_head(self.held, end)
            sending = self._front.answer(head) if head else None
            if head is None or sending is None:
                self._hand_on()
                return
            self.held = self.held[end + 4 :]
            self._ends = not head.stays_open
            self._send(sending)
            self._front.note(self._peer, head, sending, self.since)
        if self._ends and not self._is_sending:
            self._transport.close()

    def _send(self, sending: Sending) -> None:
        closing = b"\r\nConnection: close\r\n\r\n" if self._ends else END_OF_HEAD
        if sending.body is not None:
            descriptor = sending.body.open()
            if descriptor is None:  # replaced in this very moment: the reader asks once more
                self._transport.abort()
                return
            self._file = (descriptor, sending.first, sending.end)
            self._is_sending = True
        self._size = self._left = len(sending.content) + sending.end - sending.first
        self._moved_at = time.monotonic()
        self._transport.write(b"".join((sending.head, self._front.date(), closing, sending.content)))
        if self._file is not None and self._is_all_sent():
            self._is_sending = False

    def _is_all_sent(self) -> bool:
        """Sends the next pieces of a file, each when the one before is with the reader."""
        while not self._transport.get_write_buffer_size():
            if self._file is None:
                return True
            descriptor, first, end = self._file
            piece = os.pread(descriptor, min(_AT_ONCE, end - first), first)
            if piece:
                self._file = (descriptor, first + len(piece), end)
                self._transport.write(piece)
            else:
                self._close_file()
        return False

    def _close_file(self) -> None:
        if self._file is not None:
            os.close(self._file[0])
            self._file = None

    def _hand_on(self) -> None:
        """From here on we read nothing more of it, so that whoever takes it reads the rest."""
        self._is_handed_on = True
        self._transport.pause_reading()
        self._front.hand_on(self)
