"""Every address × every role, somebody without one, nobody × every way to ask: what comes of it is declared in `answers.tsv`.

A run looks that each of them has a row, and asks a share, always the same: something of each address. `make test-long`
asks all. After a change of what somebody may do, `RECORD_ANSWERS=1` writes the table anew, to be read before it is kept.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from tests.setting_up import searches

from . import answers
from .answers import Question
from .drawing import nothing_drawn
from .places import Library, Place, make_library, places
from .visitors import ADMINISTRATOR, NOBODY, VISITORS, Visitor

RECORDING = bool(os.environ.get("RECORD_ANSWERS"))
#: One of so many questions is asked in each run.
SHARE = 5
#: Who looks whether HEAD is GET, where Django makes it so.
_LOOKS_AT_HEAD = (ADMINISTRATOR, NOBODY)


@pytest.fixture(scope="module")
def whole_library(lasting_rows: None) -> Iterator[Library]:
    # The transaction around the tests must outlive what PostgreSQL refuses.
    connection.settings_dict["ATOMIC_REQUESTS"] = connection.vendor == "postgresql"
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cached_db"):
        yield make_library()
    connection.settings_dict["ATOMIC_REQUESTS"] = False


@pytest.fixture(scope="module")
def drawn() -> set[tuple[str, str]]:
    """Which addresses were drawn, and for which way to ask."""
    return set()


@pytest.fixture(scope="module")
def recorded() -> Iterator[dict[Question, answers.Words]]:
    got: dict[Question, answers.Words] = defaultdict(dict)
    yield got
    if RECORDING:
        answers.TABLE.write_text(answers.written(got), encoding="utf-8")


@pytest.mark.parametrize("who", VISITORS)
def test_everybody_gets_what_is_declared(
    whole_library: Library,
    who: str,
    drawn: set[tuple[str, str]],
    recorded: dict[Question, answers.Words],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("CRITICAL")
    visitor, wrong = Visitor(whole_library.people[who]), []
    declared = None if RECORDING else answers.read()
    for place in places(whole_library, who):
        for way in answers.METHODS:
            question = Question(place.address, place.state, way)
            words = declared(question) if declared else {}
            if words is None:
                wrong.append(f"{question} has no row in {answers.TABLE.name}")
            elif _is_asked(place, who, way):
                word = _answer(visitor, way, place, drawn)
                recorded[question][who] = word
                if word.startswith("5") or word != words.get(who, word):
                    wrong.append(f"{question}: {word}, not {words.get(who)}")
    assert wrong == []


def test_no_row_is_left_of_an_address_that_is_gone(whole_library: Library) -> None:
    asked = {
        Question(place.address, place.state, way)
        for place in places(whole_library, NOBODY)
        for way in answers.METHODS
    }
    assert answers.read().unasked(asked) == set()


def _is_asked(place: Place, who: str, way: str) -> bool:
    if RECORDING or searches.LONG:
        return True
    # In one of Django's classes HEAD is GET.
    is_a_class = hasattr(getattr(place.view, "view_class", place.view), "get")
    if way == "HEAD" and is_a_class and who not in _LOOKS_AT_HEAD:
        return False
    return crc32(f"{place.address} {place.state} {who} {way}".encode()) % SHARE == 0


def _answer(visitor: Visitor, way: str, place: Place, drawn: set[tuple[str, str]]) -> str:
    with nothing_drawn():
        word = _asked(visitor, way, place)
    if word == "answered" and way != "HEAD" and (place.address, way) not in drawn:
        drawn.add((place.address, way))
        word = _asked(visitor, way, place)
    return word


def _asked(visitor: Visitor, way: str, place: Place) -> str:
    with transaction.atomic():
        response = visitor.ask(way, place.url)
        if response.streaming:
            list(response)
        transaction.set_rollback(True)
    if way == "POST":
        cache.clear()  # what it noted of the site is undone with the rest
    return answers.word_for(response)
