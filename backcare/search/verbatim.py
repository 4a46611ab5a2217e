"""What stands in a question and is no word: addresses of mail and of the web, postcodes, numbers of telephones."""

from __future__ import annotations

import re

from .analysis import spelled_words

_ENDINGS = "com|org|net|info|uk|ie|eu|gov|edu|scot|wales|cymru|london|co|io|health|care"
_VERBATIM = re.compile(
    rf"""
    \S+@\S+                                          # jo@example.org
    | \b[a-z][a-z+.-]*://\S+ | \bwww\.\S+            # https://example.org/page
    | \b(?:[\w-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?       # example.org/page
    | \b[a-z]{{1,2}}\d[\da-z]?\s*\d[a-z]{{2}}\b      # SW1A 1AA
    | \+?\d[\d\s().-]*\d                             # 020 7946 0958
    | \w*\d\w*                                       # L5
    """,
    re.VERBOSE | re.IGNORECASE,
)


def verbatim_words(text: str) -> frozenset[str]:
    """The parts of such addresses and numbers, as words: nobody mistyped them, and they belong to no other word."""
    return frozenset(word for found in _VERBATIM.finditer(text) for word in spelled_words(found.group()))
