"""Who asks for the head of an answer gets no byte of its body: a proxy or a browser would take it for the next answer."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from typing_extensions import override
from waitress.task import WSGITask


def without_bodies_of_heads(application: WSGIApplication) -> WSGIApplication:
    """The same, with nothing but status and headers for HEAD. waitress leaves that to the application, Django to the server."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return found
        if close := getattr(found, "close", None):
            close()
        return []

    return answer


class AnsweringTask(WSGITask):
    """An answer of waitress, without the mark that ends a body of unknown length where there is no body."""

    @override
    def finish(self) -> None:
        if self.request.command == "HEAD":
            self.write(b"")
            self.chunked_response = False
        super().finish()
