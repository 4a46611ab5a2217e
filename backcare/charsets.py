"""What a request says of its letters is set aside before Django reads the address by it: many charsets cannot be read at all.

A kind of content has nothing else to say here than where the parts of a form are divided. All other words of it go, too: Django
reads them before anything of ours is asked, and falls over letters that it does not know (RFC 2231).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from typing import Any

#: Where it is put, among the other headers.
SAID = "backcare.charset"
WRITTEN_AS = "utf-8"
_CHARSET = re.compile(r""";\s*charset\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)
_BOUNDARY = re.compile(r""";\s*boundary\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)

_Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def forgetting_charsets(application: _Application) -> _Application:
    """The application, to which every request is one in UTF-8; what it says of itself stands under `SAID`."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind, *more = environ.get("CONTENT_TYPE", "").partition(";")
        words = "".join(more)
        if said := _CHARSET.search(words):
            environ[SAID] = said[1].strip('" ')
        if words:
            boundary = _BOUNDARY.search(words)
            environ["CONTENT_TYPE"] = kind + (boundary[0] if boundary else "")
        return application(environ, start_response)

    return answer


def is_utf8(charset: str) -> bool:
    """Whether this is a name of it."""
    try:
        return codecs.lookup(charset).name == WRITTEN_AS
    except (LookupError, ValueError):
        return False
