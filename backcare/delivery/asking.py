"""What an anonymous reader gets at an address: through Django's own handler, with every middleware, in this process."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import NamedTuple, Self, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import has_vary_header
from wagtail.models import Site as WagtailSite

from backcare.access_log import MADE_INTO_A_FILE

from .front_door import FrontDoor, RequestAtTheDoor
from .store import NOT_FOUND, FinishedAnswer

#: What whoever serves a file says by itself: of the moment, the connection, or the form in which it is sent.
_OF_ONE_ANSWER = {
    "etag",
    "last-modified",
    "content-length",
    "date",
    "accept-ranges",
    "connection",
    "content-encoding",
}
_STORED = (200, 301, 302, 307, 308, 410)


class NoFile(Exception):
    """An answer that is no file; the message says why, in a sentence. `is_late`: it may be another one soon."""

    def __init__(self, sentence: str, *, is_late: bool = False) -> None:
        super().__init__(sentence)
        self.is_late = is_late


class NothingThere(Exception):
    """404: the address is no public one just now."""


class _Handler(BaseHandler):
    @classmethod
    def loaded(cls) -> Self:
        handler = cls()
        handler.load_middleware()
        return handler


class Site(NamedTuple):
    """How readers write the name of the site."""

    scheme: str
    host: str
    port: str

    @classmethod
    def of_settings(cls) -> Site:
        """By `SITE_URL`."""
        found = urlsplit(settings.SITE_URL)
        return cls(found.scheme, found.netloc, str(found.port or (443 if found.scheme == "https" else 80)))


def asked_as_a_reader(address: str, door: FrontDoor | None = None) -> FinishedAnswer:
    """The answer as it is stored. Raises `NothingThere`, and `NoFile` where it is none that every reader may have.

    `door` is one for several answers that are made one after the other."""
    response = _handler().get_response(_request(address, door or FrontDoor()))
    try:
        return _stored(address, response)
    finally:
        # Not the response itself: with that Django takes a request for finished, and closes the database.
        if isinstance(response, FileResponse) and response.file_to_stream is not None:
            response.file_to_stream.close()


def _stored(address: str, response: HttpResponseBase) -> FinishedAnswer:
    if response.cookies:
        raise NoFile(f"It sets a cookie: {', '.join(sorted(response.cookies))}.")
    if has_vary_header(response, "Cookie") or has_vary_header(response, "*"):
        raise NoFile("It varies by cookie: it depends on who asks.")
    if (
        "private" in response.headers.get("Cache-Control", "")
        or "no-store" in response.headers.get("Cache-Control", "")
    ) and response.status_code < 500:
        raise NoFile("It says that nobody may keep it.")
    status = response.status_code
    if status == 404 and address != NOT_FOUND:
        raise NothingThere(address)
    if status not in _STORED and not (status == 404 and address == NOT_FOUND):
        raise NoFile(f"It answers {status}.", is_late=status == 503)
    if isinstance(response, HttpResponse):
        body = response.content
    else:
        body = b"".join(bytes(part) for part in cast(StreamingHttpResponse, response))
    headers = {name: value for name, value in response.headers.items() if name.lower() not in _OF_ONE_ANSWER}
    return FinishedAnswer(address, status, headers, body)


def site_of_readers() -> WagtailSite | None:
    """Of several sites the one that `SITE_URL` names: its files are published, and other names of hosts get no file."""
    return WagtailSite.find_for_request(_request("/", FrontDoor()))


def _request(address: str, door: FrontDoor) -> WSGIRequest:
    site = Site.of_settings()
    environ = {
        MADE_INTO_A_FILE: True,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": site.host.rpartition(":")[0] or site.host,
        "SERVER_PORT": site.port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.host,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    request = RequestAtTheDoor(environ)
    request.door = door
    return request


@cache
def _handler() -> _Handler:
    return _Handler.loaded()
