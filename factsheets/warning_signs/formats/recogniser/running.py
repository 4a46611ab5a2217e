"""Words that were typed without the spaces between them: “cantfeelmylegs”."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from factsheets.language.english import english_words

from .wording import LITTLE_WORDS

_FEWEST_LETTERS = 5
_FEWEST_MISSPELT = 5
_MOST_LETTERS = 60
_LONGEST_PIECE = 16
#: Shorter English words are abbreviations, letters and other oddities that fit in anywhere.
_SHORTEST_ENGLISH = 3


class Piece(NamedTuple):
    """A part of a run of letters: at which of them it begins, and whether it may be a slip for another word."""

    at: int
    word: str
    may_be_misspelt: bool


def pieces_of_a_run(word: str, wanted: Container[str]) -> list[Piece]:
    """What `word` holds, where all that stands around it is words: each of `wanted`, and what is no word at all."""
    if not _FEWEST_LETTERS <= len(word) <= _MOST_LETTERS or not word.isalpha() or word in english_words():
        return []
    length = len(word)
    words = [
        (start, end)
        for start in range(length)
        for end in _ends(start, length)
        if _is_word(word[start:end], wanted)
    ]
    from_start = {0}
    for start, end in words:  # in the order of their starts
        if start in from_start:
            from_start.add(end)
    to_end = {length}
    for start, end in reversed(words):
        if end in to_end:
            to_end.add(start)
    surrounded = [
        Piece(start, piece, _may_be_misspelt(piece))
        for start in sorted(from_start)
        for end in _ends(start, length)
        if end in to_end and end - start < length and (piece := word[start:end])
    ]
    return [
        each for each in surrounded if each.may_be_misspelt or (len(each.word) > 1 and each.word in wanted)
    ]


def _ends(start: int, length: int) -> Iterator[int]:
    yield from range(start + 1, min(start + _LONGEST_PIECE, length) + 1)


def _is_word(piece: str, wanted: Container[str]) -> bool:
    return (
        piece in LITTLE_WORDS
        or (len(piece) > 1 and piece in wanted)
        or (len(piece) >= _SHORTEST_ENGLISH and piece in english_words())
    )


def _may_be_misspelt(piece: str) -> bool:
    return len(piece) >= _FEWEST_MISSPELT and piece not in english_words()
