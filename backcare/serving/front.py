"""The process that hands out what is ready, in one thread that waits for nobody; all else it hands on, connection and all."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from backcare.reading_counts import is_signed_in, reading_counts

from .front_connection import FrontConnection
from .handing_on import hand_on
from .heads import Head
from .open_files import connections_that_may_be_open
from .published_log import PublishedLog
from .ready_answers import Sending, answer_from
from .shelf import Shelf

SECONDS_TO_FINISH = 10
#: Whoever asks for what only the application has waits so long for it while it is away, and is then told to come back.
SECONDS_TO_HAND_ON = 10
_MOST_HOSTS_KNOWN = 100


def hand_out(
    listening: socket.socket,
    giving: socket.socket,
    shelf: Shelf,
    away: bytes,
    *,
    when_ready: Callable[[], None],
    elsewhere: Shelf | None = None,
) -> None:
    """Answer on `listening` until SIGTERM or SIGINT. `away` is the whole answer for those whom nobody else can answer.

    `elsewhere` is what lies ready under other names of a host than that of `SITE_URL`; None where that is the same.
    """
    asyncio.run(Front(listening, giving, shelf, away, elsewhere).serve(when_ready))


class Front:
    """What all connections share."""

    def __init__(
        self,
        listening: socket.socket,
        giving: socket.socket,
        shelf: Shelf,
        away: bytes,
        elsewhere: Shelf | None = None,
    ) -> None:
        self.away = away
        self._log, self._counts = PublishedLog(), reading_counts()
        self._listening, self._giving = listening, giving
        self._shelf, self._elsewhere = shelf, elsewhere or shelf
        self._connections: set[FrontConnection] = set()
        self._waiting: deque[FrontConnection] = deque()
        self._hosts: dict[bytes, Shelf | None] = {}
        self._date = (0, b"")
        self._most = connections_that_may_be_open()

    async def serve(self, when_ready: Callable[[], None]) -> None:
        """Until told to stop."""
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, told.set)
        self._listening.setblocking(False)
        loop.add_reader(self._listening, self._accept)
        looking = asyncio.ensure_future(self._see_to_the_readers())
        when_ready()
        await told.wait()
        loop.remove_reader(self._listening)
        await self._finish()
        looking.cancel()
        self._log.write_out()
        self._counts.write_out()

    def answer(self, head: Head) -> Sending | None:
        """What is ready for this request, if it is one for this site and came the way that the site wants."""
        shelf = self._shelf_of(head.fields[b"host"])
        if shelf is None:
            return None
        if (
            settings.BEHIND_TLS
            and head.fields.get(b"x-forwarded-proto", b"").split(b",")[0].strip() != b"https"
        ):
            return None
        return answer_from(shelf, head)

    def note(self, peer: str, head: Head, sending: Sending, began: float) -> None:
        """That it was handed out."""
        fields = head.fields
        forwarded = fields.get(b"x-forwarded-for")
        self._log.note(peer, forwarded, head.method, sending.address, sending.status, began)
        if settings.COUNT_READERS and is_read(head):
            agent = fields.get(b"user-agent", b"").decode("latin-1")
            self._counts.count(sending.address, sending.status, agent)

    def date(self) -> bytes:
        """The moment, for the head of an answer."""
        second = int(time.time())
        if second != self._date[0]:
            self._date = (second, formatdate(second, usegmt=True).encode())
        return self._date[1]

    def joins(self, connection: FrontConnection) -> None:
        """A new one. Where too many are open, the one goes that has said nothing for longest."""
        if len(self._connections) >= self._most:
            idle = min(
                (each for each in self._connections if each.is_idle),
                key=lambda each: each.since,
                default=connection,
            )
            idle.give_up()
            if idle is connection:
                return
        self._connections.add(connection)

    def leaves(self, connection: FrontConnection) -> None:
        """One that is closed."""
        self._connections.discard(connection)

    def hand_on(self, connection: FrontConnection) -> None:
        """To the application, after all who wait for it already."""
        self._waiting.append(connection)
        if len(self._waiting) == 1:
            self._hand_on_waiting()

    def _hand_on_waiting(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            connection = self._waiting[0]
            if not connection.is_gone:
                if not hand_on(self._giving, connection.descriptor, connection.held):
                    loop.add_writer(self._giving, self._hand_on_waiting)
                    return
                connection.give_up()
            self._waiting.popleft()
        loop.remove_writer(self._giving)

    def _shelf_of(self, host: bytes) -> Shelf | None:
        """None under a name that is none of this site."""
        if host in self._hosts:
            return self._hosts[host]
        domain, _ = split_domain_port(host.decode("latin-1"))
        known = None
        if domain and validate_host(domain, settings.ALLOWED_HOSTS):
            # Another name may be that of another site of ours, which has other pages.
            is_of_files = domain == split_domain_port(urlsplit(settings.SITE_URL).netloc)[0]
            known = self._shelf if is_of_files else self._elsewhere
        if len(self._hosts) < _MOST_HOSTS_KNOWN:
            self._hosts[host] = known
        return known

    def _accept(self) -> None:
        """One at a time, so that the processes that share the port share what comes in."""
        loop = asyncio.get_running_loop()
        try:
            accepted, address = self._listening.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            loop.remove_reader(self._listening)
            loop.call_later(1, loop.add_reader, self._listening, self._accept)
            return
        accepted.setblocking(False)
        taking = loop.create_task(
            loop.connect_accepted_socket(lambda: FrontConnection(self, str(address[0])), accepted)
        )
        taking.add_done_callback(_ended)

    async def _see_to_the_readers(self) -> None:
        """Write the log, and give up who is too slow."""
        looked_at = 0.0
        while True:
            await asyncio.sleep(0.05)
            self._log.write_out()
            now = time.monotonic()
            if now - looked_at >= 1:
                looked_at = now
                self._give_up_the_slow(now)
                self._counts.write_out_after()

    def _give_up_the_slow(self, now: float) -> None:
        for connection in list(self._connections):
            if connection.is_overdue(now):
                connection.give_up()
        while self._waiting and now - self._waiting[0].since > SECONDS_TO_HAND_ON:
            self._waiting.popleft().tell_to_come_back()

    async def _finish(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_FINISH
        while self._connections and time.monotonic() < deadline:
            for connection in list(self._connections):
                connection.end_when_done()
            await asyncio.sleep(0.02)


def is_read(head: Head) -> bool:
    """Whether somebody reads it: not a look at the head alone, not ahead of time, and not staff."""
    fields = head.fields
    return (
        head.method == b"GET"
        and b"sec-purpose" not in fields
        and not is_signed_in(fields.get(b"cookie", b"").decode("latin-1"))
    )


def _ended(taking: asyncio.Task[object]) -> None:
    """A connection that broke while it was being taken is nobody's mistake."""
    if not (taking.cancelled() or isinstance(taking.exception(), OSError)):
        taking.result()
