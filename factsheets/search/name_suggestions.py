"""The names in the library that look most like what a reader typed, for a search that found nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from factsheets.language.english import is_english
from factsheets.language.lines import lines_of
from factsheets.language.plain_words import is_form_of, undotted
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition
from factsheets.search.models.synonym_change import SynonymChange

MOST_NAMES = 5
#: How alike two words are at least, from 0 to 100 (rapidfuzz's ratio).
_ALIKE = 75
#: Shorter words look like too many others.
_FEWEST_LETTERS = 4
#: So long is a word of the language that may still be a slip, by one letter: “message”, but not “heat”.
_LONG = 6
#: Words that many names share and nobody asks for.
_SAY_NOTHING = frozenset({"down", "from", "into", "that", "this", "what", "when", "with", "your"})
_WORD = re.compile(r"\w+")


class SuggestedName(NamedTuple):
    """A name in the library, and the address of what it names."""

    name: str
    url: str


#: A name and its address. A plain tuple: Python stops looking for rubbish in those, and a large library has many.
_Name = tuple[str, str]


class _Known(NamedTuple):
    stamp: tuple[int, str]
    library_url: str
    holding: dict[str, tuple[_Name, ...]]
    #: The same words by their length.
    words: dict[int, list[str]]


def suggested_names(words: str, library_url: str) -> list[SuggestedName]:
    """Names of public factsheets and conditions, the nearest first; each page stands there once."""
    known = _names_by_word(library_url)
    nearness: dict[_Name, float] = defaultdict(float)
    for typed in _words(words):
        alike = _alike(typed, known.words)
        # Of several words of one name, the nearest counts.
        best: dict[_Name, float] = {}
        for word, score in alike:
            best |= {name: max(score, best.get(name, 0)) for name in known.holding[word]}
        for name, score in best.items():
            nearness[name] += score
    pages: dict[str, SuggestedName] = {}
    for nearest in sorted(nearness, key=lambda name: (-nearness[name], len(name[0]), name)):
        pages.setdefault(nearest[1], SuggestedName(*nearest))
    return list(pages.values())[:MOST_NAMES]


_known: list[_Known] = []


def _alike(typed: str, words: dict[int, list[str]]) -> Iterator[tuple[str, float]]:
    """The words that look like one, and how much. The ratio is twice the letters in common by the letters of both.

    Who typed a word of the language hardly meant another.
    """
    is_right = is_english(typed)
    for length, same in words.items():
        if 200 * min(length, len(typed)) / (length + len(typed)) >= _ALIKE:
            for word, score, _ in process.extract(
                typed, same, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
            ):
                if not is_right or _is_slip(typed, word):
                    yield word, score


def _is_slip(typed: str, word: str) -> bool:
    is_long = min(len(typed), len(word)) >= _LONG
    return is_form_of(typed, word) or (is_long and OSA.distance(typed, word) <= 1)


def _names_by_word(library_url: str) -> _Known:
    """The public names in which each word stands; kept until a name changes, in this process or another."""
    stamp = SynonymChange.objects.stamp()
    if not _known or _known[0][:2] != (stamp, library_url):
        holding: dict[str, dict[_Name, None]] = defaultdict(dict)
        for name in _names(library_url):
            for word in _words(name[0]):
                holding[word][name] = None
        words: dict[int, list[str]] = defaultdict(list)
        for word in holding:
            words[len(word)].append(word)
        plain = {word: tuple(names) for word, names in holding.items()}
        _known[:] = [_Known(stamp, library_url, plain, words)]
    return _known[0]


def _words(text: str) -> set[str]:
    """Its words and the whole of it without spaces, which some people type."""
    words = _WORD.findall(anyascii(undotted(text)).casefold())
    return {
        word for word in (*words, "".join(words)) if len(word) >= _FEWEST_LETTERS and word not in _SAY_NOTHING
    }


def _names(library_url: str) -> Iterator[_Name]:
    public = FactsheetPage.objects.for_readers().order_by()
    for title, also_called, slug in public.values_list("title", "also_called", "slug"):
        for name in (title, *lines_of(also_called)):
            yield name, f"{library_url}{slug}/"
    for condition in Condition.objects.for_readers():
        for name in (condition.plain_name, condition.name, *condition.other_names_list):
            if name:
                yield name, condition.get_absolute_url()
