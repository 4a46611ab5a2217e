"""Lines that are the name of a person: with a form of address, with letters behind it, or with what they are."""

from __future__ import annotations

import re

_MOST_WORDS = 12
_MOST_NAMES = 4
_FEWEST_NAMES = 2
_MOST_LETTERS = 8
_ADDRESSES = frozenset(("Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor", "Sister"))
_PART_OF_NAME = re.compile(r"[A-Z]\.?|[A-Z][a-z'\u2019-]{1,20}")
_PARTED = re.compile(r",\s|\s[-\u2013\u2014|]\s")
_DEGREES = frozenset(
    [
        "BSc",
        "MSc",
        "BA",
        "MA",
        "PhD",
        "MD",
        "DO",
        "DC",
        "BOst",
        "MOst",
        "MCSP",
        "SRP",
        "RGN",
        "RMN",
        "MBBS",
        "FRCS",
        "FRCP",
        "MRCGP",
        "MBAcC",
        "LicAc",
        "Hons",
        "HCPC",
    ]
)
_BEGIN_DEGREES = ("Dip", "Cert", "Lic")
_PROFESSIONS = frozenset(
    [
        "osteopath",
        "chiropractor",
        "physiotherapist",
        "therapist",
        "practitioner",
        "consultant",
        "surgeon",
        "doctor",
        "nurse",
        "specialist",
        "teacher",
        "instructor",
        "acupuncturist",
        "masseuse",
        "masseur",
        "podiatrist",
        "editor",
        "secretary",
        "chair",
        "director",
        "manager",
        "psychologist",
        "trainer",
    ]
)


def names_a_person(line: str) -> bool:
    """Whether a line is the name of a person with a title before it, letters behind it, or what they are."""
    words = line.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if words[0].rstrip(".") in _ADDRESSES:
        return _names_of(words[1:]) > 0 and _is_person_behind(words[1:], fewest=1)
    before, *after = _PARTED.split(line, maxsplit=1)
    if after and _is_name(before.split()) and _tells_profession(after[0]):
        return True
    return (
        _is_person_behind(words, fewest=_FEWEST_NAMES)
        and _names_of(words) < len(words)
        and _has_letters(words)
    )


def _names_of(words: list[str]) -> int:
    """How many of the first words are parts of a name; a comma ends it."""
    count = 0
    for word in words[:_MOST_NAMES]:
        if not _PART_OF_NAME.fullmatch(word.rstrip(",")):
            break
        count += 1
        if word.endswith(","):
            break
    return count


def _is_name(words: list[str]) -> bool:
    return _FEWEST_NAMES <= len(words) <= _MOST_NAMES and _names_of(words) == len(words)


def _is_person_behind(words: list[str], *, fewest: int) -> bool:
    """Whether a name stands first, and letters or a comma follow it if anything does."""
    count = _names_of(words)
    rest = words[count:]
    is_ended = not rest or words[count - 1].endswith(",") or all(map(_is_letters, rest))
    return count >= fewest and is_ended


def _has_letters(words: list[str]) -> bool:
    """Whether letters stand behind a name that are no short form of it, as “CT” behind “Cognitive Therapy” is."""
    count = _names_of(words)
    letters = [_bare(word) for word in words[count:]]
    if not letters or not all(map(_is_letters, words[count:])):
        return False
    initials = "".join(word[0] for word in words[:count])
    is_short_form = len(letters) == 1 and letters[0].upper() == initials.upper()
    is_sure = len(letters) > 1 or words[count - 1].endswith(",") or _is_degree(letters[0])
    return not is_short_form and is_sure


def _is_letters(word: str) -> bool:
    bare = _bare(word)
    return _is_degree(bare) or (
        1 < len(bare) <= _MOST_LETTERS and bare.isalpha() and sum(map(str.isupper, bare)) > 1
    )


def _is_degree(bare: str) -> bool:
    return bare in _DEGREES or (bare.startswith(_BEGIN_DEGREES) and len(bare) <= 2 * _MOST_LETTERS)


def _tells_profession(text: str) -> bool:
    words = [_bare(word).casefold() for word in text.split()]
    return any(word.removesuffix("s") in _PROFESSIONS for word in words)


def _bare(word: str) -> str:
    return word.strip("().,;")
