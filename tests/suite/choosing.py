"""Which of the collected tests a stage runs, and in which order: told by what they use, not by where they lie."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path, PurePath

import pytest
from django.test import TransactionTestCase

from tests.setting_up import searches

from .databases import ROWS_ALIKE, same_on_both
from .durations import Record
from .latest import COULD_DIFFER

#: Where all tests lie.
TESTS = Path(__file__).resolve().parents[1]
#: Whoever asks for one of these writes to a database, or reads from it.
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "live_server", "lasting_rows"})
#: The marks of those who do: pytest-django's, and ours for a test that reaches one in a process of its own.
DATABASE_MARKS = ("django_db", "database_in_a_process")
_JOURNEYS = "journeys"
#: A quick half is what fits into so many seconds of the processor, and half of the tests at least.
SECONDS_OF_THE_QUICK = 60.0


def is_journey(item: pytest.Item) -> bool:
    """Whether it needs a browser, or stands among those that do."""
    return "playwright" in _fixtures(item) or _JOURNEYS in PurePath(file_of(item)).parts


def uses_a_database(item: pytest.Item) -> bool:
    case = getattr(item, "cls", None)
    return (
        not DATABASE_FIXTURES.isdisjoint(_fixtures(item))
        or any(item.get_closest_marker(name) for name in DATABASE_MARKS)
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )


def could_differ_by_database(item: pytest.Item) -> bool:
    return uses_a_database(item) and not same_on_both(_place(item))


def could_differ(item: pytest.Item) -> bool:
    """Whether a newer Wagtail or Django could change what comes of it; see `COULD_DIFFER`."""
    return any(reason.holds(file_of(item), uses_a_database(item)) for reason in COULD_DIFFER)


#: What a stage may run, by the name that the option `--part` takes. The first two together are all tests.
PARTS: dict[str, Callable[[pytest.Item], bool]] = {
    "site": lambda item: not is_journey(item),
    "journeys": is_journey,
    "database": lambda item: not is_journey(item) and could_differ_by_database(item),
    "latest": lambda item: not is_journey(item) and could_differ(item),
}
#: What was asked by "site" once, and need not be asked with each row of tables whose rows are alike.
ASKED_AGAIN = ("database", "latest")


def may_hold(file: PurePath, part: str) -> bool:
    """Whether a part may have tests of this file, by its path among the tests: to read a file costs each worker time."""
    if part == "journeys" or _JOURNEYS in file.parts:
        return _JOURNEYS in file.parts and part == "journeys"
    if part == "database":
        return not same_on_both(file)
    if part == "latest":
        return any(reason.holds(file.as_posix(), uses_a_database=True) for reason in COULD_DIFFER)
    return True


def part_of(items: Sequence[pytest.Item], name: str, record: Record) -> list[pytest.Item]:
    """Those that the part `name` holds; "quick" is the quick half of the site's."""
    if name == "quick":
        return _quick([item for item in items if PARTS["site"](item)], record)
    chosen = [item for item in items if PARTS[name](item)]
    return chosen if searches.LONG or name not in ASKED_AGAIN else _first_and_last_rows(chosen)


def longest_first(items: Sequence[pytest.Item], record: Record) -> list[pytest.Item]:
    """Whole files, and those that take longest first, so that no worker begins one when the others are done.

    A file without a record comes before all others: nobody knows how long it takes.
    """
    return sorted(items, key=lambda item: -record.seconds(file_of(item), unknown=float("inf")))


def shuffled(items: Sequence[pytest.Item], seed: int) -> list[pytest.Item]:
    """In another order: files, and the tests in each. The same seed gives the same order."""
    order = random.Random(seed)
    files = [list(tests) for _file, tests in groupby(sorted(items, key=file_of), key=file_of)]
    order.shuffle(files)
    for tests in files:
        order.shuffle(tests)
    return [test for tests in files for test in tests]


def file_of(item: pytest.Item) -> str:
    return item.nodeid.split("::", 1)[0]


def _first_and_last_rows(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Of each test with a table the first and the last row, in files whose rows are alike; of other files all."""
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        tables.setdefault(item.nodeid.split("[", 1)[0], []).append(item)
    ends = {id(row) for table in tables.values() for row in (table[0], table[-1])}
    return [item for item in items if id(item) in ends or _differs(item)]


def _differs(row: pytest.Item) -> bool:
    alike = ROWS_ALIKE.get(_place(row).as_posix())
    return alike is None or any(words in row.nodeid for words in alike.but_also)


def _place(item: pytest.Item) -> PurePath:
    """Where its file lies among the tests."""
    return PurePath(file_of(item).removeprefix("tests/"))


def _quick(items: list[pytest.Item], record: Record) -> list[pytest.Item]:
    each = {name: len(list(tests)) for name, tests in groupby(sorted(map(file_of, items)))}
    chosen: set[str] = set()
    seconds, tests = 0.0, 0
    for name in sorted(each, key=lambda name: record.seconds(name, unknown=0.0) / each[name]):
        seconds += record.seconds(name, unknown=0.0)
        if seconds > SECONDS_OF_THE_QUICK and 2 * tests >= len(items):
            break
        tests += each[name]
        chosen.add(name)
    return [item for item in items if file_of(item) in chosen]


def _fixtures(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())
