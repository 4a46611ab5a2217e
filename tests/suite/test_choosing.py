"""Each test is run where it can say something, and none is left out."""

from __future__ import annotations

from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

import pytest

from tests.setting_up import searches
from tests.suite import choosing
from tests.suite.databases import ROWS_ALIKE, SAME_ON_BOTH, Rows, same_on_both
from tests.suite.durations import Record
from tests.suite.latest import COULD_DIFFER, OUR_OWN


def item(name: str, *, fixtures: tuple[str, ...] = (), marks: tuple[str, ...] = ()) -> Any:
    return SimpleNamespace(
        nodeid=name,
        fixturenames=fixtures,
        get_closest_marker=lambda mark: mark if mark in marks else None,
        cls=None,
    )


WORDS = item("tests/factsheets/language/test_word_diff.py::test_words")
ROWS = item("tests/factsheets/search/test_question.py::test_rows", fixtures=("db",))
SCREEN = item("tests/factsheets/reviews/screens/test_form.py::test_screen", marks=("django_db",))
STORY = item("tests/journeys/test_day.py::test_day", fixtures=("playwright", "live_server"))
TEST_OF_A_STAGE = item("tests/factsheets/signing/test_gate.py::test_it", marks=("database_in_a_process",))
FORMAT = item("tests/factsheets/signing/formats/test_readers_words.py::test_words", marks=("django_db",))
ALL = [WORDS, ROWS, SCREEN, STORY, TEST_OF_A_STAGE, FORMAT]


@pytest.mark.parametrize(
    ("part", "chosen"),
    [
        ("site", [WORDS, ROWS, SCREEN, TEST_OF_A_STAGE, FORMAT]),
        ("journeys", [STORY]),
        ("database", [ROWS, SCREEN, TEST_OF_A_STAGE]),
        ("latest", [SCREEN]),
    ],
)
def test_a_stage_runs_what_it_is_for(part: str, chosen: list[Any]) -> None:
    assert choosing.part_of(ALL, part, Record()) == chosen


@pytest.mark.parametrize("part", ["site", "journeys", "database", "latest"])
def test_the_files_of_what_a_stage_runs_are_opened(part: str) -> None:
    files = {choosing.file_of(test) for test in ALL if choosing.may_hold(path_of(test), part)}
    assert files.issuperset(map(choosing.file_of, choosing.part_of(ALL, part, Record())))


def test_files_of_which_a_stage_runs_nothing_stay_shut() -> None:
    assert not choosing.may_hold(path_of(ROWS), "journeys")
    assert not choosing.may_hold(path_of(STORY), "site")
    assert not choosing.may_hold(path_of(FORMAT), "database")
    assert not choosing.may_hold(path_of(ROWS), "latest")


def path_of(test: Any) -> PurePath:
    return PurePath(choosing.file_of(test)).relative_to("tests")


def test_the_site_and_the_journeys_are_all_tests() -> None:
    parts = [choosing.part_of(ALL, part, Record()) for part in ("site", "journeys")]
    assert sorted(test.nodeid for part in parts for test in part) == sorted(test.nodeid for test in ALL)


def test_each_folder_and_file_that_runs_once_or_in_part_is_there() -> None:
    places = {path.relative_to(choosing.TESTS).as_posix() for path in choosing.TESTS.rglob("*.py")}
    folders = {path.name for path in choosing.TESTS.rglob("*") if path.is_dir()}
    assert [name for name in (*SAME_ON_BOTH, *ROWS_ALIKE) if name not in places | folders] == []


def test_what_runs_once_is_asked_on_both_by_others() -> None:
    others = {PurePath(place) for once in SAME_ON_BOTH.values() for place in once.asked_on_both_by}
    assert [place for place in others if not (choosing.TESTS / place).exists() or same_on_both(place)] == []


def rows_of(file: str, test: str, many: int = 4) -> list[Any]:
    return [item(f"tests/{file}::{test}[{row}]", marks=("django_db",)) for row in range(many)]


@pytest.mark.parametrize("part", ["database", "latest"])
def test_of_rows_that_are_alike_the_first_and_the_last_are_asked_again(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(searches, "LONG", False)
    alike = "factsheets/publication/test_rows_in_the_steps.py"
    one, two = rows_of(alike, "test_one"), rows_of(alike, "test_two", many=1)
    others = rows_of("factsheets/publication/test_faults.py", "test_one")
    assert choosing.part_of([*one, *two, *others], part, Record()) == [one[0], one[3], *two, *others]
    assert choosing.part_of(one, "site", Record()) == one
    monkeypatch.setitem(ROWS_ALIKE, alike, Rows("alike", but_also=("[2]",)))
    assert choosing.part_of(one, part, Record()) == [one[0], one[2], one[3]]
    monkeypatch.setattr(searches, "LONG", True)
    assert choosing.part_of(one, part, Record()) == one


def test_the_quick_half_leaves_the_longest_files_out() -> None:
    record = Record(
        {choosing.file_of(ROWS): 300.0, choosing.file_of(SCREEN): 200.0, choosing.file_of(WORDS): 1.0}
    )
    quick = choosing.part_of(ALL, "quick", record)
    assert WORDS in quick
    assert ROWS not in quick
    assert STORY not in quick


def test_the_longest_files_begin_and_one_that_nobody_measured_before_them() -> None:
    record = Record({choosing.file_of(WORDS): 1.0, choosing.file_of(SCREEN): 9.0})
    assert choosing.longest_first([WORDS, SCREEN, ROWS], record) == [ROWS, SCREEN, WORDS]


def test_one_seed_gives_one_order_and_another_seed_another() -> None:
    many = [item(f"tests/test_{file}.py::test_{number}") for file in range(9) for number in range(3)]
    once, again, other = (choosing.shuffled(many, seed) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    assert sorted(test.nodeid for test in other) == sorted(test.nodeid for test in many)
    files = [choosing.file_of(test) for test in once]
    assert all(files[i : i + 3] == [files[i]] * 3 for i in range(0, len(files), 3)), "files stay whole"


def test_each_name_of_what_could_differ_is_there() -> None:
    there = {part.removesuffix(".py") for path in choosing.TESTS.rglob("*.py") for part in path.parts}
    assert [name for name in (*OUR_OWN, *(reason.name for reason in COULD_DIFFER)) if name not in there] == []


def test_rules_of_our_own_are_not_asked_again() -> None:
    ours = item("tests/factsheets/wording/screens/test_wording_changes.py::test_who", marks=("django_db",))
    assert choosing.part_of([ours], "latest", Record()) == []
