"""What a reader typed, as the search takes it: one line of words, neither endless nor full of invisible characters."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from wagtail.search.query import And, Or, PlainText, SearchQuery

from factsheets.language.alternatives import Alternatives

MOST_CHARACTERS = 200
MOST_WORDS = 20

#: Unicode's classes of control characters, halves of surrogate pairs, and characters that mean nothing.
_INVISIBLE = {"Cc", "Cs", "Cn", "Co"}
#: What stands for bytes that were no text.
_NO_TEXT = "\ufffd"


class Question(NamedTuple):
    """The words that are searched, on one line, and whether more had been typed."""

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


class Either(Or):
    """One of several things; the back end is told what was typed, so that it can say how it understood that."""

    def __init__(self, subqueries: list[SearchQuery], query_string: str) -> None:
        super().__init__(subqueries)
        self.query_string = query_string


def query_for(
    words: str, *, exact: bool, every: bool = True, between: Alternatives | None = None
) -> SearchQuery:
    """A query in which each of `words` has to be found, or only some; `exact` turns spelling help off.

    Where `words` ask `between` things, each of these is enough, and what else they say brings its page further up.
    """
    plain = AsTyped if exact else PlainText
    if not (every and between):
        return plain(words, operator="and" if every else "or")
    names: list[SearchQuery] = [plain(name, operator="and") for name in between.names]
    if not between.besides:
        return Either(names, words)
    return Either([*names, And([Or(names), plain(between.besides, operator="or")])], words)
