"""The signs of RTF: groups, control words and letters, one after the other, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: One sign at a time; each alternative begins with another letter and reads on without going back.
_SIGN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)


@dataclass(frozen=True)
class Sign:
    """One of: an opening or a closing brace, a control word, a control symbol, bytes of text."""

    kind: str  # "{", "}", "word", "symbol", "text"
    word: str = ""
    number: int | None = None
    text: bytes = b""


def signs_of(data: bytes) -> Iterator[Sign]:
    """All signs of an RTF file; the bytes after \\bin are passed over."""
    position, end = 0, len(data)
    while position < end:
        found = _SIGN.match(data, position)
        if found is None:  # a lone backslash or half a letter at the end of a torn file
            position += 1
            continue
        position = found.end()
        word, number, letter, symbol, brace, text = found.groups()
        if brace:
            yield Sign(brace.decode())
        elif word:
            value = int(number) if number else None
            if word == b"bin" and value and value > 0:
                position += value
            yield Sign("word", word.decode(), value)
        elif letter:
            yield Sign("text", text=bytes([int(letter, 16)]))
        elif symbol:
            yield Sign("symbol", symbol.decode("latin-1"))
        elif text:
            yield Sign("text", text=text)
