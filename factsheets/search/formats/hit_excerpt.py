"""The words of a factsheet that stand below its title in a list of results: of one field, with the heading of that field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from factsheets.language.vocabulary import Verdict
from factsheets.outputs.caveats import Objection, caveat_of

#: About so many characters of a factsheet stand below its title.
LENGTH_OF_EXCERPT = 240
_MARKED = re.compile(r"<mark>(.*?)</mark>")

#: Takes a plain text and a length, gives the best part of it as HTML with the words marked.
Excerpt = Callable[[str, int], SafeString]


class HitExcerpt(NamedTuple):
    """Words of one field as safe HTML, those that were asked for in `<mark>`, and the heading of that field."""

    words: SafeString
    heading: str  # empty for the summary, which is written to be read on its own
    objections: tuple[Objection, ...] = ()  # to the list whose statement it is


class BestWords(NamedTuple):
    """The words of a factsheet that answer best, and the part that they stand in; none for the summary."""

    words: SafeString
    part: str = ""

    @property
    def are_of_a_list(self) -> bool:
        """Whether they are the statement of a list, with which the sources against it are told."""
        return self.part in Verdict.values


def best_words(factsheet: Any, excerpt: Excerpt) -> BestWords:
    """The summary, or where it does not answer, the best part of the one section that answers best."""
    best, most = BestWords(excerpt(factsheet.summary, LENGTH_OF_EXCERPT)), (0, 0)
    if is_marked(best.words):
        return best
    for part, text in factsheet.words_by_section():
        # The statement of a list is never cut: its caveat may stand at the end.
        length = len(text) if part in Verdict.values else LENGTH_OF_EXCERPT
        words = excerpt(text, length)
        marked = [each.casefold() for each in _MARKED.findall(words)]
        score = (len(set(marked)), len(marked))
        if score > most:
            best, most = BestWords(words, part), score
    return best


def hit_excerpt(factsheet: Any, best: BestWords, headings: Mapping[str, str]) -> HitExcerpt:
    """These words below their heading; with the statement of a list goes what speaks against it."""
    objections = caveat_of(factsheet, best.part).objections if best.are_of_a_list else ()
    return HitExcerpt(best.words, headings[best.part] if best.part else "", objections)


def is_marked(words: str) -> bool:
    """Whether an excerpt has any of the words that were asked for."""
    return _MARKED.search(words) is not None
