"""The database is looked at before anything is written."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from backcare.starting import database


@pytest.mark.django_db
def test_a_database_in_order_needs_nothing() -> None:
    database.refuse_an_unreachable_database()
    assert database.make_the_tables_fit() is False


@pytest.mark.django_db
def test_what_follows_the_migrations_is_done_again_after_an_interruption(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    calls: list[str] = []

    def killed(name: str, **_options: Any) -> None:
        calls.append(name)
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "call_command", killed)
    with pytest.raises(KeyboardInterrupt):
        database.make_the_tables_fit()
    monkeypatch.setattr(database, "call_command", lambda name, **_options: calls.append(name))
    assert database.make_the_tables_fit() is False
    assert database.make_the_tables_fit() is False
    assert calls == ["migrate", "migrate"], "the third start finds the mark"


@pytest.mark.django_db
def test_an_unreachable_database_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError(
            "connection to host failed for secret-word: no route\nand more that nobody reads"
        )

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret-word")
    with pytest.raises(
        CommandError, match=r"cannot be reached: connection to host failed .* no route\. Check"
    ) as refusal:
        database.refuse_an_unreachable_database()
    assert "secret-word" not in str(refusal.value)
    assert "nobody reads" not in str(refusal.value)


@pytest.mark.django_db
def test_a_full_disk_is_told_as_one_also_while_tables_are_still_to_be_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database, "are_tables_missing", lambda: True)
    monkeypatch.setattr(connection, "close", lambda: None)
    full = database.why_it_cannot_be_used(OperationalError("database or disk is full"))
    assert "cannot be used: database or disk is full." in full
    missing = database.why_it_cannot_be_used(OperationalError("no such table: wagtailcore_site"))
    assert missing == "The tables do not fit this code. Run “manage.py migrate”."
