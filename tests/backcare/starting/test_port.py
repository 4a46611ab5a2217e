"""The port is looked at before anything else is done."""

import socket

import pytest
from django.core.management.base import CommandError

from backcare.starting.port import HOST, refuse_a_taken_port


def test_a_taken_port_is_refused_with_the_remedy() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} is taken .* PORT=\d+ make run"):
            refuse_a_taken_port(port)
    refuse_a_taken_port(port)  # now it is free
