"""Where the file of the database has gone, nobody lays an empty one in its place."""

from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from backcare.database_away import lost_file

pytestmark = pytest.mark.django_db


def test_a_file_that_is_not_there_is_not_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "the site?.sqlite3"
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}}
    connection = ConnectionHandler({"default": database})["default"]
    monkeypatch.setattr(lost_file, "connection", connection)
    lost_file.never_begin_a_new_file()
    with pytest.raises(OperationalError, match="unable to open"):
        connection.ensure_connection()
    assert list(tmp_path.iterdir()) == []
    path.touch()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE one (number INTEGER)")
    connection.close()
    assert path.stat().st_size > 0
