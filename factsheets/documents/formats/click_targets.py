"""Where a link inside an uploaded document may lead somebody who clicks it: to a web page, mail, a telephone, or a place in the document."""

from __future__ import annotations

import re
from unicodedata import category

#: Beside these a program, a file or a setting of the reader's machine would open.
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "sms"))
LEADS_ASTRAY = (
    "has a link that opens something else than a web page, an e-mail or a telephone call. "
    "Take that link out, and upload that."
)
_SCHEME = re.compile(r"([^/?#]*?):")
_HOST_WITH_PORT = re.compile(r"[\w-]+(?:\.[\w-]+)+:[0-9]{1,5}(?:[/?#]|$)")


def leads_astray(address: str) -> bool:
    """Whether a click opens anything but a web page, mail, a telephone number or a neighbour of the document itself.

    Programs skip invisible letters, so these are left out first.
    """
    plain = "".join(letter for letter in address if category(letter)[0] not in "CZ")
    if plain.startswith(("/", "\\")):
        return True
    if not (found := _SCHEME.match(plain)) or _HOST_WITH_PORT.match(plain):
        return False
    return found[1].lower() not in _SCHEMES
