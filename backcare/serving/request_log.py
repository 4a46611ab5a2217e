"""One line for each answer: who asked for what, which status it got, and how long that took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger("server")


def logged(application: WSGIApplication) -> WSGIApplication:
    """The application, saying one line a request. What it answers passes unchanged: waitress knows files by their class.

    An address is written as it came over the line, so nothing in it can look like a line of its own; what stands behind
    the question mark, such as the words of a search, is nobody's business.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started, status = time.monotonic(), ["-"]

        def start(line: str, *rest: Any) -> Callable[[bytes], object]:
            status[0] = line.partition(" ")[0]
            return start_response(line, *rest)

        try:
            return application(environ, start)
        finally:
            path = str(environ.get("REQUEST_URI", environ["PATH_INFO"])).partition("?")[0]
            took = (time.monotonic() - started) * 1000
            logger.info(
                '%s "%s %s" %s %.0f ms',
                environ["REMOTE_ADDR"],
                environ["REQUEST_METHOD"],
                path,
                status[0],
                took,
            )

    return answer
