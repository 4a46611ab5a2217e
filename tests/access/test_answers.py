"""Every address × strangers × every way to ask: what comes of it is declared in `answers.tsv`.

A run tries a share of them, always the same; `make test-long` tries all. After a change of what somebody may do, `RECORD_ANSWERS=1` writes the table anew, to be read before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.db import connection, transaction

from tests.setting_up import searches

from . import answers
from .places import Library, Place, make_library, places
from .visitors import VISITORS, Visitor

RECORDING = bool(os.environ.get("RECORD_ANSWERS"))
#: One of so many answers is looked at in each run.
SHARE = 3


@pytest.fixture(scope="module")
def whole_library(lasting_rows: None) -> Iterator[Library]:
    # The transaction around the tests must outlive what PostgreSQL refuses.
    connection.settings_dict["ATOMIC_REQUESTS"] = connection.vendor == "postgresql"
    yield make_library()
    connection.settings_dict["ATOMIC_REQUESTS"] = False


@pytest.mark.parametrize("who", VISITORS)
def test_everybody_gets_what_is_declared(
    whole_library: Library, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    visitor, wrong, recorded = Visitor(who), [], {}
    declared = {} if RECORDING else answers.read()
    for place in places(whole_library):
        ways = [way for way in answers.METHODS if _is_tried(place, who, way)]
        got = {way: _answer(visitor, way, place.url) for way in ways}
        if RECORDING:
            recorded[place.name] = " ".join(got.values())
        elif place.name not in declared:
            wrong.append(f"{place.name} has no row in {answers.TABLE.name}")
        else:
            said = dict(zip(answers.METHODS, declared[place.name][who].split(), strict=True))
            wrong += [
                f"{way} {place.name}: {got[way]}, not {said[way]}" for way in ways if got[way] != said[way]
            ]
        wrong += [f"{way} {place.name}: {word}" for way, word in got.items() if word.startswith("5")]
    if RECORDING:
        answers.record(who, recorded)
    assert wrong == []


def test_no_row_is_left_of_an_address_that_is_gone(whole_library: Library) -> None:
    assert answers.read().keys() - {place.name for place in places(whole_library)} == set()


def _is_tried(place: Place, who: str, way: str) -> bool:
    return RECORDING or searches.LONG or crc32(f"{place.name} {who} {way}".encode()) % SHARE == 0


def _answer(visitor: Visitor, way: str, url: str) -> str:
    with transaction.atomic():
        word = answers.word_for(visitor.ask(way, url))
        transaction.set_rollback(True)
    return word
