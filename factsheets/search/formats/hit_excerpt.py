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


def hit_excerpt(factsheet: Any, excerpt: Excerpt, headings: Mapping[str, str]) -> HitExcerpt:
    """The summary, or where it does not answer, the best part of the one section that answers best."""
    summary = excerpt(factsheet.summary, LENGTH_OF_EXCERPT)
    if is_marked(summary):
        return HitExcerpt(summary, "")
    best, most = HitExcerpt(summary, ""), (0, 0)
    for part, text in factsheet.words_by_section():
        # The statement of a list is never cut: its caveat may stand at the end.
        length = len(text) if part in Verdict.values else LENGTH_OF_EXCERPT
        words = excerpt(text, length)
        marked = [each.casefold() for each in _MARKED.findall(words)]
        score = (len(set(marked)), len(marked))
        if score > most:
            best, most = HitExcerpt(words, headings[part], _objections(factsheet, part)), score
    return best


def is_marked(words: str) -> bool:
    """Whether an excerpt has any of the words that were asked for."""
    return _MARKED.search(words) is not None


def _objections(factsheet: Any, part: str) -> tuple[Objection, ...]:
    return caveat_of(factsheet, part).objections if part in Verdict.values else ()
