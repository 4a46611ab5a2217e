"""One line in the log for each request: who asked, for which path, and how it ended. What readers typed is not in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from time import monotonic

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.utils.encoding import escape_uri_path

from backcare.reader_address import reader_address

logger = logging.getLogger(__name__)

#: Stands in the environment of a request by which the site asks itself for what it publishes. No reader can put it there.
MADE_INTO_A_FILE = "backcare.made_into_a_file"
#: Whoever reads the log while such a link is good would set the password.
_KEY = re.compile(r"(/password/reset/key/).*")
#: Letters of a path or of a host name; an address may have as many as the server takes.
_LONGEST = 500


def access_log(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware. A request for a site of another name is refused here, before anything is made of it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = monotonic()
        try:
            request.get_host()
        except DisallowedHost:
            host = str(request.META.get("HTTP_HOST", ""))[:_LONGEST]
            logger.warning("%s 400, no site of ours: %s", _asked(request), host)
            return HttpResponseBadRequest("There is no site of this name here.\n", content_type="text/plain")
        response = get_response(request)
        if MADE_INTO_A_FILE in request.META:
            return response  # nobody asked
        milliseconds = (monotonic() - began) * 1000
        logger.info("%s %d %.0f ms", _asked(request), response.status_code, milliseconds)
        return response

    return middleware


def _asked(request: HttpRequest) -> str:
    """Without the query, where stands what somebody searched for, and without the key of a link that sets a password."""
    path = _KEY.sub(r"\1…", escape_uri_path(request.path)[:_LONGEST])
    return f'{reader_address(request)} "{request.method} {path}"'
