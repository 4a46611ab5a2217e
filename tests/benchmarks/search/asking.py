"""What readers and staff ask in the measures: a list of questions, none of them twice in a row."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from tests.factsheets.search.relevance.asking import questions
from tests.generated.words import starter_names, starter_words

QUESTIONS = 200
#: Words of fewer letters are too common to be a question.
FEWEST_LETTERS = 4


def what_readers_type() -> list[str]:
    """Questions with and without mistakes, names, and two or three words that stand in many factsheets."""
    chance = random.Random(7)
    words = sorted(word for word in starter_words() if len(word) >= FEWEST_LETTERS)
    typed = [each.question for each in questions()] + starter_names()
    while len(typed) < QUESTIONS:
        typed.append(" ".join(chance.sample(words, k=chance.randint(2, 3))))
    chance.shuffle(typed)
    return typed


def searches() -> list[str]:
    return [f"/search/?{urlencode({'q': typed})}" for typed in what_readers_type()]


def narrowed_searches() -> list[str]:
    """One kind of therapy and one condition: what stands beside the results is counted for each choice."""
    chosen = {"kind": "manual", "condition": "low-back-pain"}
    return [f"/search/?{urlencode({'q': typed} | chosen)}" for typed in what_readers_type()]


def suggestions() -> list[str]:
    """The beginnings of what readers type, as long as a script would send them."""
    chance = random.Random(8)
    begun = [typed[: chance.randint(2, max(2, len(typed) - 1))] for typed in what_readers_type()]
    return [f"/search/suggestions?{urlencode({'q': typed})}" for typed in begun]


def searches_of_programs() -> list[str]:
    return [f"/api/v1/search?{urlencode({'q': typed})}" for typed in what_readers_type()]


def in_vain() -> list[str]:
    """Words that stand nowhere, and are like none that do."""
    return [f"/search/?{urlencode({'q': f'qqxz{number}jjv wkkq{number}'})}" for number in range(100)]


READERS = {
    "search": searches,
    "search, narrowed by kind and condition": narrowed_searches,
    "suggestions": suggestions,
    "search by a program": searches_of_programs,
    "search that finds nothing": in_vain,
}


#: Wagtail's screens with a search box; what is typed comes after them.
SCREENS = {
    "explorer: all pages": "/admin/pages/search/results/?",
    "explorer: below the library": "/admin/pages/{library}/results/?",
    "explorer: by title": "/admin/pages/{library}/results/?ordering=title&",
    "page chooser": "/admin/choose-page/search/?",
    "factsheets": "/admin/factsheet_list/results/?",
    "conditions": "/admin/snippets/factsheets/condition/results/?",
    "choosing a source": "/admin/snippets/choose/factsheets/source/results/?",
    "images": "/admin/images/results/?",
    "documents": "/admin/documents/results/?",
    "users": "/admin/users/results/?",
}
HOSTILE = [
    '"',
    "back\\ \"pain ' AND ( * ~2^5 title:[",
    "\x00 🙂",
    "x" * 5_000,
    "backache " * 500,
    " ".join(f"word{number}" for number in range(500)),
]


def what_staff_type() -> list[str]:
    return what_readers_type()[:94] + HOSTILE


def on_screen(address: str) -> list[str]:
    return [f"{address}{urlencode({'q': typed})}" for typed in what_staff_type()]
