"""What somebody typed, as the recogniser reads it: all of it, in pieces, and with the letters that were meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from factsheets.language.english import english_words

from .pictures import in_our_letters, in_words

#: More than the address of a page can hold in most browsers.
MOST_CHARACTERS = 10_000
#: So many words are read at once; each half of a piece is read with the one before it and the one after it.
_PIECE, _STEP = 40, 20
_LONGEST_WORD = 200
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_SAME_SIGN = re.compile(r"([^\w\s])\1{2,}")
#: Some write “su1cide”, “5uicide”, “p33” or “su*cide”, so as not to write the word.
_WITH_FIGURES = re.compile(
    r"(?<![A-Za-z0-9])[013457]?[A-Za-z]+(?:[013457]{1,2}[A-Za-z]+)*(?:33|00)?(?![0-9])"
)
_FIGURES = str.maketrans("013457", "oieast")
#: And “su!cide”; but “help!my leg” is two words, so both are read.
_SIGNS = re.compile(r"(?<=[A-Za-z])[!|@$€](?=[A-Za-z])")
_LETTERS_FOR_SIGNS = str.maketrans("!|@$€", "ilase")
_FEWEST_LETTERS = 3
_BETWEEN = re.compile(r"[.,;:!?/|()\[\]]+")
_STARS = re.compile(r"(?<=\w)\*+(?=\w)")
#: “c-a-n-t p-e-e”, and four or more letters with spaces between.
_PARTED = re.compile(
    r"(?<!\w)[A-Za-z](?:[-._*][A-Za-z]){2,}(?!\w)|(?<!\w)[A-Za-z](?: {1,4}[A-Za-z]){3,}(?!\w)"
)


def pieces_of(typed: str) -> list[str]:
    """The text in pieces of 40 words, each beginning in the middle of the one before; empty for a text without letters."""
    return list(
        dict.fromkeys(
            piece for text in _readings(typed[:MOST_CHARACTERS]) for piece in _in_pieces(_plain(text))
        )
    )


def _readings(text: str) -> Iterator[str]:
    """The text, and where signs stand between its letters, the text with the letters that they look like."""
    yield text
    if _SIGNS.search(text):
        yield _SIGNS.sub(lambda found: found[0].translate(_LETTERS_FOR_SIGNS), text)


def _in_pieces(text: str) -> Iterator[str]:
    words = [
        word[at : at + _LONGEST_WORD]
        for word in text.split()
        for at in range(0, len(word), _LONGEST_WORD)
        if any(map(str.isalnum, word))
    ]
    last = max(1, len(words) - _STEP)
    yield from filter(None, (" ".join(words[at : at + _PIECE]) for at in range(0, last, _STEP)))


def _plain(text: str) -> str:
    """Without what only programs put in: entities, tags, invisible characters, letters that are parted or disguised."""
    decoded = _TAG.sub("", unescape(unquote(text)))
    visible = "".join(character for character in decoded if not _is_invisible(character))
    visible = in_words(in_our_letters(visible))
    meant = _STARS.sub("", _WITH_FIGURES.sub(_letters_for_figures, _SAME_SIGN.sub(r"\1", visible)))
    return _BETWEEN.sub(" ", _PARTED.sub(lambda found: re.sub(r"[^A-Za-z]", "", found[0]), meant))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _letters_for_figures(found: re.Match[str]) -> str:
    """What figures stand among at least three letters, or make a word of English, are letters; “5mins” and “l5s1” stay."""
    word = found[0]
    if word.isalpha():
        return word
    meant = word.translate(_FIGURES)
    is_within = word[0].isalpha() and word[-1].isalpha() and sum(map(str.isalpha, word)) >= _FEWEST_LETTERS
    return meant if is_within or meant.casefold() in english_words() else word
