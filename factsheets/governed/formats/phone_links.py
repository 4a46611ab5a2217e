"""Numbers to ring, in the governed texts that say whom to call: a link on the web, plain on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .phone_lines import Phone

#: Numbers that the whole of the UK has: 999, 111, and the six digits of helplines that begin with 116 (116 123).
_OF_THE_UK = r"999|111|116[ ]?\d{3}"
#: A number stands alone: not in a longer one, in an amount or in a word.
_ALONE = r"(?<![\w£$€+])(?<!\d[ .,-])(?:{})(?!\w|[.,-]\d|[ ]\d{{3}})"
_LINK = re.compile(r'<a class="phone" href="tel:[^"]*">([^<]*)</a>')


def with_phone_links(text: str, phones: Iterable[Phone] = ()) -> SafeString:
    """`text`, escaped, each whole number to ring a `tel:` link: those of the UK, and the `number` of each of `phones`."""
    own = sorted((phone.number for phone in phones), key=len, reverse=True)
    numbers = "|".join([*(re.escape(number) for number in own), _OF_THE_UK])
    parts = re.split(f"({_ALONE.format(numbers)})", text)
    # Of what is split, every second part is a number.
    shown = (_link(part) if place % 2 else part for place, part in enumerate(parts))
    return format_html_join("", "{}", ((part,) for part in shown))


def without_phone_links(html: str) -> str:
    """The same words for paper."""
    return _LINK.sub(r"\1", html)


def _link(number: str) -> SafeString:
    return format_html('<a class="phone" href="tel:{}">{}</a>', "".join(number.split()), number)
