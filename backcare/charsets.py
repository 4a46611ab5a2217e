"""What a request says of its letters is set aside before Django reads the address by it: many charsets cannot be read at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from typing import Any

#: Where it is put, among the other headers.
SAID = "backcare.charset"
WRITTEN_AS = "utf-8"
_CHARSET = re.compile(r""";\s*charset\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)

_Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def forgetting_charsets(application: _Application) -> _Application:
    """The application, to which every request is one in UTF-8; what it says of itself stands under `SAID`."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if said := _CHARSET.search(kind):
            environ[SAID] = said[1].strip('" ')
            environ["CONTENT_TYPE"] = _CHARSET.sub("", kind)
        return application(environ, start_response)

    return answer


def is_utf8(charset: str) -> bool:
    """Whether this is a name of it."""
    try:
        return codecs.lookup(charset).name == WRITTEN_AS
    except (LookupError, ValueError):
        return False
