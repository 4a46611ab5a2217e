"""Records of modelsearch's test app for the tests of filters: ordinary ones, and those at the ends of what a column holds."""

from __future__ import annotations

import random
from datetime import date, time

from modelsearch.test.testapp import models

# Lower case, because SQLite's own `startswith` does not tell cases apart; and no word is only a part of the alphabet.
LETTERS = "abcz019 -_%.\\\"'éßłж日🙂"
TEXTS = [
    "",
    "a",
    "ab",
    "abc",
    "abc d",
    "a%",
    "a_",
    "%",
    "_",
    "\\",
    '"',
    "'",
    "é",
    "éa",
    "日",
    "🙂",
    " ",
    "a ",
    "0",
    "z" * 200,
]
NUMBERS = [0, 1, -1, 2, 7, 10, 99, 100, 2**31 - 1, -(2**31)]
DATES = [
    date(1, 1, 1), date(1066, 10, 14), date(1677, 9, 20), date(1899, 12, 31), date(1900, 1, 1), date(1969, 12, 31),
    date(1970, 1, 1), date(1999, 12, 31), date(2000, 1, 1), date(2000, 2, 29), date(2262, 4, 12), date(9998, 12, 31),
]  # fmt: skip
TIMES = [time(0), time(0, 0, 0, 1), time(7), time(7, 0, 1), time(12), time(23, 59, 59, 999999)]
SLUGS = ["red", "green", "blue"]
SETTINGS = ["here", "there", "Here"]
LANGUAGES = ["py", "js", "rs"]


def text(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(TEXTS)
    return "".join(chance.choices(LETTERS, k=chance.randint(1, 12)))


def make_records(seed: int = 5) -> None:
    """Books of all three kinds with authors and tags, novels with characters, meetings."""
    chance = random.Random(seed)
    authors = [
        models.Author.objects.create(name=text(chance), date_of_birth=chance.choice([None, *DATES]))
        for _ in range(8)
    ]
    for number in range(60):
        book = _book(chance, number)
        book.authors.set(chance.sample(authors, k=chance.randint(0, 3)))
        book.tags.set(chance.sample(SLUGS, k=chance.randint(0, 2)))
    for moment in TIMES:
        models.Meeting.objects.create(name="meeting", start_time=moment)


def _book(chance: random.Random, number: int) -> models.Book:
    values = {
        "title": text(chance),
        "number_of_pages": chance.choice(NUMBERS),
        "publication_date": chance.choice(DATES),
    }
    if number % 3 == 0:
        return models.Book.objects.create(**values)
    if number % 3 == 1:
        language = chance.choice(LANGUAGES)
        return models.ProgrammingGuide.objects.create(**values, programming_language=language)
    novel = models.Novel.objects.create(**values, setting=chance.choice(SETTINGS))
    people = [
        models.Character.objects.create(name=text(chance), novel=novel) for _ in range(chance.randint(0, 3))
    ]
    novel.protagonist = chance.choice([None, *people])
    novel.save()
    return novel
