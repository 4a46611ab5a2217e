"""What a reader typed, as the search takes it: one line of words, neither endless nor full of invisible characters."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from wagtail.search.query import PlainText, SearchQuery

MOST_CHARACTERS = 200
MOST_WORDS = 20

#: Unicode's classes of control characters, halves of surrogate pairs, and characters that mean nothing.
_INVISIBLE = {"Cc", "Cs", "Cn", "Co"}
#: What stands for bytes that were no text.
_NO_TEXT = "\ufffd"


class Question(NamedTuple):
    words: str
    was_cut: bool


class AsTyped(PlainText):
    """Words that are searched as they are: no other spelling is tried."""

    correct_spelling = False


def understood(typed: str) -> Question:
    """The words that are searched. A question that is too long is cut after a whole word, and says so."""
    begun = typed[: 10 * MOST_CHARACTERS]
    visible = (
        " " if character == _NO_TEXT or unicodedata.category(character) in _INVISIBLE else character
        for character in begun
    )
    words = "".join(visible).split()
    kept = words[:MOST_WORDS]
    while len(kept) > 1 and len(" ".join(kept)) > MOST_CHARACTERS:
        kept.pop()
    line = " ".join(kept)[:MOST_CHARACTERS]
    return Question(line, was_cut=len(typed) > len(begun) or line != " ".join(words))


def query_for(words: str, *, exact: bool, every: bool = True) -> SearchQuery:
    """A query in which each of `words` has to be found, or only some; `exact` turns spelling help off."""
    return (AsTyped if exact else PlainText)(words, operator="and" if every else "or")
