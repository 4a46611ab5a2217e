"""The HTTP server, waitress: a request takes a thread when it has come in whole, and gives it back before its answer is sent."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from wsgiref.types import WSGIApplication

from django.conf import settings
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from backcare.reading_counts import reading_counts

from .bodies_of_heads import without_bodies_of_heads
from .clock import TimedChannel
from .handed_connections import HandedConnections
from .lanes import Lanes, lanes_of_the_site
from .open_files import connections_that_may_be_open

SECONDS_TO_FINISH = 10
#: Larger ones are refused by what their head says, before any of it is taken in.
LARGEST_BODY = 100 * 1024**2
LARGEST_HEAD = 64 * 1024

_KILOBYTE, _GIGABYTE = 1024, 1024**3

#: What waitress has its eye on, by the numbers of the open files.
Watched = dict[int, wasyncore.dispatcher]


def answer_requests(
    listening: socket.socket,
    taking: socket.socket,
    application: WSGIApplication,
    *,
    when_ready: Callable[[], None],
) -> None:
    """Answer what is handed on through `taking` until SIGTERM or SIGINT; requests under way are finished.

    To be called in the main thread. `listening` is where readers come in; this process takes nobody there itself.
    """
    watched: Watched = {}
    server = _server(listening, application, watched)
    server.accepting = False
    handed = HandedConnections(taking, server, watched)
    told: list[int] = []

    def stop(number: int, _frame: object) -> None:
        told.append(number)
        server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    when_ready()
    looked_at = 0.0
    while not told:
        _turn(watched)
        if (now := time.monotonic()) - looked_at >= 1:
            looked_at = now
            _give_up_the_overdue(server, now)
            reading_counts().write_out_after()
    _finish(handed, server, watched)
    reading_counts().write_out()


def _server(listening: socket.socket, application: WSGIApplication, watched: Watched) -> BaseWSGIServer:
    server: BaseWSGIServer = create_server(
        without_bodies_of_heads(application),
        map=watched,
        _dispatcher=Lanes(lanes_of_the_site()),
        sockets=[listening],
        backlog=1024,
        connection_limit=connections_that_may_be_open(),
        asyncore_use_poll=True,
        channel_timeout=settings.SECONDS_OF_SILENCE,
        cleanup_interval=1,
        max_request_body_size=LARGEST_BODY,
        max_request_header_size=LARGEST_HEAD,
        # What is larger waits in a file: many slow ones must not fill the memory.
        inbuf_overflow=128 * _KILOBYTE,
        # And no thread waits until a reader has taken in what it made.
        outbuf_high_watermark=_GIGABYTE,
        # Django decides which of these headers it trusts: settings PROXIES and SECURE_PROXY_SSL_HEADER.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    server.channel_class = TimedChannel
    return server


def _turn(watched: Watched, seconds: float = 1) -> None:
    wasyncore.loop(timeout=seconds, use_poll=True, map=watched, count=1)


def _give_up_the_overdue(server: BaseWSGIServer, now: float) -> None:
    for channel in list(server.active_channels.values()):
        if channel.is_overdue(now):
            channel.handle_close()


def _finish(handed: HandedConnections, server: BaseWSGIServer, watched: Watched) -> None:
    """Take no new request, and send what is being made; for some seconds."""
    handed.close()
    deadline = time.monotonic() + SECONDS_TO_FINISH
    while server.active_channels and time.monotonic() < deadline:
        for channel in list(server.active_channels.values()):
            if not (channel.requests or channel.total_outbufs_len):
                channel.handle_close()
        _turn(watched, 0.1)
