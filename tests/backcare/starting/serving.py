"""A server as `manage.py serve` runs it, without preparation and worker; to be run in a process of its own, and killed."""

import os
import sys

import django

django.setup()  # what the server is made of wants the applications loaded, as each command has them

from backcare.starting import server  # noqa: E402


class NoWorker:
    code: int | None = None

    def ended_with(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.code = 0

    def kill(self) -> None: ...


def say_who_serves() -> None:
    print(os.getpid(), flush=True)


def serve_here() -> None:
    server.WorkerProcess = NoWorker  # type: ignore[assignment, misc]
    server.serve("127.0.0.1", int(sys.argv[1]), when_loaded=say_who_serves)


if __name__ == "__main__":
    serve_here()
