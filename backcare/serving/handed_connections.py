"""Where waitress takes connections that another process has accepted."""

from __future__ import annotations

import socket

from typing_extensions import override
from waitress import wasyncore
from waitress.server import BaseWSGIServer

from .handing_on import take

#: So many at a time: between them the others are looked after.
_AT_A_TIME = 32


class HandedConnections(wasyncore.dispatcher):
    """Makes a channel of `server` from each, as if the server had accepted it."""

    def __init__(
        self, taking: socket.socket, server: BaseWSGIServer, watched: dict[int, wasyncore.dispatcher]
    ) -> None:
        self._server, self._watched = server, watched
        super().__init__(taking.dup(), map=watched)

    @override
    def readable(self) -> bool:
        # What is not taken waits at the other side, which knows for how long.
        return len(self._watched) < int(self._server.adj.connection_limit)

    @override
    def writable(self) -> bool:
        return False

    @override
    def handle_read(self) -> None:
        for _ in range(_AT_A_TIME):
            handed = take(self.socket)
            if handed is None:
                return
            try:
                address = handed.connection.getpeername()
            except OSError:  # gone while it waited
                handed.connection.close()
                continue
            self._server.set_socket_options(handed.connection)
            channel = self._server.channel_class(
                self._server, handed.connection, address, self._server.adj, map=self._watched
            )
            channel.received(handed.read)
