"""The lines of a warning sign, as people may write them: tidy, each once, and only such as can be recognised."""

from __future__ import annotations

import re
from collections import Counter

from django.core.exceptions import ValidationError

from factsheets.language.plain_words import words_of

#: “8+” is a word by itself: eight or more.
_AT_LEAST = re.compile(r"(?<!\S)[0-9]{1,4}\+(?!\S)")
_NUMBER_AND_PLUS = re.compile(r"[0-9]\s*\+|\+\s*[0-9]")
#: A line that says a word over and over would make every search slow that does so too.
_MOST_REPEATS = 3
_MOST_LINES = 200
_MOST_CHARACTERS = 80


def tidy_lines(text: str) -> list[str]:
    """The lines without blank ones and needless spaces, each once, whatever its capitals."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list({line.casefold(): line for line in reversed(list(lines)) if line}.values())[::-1]


def check_lines(text: str) -> None:
    """Validator: raises ValidationError with a sentence for each line in which there is no word, or too many."""
    lines = tidy_lines(text)
    faults = [f"“{line}”: write at least one word." for line in lines if not words_of(line)]
    faults += [
        f"“{line}”: write a number and “+” together as one word, with four digits at most, such as “8+ tablets”."
        for line in lines
        if _NUMBER_AND_PLUS.search(_AT_LEAST.sub(" ", line))
    ]
    faults += [
        f"“{line[:30]}”: a word stands in it more than three times."
        for line in lines
        if max(Counter(words_of(line)).values(), default=0) > _MOST_REPEATS
    ]
    faults += [
        f"“{line[:30]}…”: a line has {_MOST_CHARACTERS} characters at most."
        for line in lines
        if len(line) > _MOST_CHARACTERS
    ]
    if len(lines) > _MOST_LINES:
        faults.append(f"Write {_MOST_LINES} lines at most, or make a second sign.")
    if faults:
        raise ValidationError(faults)
