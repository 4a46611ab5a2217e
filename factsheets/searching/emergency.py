"""Whether somebody who searches may be in an emergency, by the words that staff keep."""

from __future__ import annotations

from factsheets.formats.plain_words import is_form_of, words_of
from factsheets.models import EmergencyWord

#: How many other words may stand between two words of an expression: “can't even really pee”.
_MOST_BETWEEN = 3
_MOST_CHARACTERS = 1000


def is_emergency(q: str) -> bool:
    """Whether `q` has one of the emergency words: all its words, whole, in their order, close together. One query."""
    words = words_of(q[:_MOST_CHARACTERS])
    if not words:
        return False
    expressions = EmergencyWord.objects.values_list("expression", flat=True)
    return any(_stands_in(words_of(expression), words) for expression in expressions)


def _stands_in(wanted: list[str], words: list[str]) -> bool:
    """Whether each of `wanted` follows the one before it among the next few of `words`."""
    if not wanted:
        return False
    ends = {place for place, word in enumerate(words) if is_form_of(word, wanted[0])}
    for want in wanted[1:]:
        ends = {
            place
            for end in ends
            for place in range(end + 1, min(end + _MOST_BETWEEN + 2, len(words)))
            if is_form_of(words[place], want)
        }
    return bool(ends)
