"""What a reader searched for, as it may be kept: plain, short, and without anything that tells who somebody is."""

from __future__ import annotations

from .masking import EMAIL_REMOVED, NHS_REMOVED, PHONE_REMOVED, POSTCODE_REMOVED, masked

MOST_CHARACTERS = 60
_FEWEST_CHARACTERS = 2
#: As many as the shortest way to write a date of birth; telephone and NHS numbers have more.
_MOST_DIGITS = 5
_NOTES = (EMAIL_REMOVED, NHS_REMOVED, PHONE_REMOVED, POSTCODE_REMOVED)
_AROUND = " \t\n.,;:!?\"“”‘’'`()[]{}<>/\\|*_~-–—"


def keepable(query: str) -> str:
    """`query` in small letters with single spaces; "" for what is not kept: long, personal, or without a letter."""
    if len(query) > 4 * MOST_CHARACTERS:  # not worth a closer look
        return ""
    plain = masked(query)
    if any(note in plain for note in _NOTES):
        return ""
    term = " ".join(plain.casefold().split()).strip(_AROUND)
    fits = _FEWEST_CHARACTERS <= len(term) <= MOST_CHARACTERS
    is_word = any(character.isalpha() for character in term)
    digits = sum(character.isdigit() for character in term)
    return term if fits and is_word and digits <= _MOST_DIGITS else ""
