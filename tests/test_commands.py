"""Whatever the machine refuses a command, it ends with one sentence on standard error and an exit code other than 0."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.setting_up.commands import ROOT, Said, in_turn
from tests.setting_up.site import free_port
from tests.setting_up.unpacking import unpack

OURS = sorted(
    name
    for name, app in get_commands().items()
    if str(app).split(".")[0] in ("backcare", "factsheets", "home")
)
WORDS = {
    "count_readers": [str(ROOT / "tests/files/readers.log")],
    "import_factsheet": [str(ROOT / "tests/files/medical-acupuncture.txt")],
    "reset_second_factor": ["nobody"],
    "work": ["--once"],
}
#: They make the tables themselves.
STARTS = {"prepare", "serve"}


def words_of(names: list[str]) -> list[list[str]]:
    return [[name, *WORDS.get(name, [])] for name in names]


def one_sentence(said: Said) -> bool:
    lines = said.err.strip().splitlines()
    return said.code != 0 and len(lines) == 1 and lines[0].endswith(".") and "Error:" not in lines[0][13:]


def test_all_of_them_are_tried() -> None:
    assert {"daily", "publish_scheduled", "purge_revisions", "import_factsheet"} <= set(OURS)


def test_tables_that_are_missing(tmp_path: Path) -> None:
    names = [name for name in OURS if name not in STARTS]
    for name, said in zip(
        names,
        in_turn(words_of(names), BACKCARE_DATA_DIR=str(tmp_path), DATABASE_URL=""),
        strict=True,
    ):
        assert one_sentence(said), (name, said)
        assert "The tables do not fit this code. Run “manage.py migrate”." in said.err, name


def test_a_database_server_that_does_not_answer(tmp_path: Path) -> None:
    url = "postgres://somebody:open-sesame@127.0.0.1:1/backcare"
    answers = in_turn(
        words_of(OURS), BACKCARE_DATA_DIR=str(tmp_path), DATABASE_URL=url, PORT=str(free_port())
    )
    for name, said in zip(OURS, answers, strict=True):
        assert one_sentence(said), (name, said)
        assert "The database 'backcare' on 127.0.0.1, port 1 cannot be reached" in said.err, name
        assert "Check that the server runs" in said.err
        assert "open-sesame" not in said.out + said.err


@pytest.mark.parametrize("place", ["a-file/data", "a-file"])
def test_a_data_folder_that_cannot_be(tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").touch()
    folder = tmp_path / place
    answers = in_turn(
        words_of(OURS),
        BACKCARE_DATA_DIR=str(folder),
        DATABASE_URL="",
        SECRET_KEY="",
        PORT=str(free_port()),
    )
    for name, said in zip(OURS, answers, strict=True):
        assert one_sentence(said), (name, said)
        assert str(folder) in said.err, name


def test_a_full_disk(tmp_path: Path) -> None:
    unpack(ROOT / "tests/releases/2cc87ed/sqlite.tar.xz", tmp_path)
    here = {"BACKCARE_DATA_DIR": str(tmp_path), "DATABASE_URL": "", "PORT": str(free_port())}
    (ready,) = in_turn([["migrate"]], **here)
    assert ready.code == 0, ready
    before = (tmp_path / "backcare.sqlite3").read_bytes()
    answers = in_turn(words_of(OURS), most_bytes_in_a_file=4096, **here)
    for name, said in zip(OURS, answers, strict=True):
        assert "Traceback" not in said.err, f"{name}: {said.err}"
        assert bool(said.code) == bool(said.err.strip()), (name, said)
    refused = {name for name, said in zip(OURS, answers, strict=True) if said.code}
    assert {"daily", "prepare", "purge_revisions"} <= refused
    assert (tmp_path / "backcare.sqlite3").read_bytes() == before


def test_python_says_all_where_it_is_asked_for(tmp_path: Path) -> None:
    (said,) = in_turn(
        [["publish_scheduled", "--traceback"]], BACKCARE_DATA_DIR=str(tmp_path), DATABASE_URL=""
    )
    assert "Traceback" in said.err
    assert said.code != 0
