"""What stands in a question and is no word: addresses of mail and of the web, postcodes, numbers of telephones."""

from __future__ import annotations

import re

from .analysis import spelled_words

_ENDINGS = "com|org|net|info|uk|ie|eu|gov|edu|scot|wales|cymru|london|co|io|health|care"
# An address has no space in it: jo@example.org, https://example.org/page, www.example.org, example.org/page.
_ADDRESS = re.compile(rf"\S@\S|://|^\W*www\.|\w\.(?:{_ENDINGS})\b", re.IGNORECASE)


def verbatim_words(text: str) -> frozenset[str]:
    """The words of such addresses and numbers: nobody mistyped them, and they belong to no other word."""
    addresses = [part for part in text.split() if _ADDRESS.search(part)]
    numbers = [part for part in text.split() if any(character.isdigit() for character in part)]
    in_addresses = spelled_words(" ".join(addresses))
    # Every part of a postcode has a digit in it, and every part of a telephone number is one.
    in_numbers = (word for word in spelled_words(" ".join(numbers)) if any(map(str.isdigit, word)))
    return frozenset((*in_addresses, *in_numbers))
