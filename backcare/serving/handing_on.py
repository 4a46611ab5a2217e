"""A connection goes from one process to another, with what was read of it: the one that takes it goes on as if it had accepted it."""

from __future__ import annotations

import os
import socket
import sys
from typing import NamedTuple

#: The most that is read of a connection before it is handed on.
MOST_READ = 16 * 1024
_LENGTH_OF_QUEUE = 64 * 1024


class Handed(NamedTuple):
    """A connection, and what was read of it already."""

    connection: socket.socket
    read: bytes


def passage() -> tuple[socket.socket, socket.socket]:
    """An end for those who hand on, and one for who takes. What lies between them outlasts the processes at both.

    Little does: who hands on keeps the rest, and knows how long each has waited.
    """
    kind = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
    giving, taking = socket.socketpair(socket.AF_UNIX, kind)
    giving.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LENGTH_OF_QUEUE)
    giving.setblocking(False)
    taking.setblocking(False)
    return giving, taking


def hand_on(giving: socket.socket, descriptor: int, read: bytes) -> bool:
    """Whether it went through; not while the passage is full. The caller closes its own descriptor either way."""
    try:
        socket.send_fds(giving, [read], [descriptor])
    except BlockingIOError:
        return False
    return True


def take(taking: socket.socket) -> Handed | None:
    """The connection that has waited longest; None while none waits."""
    try:
        read, descriptors, _, _ = socket.recv_fds(taking, MOST_READ, 1)
    except BlockingIOError:
        return None
    if not descriptors:
        return None
    os.set_inheritable(descriptors[0], False)
    return Handed(socket.socket(fileno=descriptors[0]), read)
