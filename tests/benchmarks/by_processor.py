"""Asks one address of the site of this environment, without a server, as often as each line of the input says, and prints the milliseconds
of the processor that an answer took. Knows nothing of ours, so that a stock site can run it too: `python by_processor.py ADDRESS`."""

from __future__ import annotations

import logging
import sys
import time
from io import BytesIO
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler


def main() -> None:
    sys.path.insert(0, ".")
    django.setup()
    logging.disable(logging.WARNING)
    application, address = WSGIHandler(), sys.argv[1]
    print(answer(application, address).decode().replace("\n", " "), flush=True)
    for line in sys.stdin:
        times = int(line)
        began = time.process_time()
        for _ in range(times):
            answer(application, address)
        print((time.process_time() - began) / times * 1000, flush=True)


def answer(application: WSGIHandler, address: str) -> bytes:
    """The body at `address`, which has to be 200."""
    status: list[str] = []
    asked: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    found: Any = application(asked, lambda said, _headers: status.append(said))
    body = b"".join(found)
    found.close()
    if not status[0].startswith("200"):
        raise SystemExit(f"{address}: {status[0]}")
    return body


if __name__ == "__main__":
    main()
