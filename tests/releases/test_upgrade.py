"""Today's code starts what every release has left: nothing is lost, and everything is found where it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from .migrations import hashes
from .store import ROOT
from .stored import RELEASES, Installation, Tables, installed

#: Tables that are made again from the others, or that speak of the code and not of the library.
MADE_AGAIN = {
    "backcare_search_queuedupdate": "what the search index has still to be told",
    "django_migrations": "which migrations have been applied",
    "django_session": "who is signed in",
    "modelsearch_indexentry": "the index of the stock search",
    "wagtailcore_referenceindex": "what is used where, found again at each save",
}
#: Tables of which the upgrade makes something else, with what is asked of that.
REPLACED = {"factsheets_emergencyword": "the words of staff are a warning sign, and who kept them keeps it"}
#: Columns whose values may change with an upgrade, each with the reason.
MAY_CHANGE: dict[str, str] = {}

pytestmark = pytest.mark.database_in_a_process

each_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)


def lost(before: Tables, after: Tables) -> Iterator[str]:
    """Every row that is gone and every value that is another."""
    for table in sorted(before.keys() - MADE_AGAIN.keys() - REPLACED.keys()):
        if table not in after:
            yield f"the table {table} is gone"
            continue
        for key, row in before[table].items():
            now = after[table].get(key)
            if now is None:
                yield f"{table}: the row {key} is gone"
                continue
            for column in sorted(row.keys() - {name.removeprefix(f"{table}.") for name in MAY_CHANGE}):
                if column not in now:
                    yield f"{table}: the column {column} is gone"
                elif now[column] != row[column]:
                    yield f"{table} {key}: {column} was {row[column]!r} and is {now[column]!r}"


@each_release
def test_an_installation_of_that_release_is_upgraded_and_everything_is_found_again(
    release: Path, tmp_path: Path
) -> None:
    with installed(release, tmp_path) as installation:
        before = installation.tables()
        some_choose_a_language_or_a_time_zone_of_their_own(installation)
        installation.run("prepare")
        upgraded = installation.tables()
        assert list(lost(before, upgraded)) == []
        # Who had chosen either reads dates as all others do.
        assert upgraded["wagtailusers_userprofile"] == before["wagtailusers_userprofile"]
        assert not_found_again(installation) == {}
        assert_words_of_staff_are_a_warning_sign(before, upgraded)
        assert holders(upgraded, "view_securityevent") == holders(before, "change_user") != set()
        settled = installation.tables()
        assert "No migrations to apply." in installation.run("migrate")
        assert installation.tables() == settled
        installation.run("makemigrations", "--check", "--dry-run")


def some_choose_a_language_or_a_time_zone_of_their_own(installation: Installation) -> None:
    before = installation.tables()["wagtailusers_userprofile"]
    own = {1: {"preferred_language": "en-us"}, 2: {"current_time_zone": "America/New_York"}}
    for key, values in own.items():
        chosen = ", ".join(f"{column} = '{value}'" for column, value in values.items())
        installation.change(f"UPDATE wagtailusers_userprofile SET {chosen} WHERE id = {key}")
        assert installation.tables()["wagtailusers_userprofile"][key] == before[key] | values


def assert_words_of_staff_are_a_warning_sign(before: Tables, after: Tables) -> None:
    """What nobody but the first release wrote gives way to the first warning signs; whoever might change it still may."""
    written = {row["expression"] for row in before["factsheets_emergencyword"].values()}
    signs = {row["name"]: row for row in after["factsheets_warningsign"].values()}
    kept = signs.pop("Kept from the list of emergency words")
    assert kept["about"].splitlines() == ["cannot feel my feet"]
    assert {"cannot feel my feet", "numb"} <= written
    assert (kept["level"], kept["wrong"], kept["leaves_alone"]) == ("emergency", "", "")
    assert len(signs) > 3
    for earlier, later in (
        ("emergencyword", "warningsign"),
        ("emergencyword", "warningphrase"),
        ("safetyadvice", "crisisadvice"),
    ):
        for action in ("view", "change"):
            groups = holders(before, f"{action}_{earlier}")
            assert groups
            assert holders(after, f"{action}_{later}") == groups


def holders(tables: Tables, codename: str) -> set[int]:
    """The groups that have a permission."""
    keys = [key for key, row in tables["auth_permission"].items() if row["codename"] == codename]
    granted = tables["auth_group_permissions"].values()
    return {row["group_id"] for row in granted if row["permission_id"] in keys}


def not_found_again(installation: Installation) -> dict[str, list[str]]:
    told = json.loads(installation.run("-m", "making.again", str(installation.expected)))
    assert told.keys() == json.loads(installation.expected.read_text(encoding="utf-8")).keys()
    return {part: sentences for part, sentences in told.items() if sentences}


@each_release
def test_migrations_that_were_released_are_as_they_were(release: Path) -> None:
    now = hashes(ROOT)
    released = json.loads((release / "migrations.json").read_text(encoding="utf-8"))
    assert {name: now.get(name) for name in released} == released


def test_a_changed_migration_is_noticed_and_a_changed_import_is_not(tmp_path: Path) -> None:
    file = tmp_path / "app" / "migrations" / "0001_initial.py"
    file.parent.mkdir(parents=True)
    seen = []
    for words in (
        "import a.b\nfields = [a.b.Check(max_length=3)]",
        "import a.c\n\nfields = [\n    a.c.Check(max_length=3),\n]",
        "import a.b\nfields = [a.b.Check(max_length=4)]",
        "import a.b\nfields = [a.b.Clock(max_length=3)]",
    ):
        file.write_text(words, encoding="utf-8")
        seen.append(hashes(tmp_path)["app/0001_initial.py"])
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3


def test_what_is_lost_is_named() -> None:
    before: Tables = {"page": {1: {"id": 1, "title": "A"}, 2: {"id": 2, "title": "B"}}, "old": {}}
    after: Tables = {"page": {1: {"id": 1, "title": "C", "new": ""}}}
    assert list(lost(before, after)) == [
        "the table old is gone",
        "page 1: title was 'A' and is 'C'",
        "page: the row 2 is gone",
    ]


def test_there_is_a_release_to_start() -> None:
    assert RELEASES
    assert all((release / f"{connection.vendor}.tar.xz").exists() for release in RELEASES)
