"""The address that the site is served on."""

import socket

from django.core.management.base import CommandError

HOST = "127.0.0.1"


def refuse_a_taken_port(port: int) -> None:
    """Raise `CommandError` with the remedy when nobody could listen on `port`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are just closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            probe.listen()
        except PermissionError:
            raise CommandError(
                f"Port {port} is reserved for the system administrator. Choose another: PORT=8000 make run"
            ) from None
        except OSError:
            raise CommandError(
                f"Port {port} is taken by another program. Stop that one, or choose another port: "
                f"PORT={port + 1 if port < 65535 else 8000} make run"
            ) from None
