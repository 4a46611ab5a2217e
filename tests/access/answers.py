"""What an address answers, in one word, and the table in which each answer is declared.

A line has an address, the states of what lies there, the ways to ask, and a word for each visitor. What gets the same
answers stands in one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from .visitors import VISITORS

TABLE = Path(__file__).with_name("answers.tsv")
METHODS = ("GET", "HEAD", "POST")
#: Where all states of an address are answered alike.
ANY = "any"
_HEAD = ("address", "of what", "asked", *VISITORS)
_IN_A_WORD = {
    400: "unread",  # nobody can read what was sent, and it says so
    403: "refused",
    404: "none",
    405: "never",  # nobody is answered to this method
    409: "two-texts",
    410: "gone",
    429: "later",
}


class Question(NamedTuple):
    """One way to ask one address for one thing."""

    address: str
    state: str
    method: str


#: What each visitor gets.
Words = dict[str, str]


def word_for(response: Any) -> str:
    """The answer as the table has it; what has no word there stands as its number."""
    status = response.status_code
    if 200 <= status < 300:
        return "answered"
    if 300 <= status < 400:
        return _led_to(response["Location"])
    return _IN_A_WORD.get(status, str(status))


def _led_to(place: str) -> str:
    path = place.partition("?")[0]
    if path.rstrip("/").endswith("/login"):
        return "sign-in"
    # Wagtail sends whoever may not to the first screen, and tells them there.
    return "front" if path == "/admin/" else "onwards"


class Table:
    """The declared answers."""

    def __init__(self, text: str) -> None:
        self._words: dict[Question, Words] = {}
        for line in text.splitlines()[1:]:
            address, states, methods, *words = line.split("\t")
            for state in states.split(", "):
                for method in methods.split():
                    self._words[Question(address, state, method)] = dict(zip(VISITORS, words, strict=True))

    def __call__(self, question: Question) -> Words | None:
        """What each visitor is declared to get, or None where no row says it."""
        return self._words.get(question) or self._words.get(question._replace(state=ANY))

    def unasked(self, questions: set[Question]) -> set[Question]:
        """Rows of what is asked by nobody any more."""
        asked = questions | {question._replace(state=ANY) for question in questions}
        return self._words.keys() - asked


def read() -> Table:
    """What the file declares."""
    return Table(TABLE.read_text(encoding="utf-8"))


def written(got: Mapping[Question, Words]) -> str:
    """The table of these answers."""
    lines = [_HEAD]
    by_address = sorted(got, key=lambda question: question.address)
    for address, questions in groupby(by_address, key=lambda question: question.address):
        lines += _lines(address, {question: got[question] for question in questions})
    return "".join("\t".join(line) + "\n" for line in lines)


def _lines(address: str, got: Mapping[Question, Words]) -> list[tuple[str, ...]]:
    states = list(dict.fromkeys(question.state for question in got))
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for state in states:
        for methods, words in _by_method(state, got):
            alike.setdefault((methods, words), []).append(state)
    return [
        (address, ANY if len(states) > 1 and found == states else ", ".join(found), methods, *words)
        for (methods, words), found in alike.items()
    ]


def _by_method(state: str, got: Mapping[Question, Words]) -> list[tuple[str, tuple[str, ...]]]:
    alike: dict[tuple[str, ...], list[str]] = {}
    for question, words in got.items():
        if question.state == state:
            alike.setdefault(tuple(words[who] for who in VISITORS), []).append(question.method)
    return [(" ".join(methods), words) for words, methods in alike.items()]
