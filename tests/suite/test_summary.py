"""The last lines of a run say all that went wrong, and what was not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suite import summary
from tests.suite.noting import Notes
from tests.suite.running import Outcome

A, B = "tests/test_a.py::test_one[x]", "tests/test_b.py::test_two"


def outcome(
    *, found: list[str], ran: list[str], failed: list[str] | None = None, newest: bool = False
) -> Outcome:
    notes = Notes(found=found, ran=ran, failed=failed or [])
    return Outcome("SQLite", 1.0, notes, in_order=not failed, newest=newest)


def told(*outcomes: Outcome, whole: bool = True, left_out: tuple[str, ...] = ()) -> bool:
    repeat = summary.again(outcomes, "test", None)
    return summary.told(outcomes, left_out, whole=whole, repeat=repeat, pictures=Path("nowhere"), seconds=2.0)


def test_a_run_in_order_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(outcome(found=[A, B], ran=[A, B]))
    assert capsys.readouterr().out.endswith("===== 2 passed in 2.00s =====\n")


def test_a_test_that_no_stage_ran_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert not told(outcome(found=[A, B], ran=[A]), outcome(found=[A, B], ran=[]))
    assert f"NO STAGE RAN: {B}" in capsys.readouterr().out


def test_a_part_need_not_run_all() -> None:
    assert told(outcome(found=[A, B], ran=[A]), whole=False)


def test_failing_tests_are_repeated_by_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert not told(outcome(found=[A, B], ran=[A, B], failed=[A]))
    assert (
        "The failing tests once more: make test PATHS=tests/test_a.py::test_one\n" in capsys.readouterr().out
    )


def test_many_failing_tests_are_repeated_by_their_files_and_in_their_order() -> None:
    many = [f"tests/test_{number % 2}.py::test_{number}" for number in range(30)]
    assert summary.again([outcome(found=many, ran=many, failed=many)], "check", 7) == [
        "make check SHUFFLE=7 PATHS='tests/test_0.py tests/test_1.py'"
    ]


def test_what_fails_with_the_newest_wagtail_alone_is_repeated_with_it() -> None:
    locked = outcome(found=[A, B], ran=[A, B], failed=[B])
    newest = outcome(found=[A, B], ran=[A, B], failed=[A], newest=True)
    assert summary.again([locked, newest], "test", None) == [
        "make test PATHS=tests/test_b.py::test_two",
        "make test-latest PATHS=tests/test_a.py::test_one",
    ]


@pytest.mark.parametrize(("ci", "in_order"), [("", True), ("true", False)])
def test_what_is_left_out_is_told_and_fails_where_nothing_may_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, in_order: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    assert told(outcome(found=[A], ran=[A]), left_out=("PostgreSQL: none here",)) is in_order
    assert "LEFT OUT: PostgreSQL: none here" in capsys.readouterr().out
