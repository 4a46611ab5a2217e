"""Words that were typed without the spaces between them: “cantfeelmylegs”."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from factsheets.formats.english import english_words

from .wording import LITTLE_WORDS

_FEWEST_LETTERS = 5
_MOST_LETTERS = 60
_LONGEST_PIECE = 16
#: Shorter English words are abbreviations, letters and other oddities that fit in anywhere.
_SHORTEST_ENGLISH = 3


class Piece(NamedTuple):
    at: int
    word: str


def pieces_of(word: str, wanted: Container[str]) -> list[Piece]:
    """Each of `wanted` that `word` holds, where all that stands around it is words as well."""
    if not _FEWEST_LETTERS <= len(word) <= _MOST_LETTERS or word in english_words():
        return []
    length = len(word)
    pieces = [
        (start, end)
        for start in range(length)
        for end in _ends(start, length)
        if _is_word(word[start:end], wanted)
    ]
    from_start = {0}
    for start, end in pieces:  # in the order of their starts
        if start in from_start:
            from_start.add(end)
    to_end = {length}
    for start, end in reversed(pieces):
        if end in to_end:
            to_end.add(start)
    return [
        Piece(start, word[start:end])
        for start, end in pieces
        if start in from_start and end in to_end and end - start < length and word[start:end] in wanted
    ]


def _ends(start: int, length: int) -> Iterator[int]:
    yield from range(start + 1, min(start + _LONGEST_PIECE, length) + 1)


def _is_word(piece: str, wanted: Container[str]) -> bool:
    return (
        piece in LITTLE_WORDS
        or (len(piece) > 1 and piece in wanted)
        or (len(piece) >= _SHORTEST_ENGLISH and piece in english_words())
    )
