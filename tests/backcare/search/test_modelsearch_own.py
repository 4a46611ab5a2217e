"""The tests that modelsearch has of its own back ends, in a process with its own test app, on the engine of this run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.db import connection

pytestmark = pytest.mark.database_in_a_process

SETTINGS = "tests.backcare.search.modelsearch_own.settings"
STOCK = {
    "sqlite": "modelsearch.tests.test_sqlite_backend.TestSQLiteSearchBackend",
    "postgresql": "modelsearch.tests.test_postgres_backend.TestPostgresSearchBackend",
}
#: How many tests the stock back ends have at the least, and how many of them they leave out.
STOCK_RUN = {"sqlite": 123, "postgresql": 133}
STOCK_LEFT_OUT = {"sqlite": 7, "postgresql": 5}
OWN = "tests.backcare.search.modelsearch_own"
#: How many tests are applied to ours at the least.
OURS_RUN = 150
#: Those of them that are left out, each with a reason that a maintainer of modelsearch would accept.
OURS_LEFT_OUT: dict[str, str] = {}
FILTERS_RUN = 20

_SKIPPED = re.compile(r"^(test_\w+) .*skipped", re.MULTILINE)
_RAN = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)
_VERDICT = re.compile(r"^(OK|FAILED)(?: \((.*)\))?$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What the process said of its tests."""

    run: int
    verdict: str
    counts: dict[str, int]
    skipped: list[str]
    words: str


def outcome_of(tests: str) -> Outcome:
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "test",
            tests,
            f"--settings={SETTINGS}",
            "--verbosity=2",
            "--noinput",
        ],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    words = process.stdout + process.stderr
    ran, verdict = _RAN.search(words), _VERDICT.search(words)
    assert ran, words
    assert verdict, words
    counts = {name: int(count) for name, count in re.findall(r"([a-z ]+)=(\d+)", verdict[2] or "")}
    counts = {name.strip(): count for name, count in counts.items()}
    return Outcome(int(ran[1]), verdict[1], counts, _SKIPPED.findall(words), words)


def test_the_records_are_those_that_the_tests_expect() -> None:
    """The package leaves its records out; ours are right if its own back ends pass with them."""
    engine = connection.vendor
    outcome = outcome_of(STOCK[engine])
    assert outcome.verdict == "OK", outcome.words
    assert outcome.run >= STOCK_RUN[engine]
    assert outcome.counts["skipped"] == len(outcome.skipped) == STOCK_LEFT_OUT[engine]


def test_our_back_end_keeps_every_promise() -> None:
    outcome = outcome_of(f"{OWN}.backend_tests")
    assert (outcome.verdict, outcome.counts.keys() - {"skipped"}) == ("OK", set()), outcome.words
    assert outcome.run >= OURS_RUN
    assert sorted(outcome.skipped) == sorted(OURS_LEFT_OUT)
    assert outcome.counts.get("skipped", 0) == len(OURS_LEFT_OUT)


def test_filters_and_orders_are_answered_as_by_the_database() -> None:
    outcome = outcome_of(f"{OWN}.filter_tests")
    assert (outcome.verdict, outcome.counts) == ("OK", {}), outcome.words
    assert outcome.run == FILTERS_RUN
