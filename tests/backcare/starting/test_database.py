"""The database is looked at before anything is written."""

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from backcare.starting import database


@pytest.mark.django_db
def test_a_database_in_order_needs_nothing() -> None:
    database.refuse_an_unreachable_database()
    assert database.make_the_tables_fit() is False


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
