"""A title that stands in capitals, in the letters of a title: what the text writes in capitals as well stays so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..formats.document import TextBlock

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
#: Short forms that stand in capitals wherever they stand.
_SHORT_FORMS = frozenset(("tens", "emdr", "cbt", "mbsr", "eswt", "pemf", "nhs", "mri", "tms", "nsaids"))
_NAMES = frozenset(("st", "dr", "mr", "mrs"))  # short, and written with small letters
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_VOWELS = frozenset("aeiouy")
_FEW_LETTERS = 4
NOTE = "The title stands in capitals, “{title}”: it was written as “{written}”. Look whether that is right."


def without_capitals(title: str, blocks: Iterable[TextBlock]) -> str:
    """The title in small letters behind the first of each word; as it stands where it is not all in capitals."""
    if not title.isupper() or len(title) < _FEW_LETTERS:
        return title
    written = _written_in(blocks, title)
    return _WORD.sub(lambda word: _as_in_title(word.group(), written, is_first=not word.start()), title)


def _as_in_title(word: str, written: dict[str, str], *, is_first: bool) -> str:
    plain = word.casefold()
    if plain in _SMALL and not is_first:
        return plain
    in_text = written.get(plain)
    if in_text is None:
        is_short_form = plain in _SHORT_FORMS or not (_VOWELS.intersection(plain) or plain in _NAMES)
        return word if is_short_form else word.capitalize()
    return in_text if any(map(str.isupper, in_text[1:])) else in_text[:1].upper() + in_text[1:]


def _written_in(blocks: Iterable[TextBlock], title: str) -> dict[str, str]:
    """How each word is written in other lines that are not all in capitals: with small letters, where it is so anywhere."""
    found: dict[str, str] = {}
    for block in blocks:
        for line in block.text.split("\n"):
            if line.isupper() or title in line:
                continue
            for word in _WORD.findall(line):
                before = found.get(word.casefold())
                if before is None or before.isupper():
                    found[word.casefold()] = word
    return found
