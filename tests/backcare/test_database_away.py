"""What a reader sees while the database is away; with a server that really says nothing: tests/backcare/serving/."""

from __future__ import annotations

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client

from backcare.database_away import gate

PAGE = "/robots.txt"


@pytest.fixture(autouse=True)
def _open_again(monkeypatch):
    monkeypatch.setattr(gate, "_gate", gate._Gate())


@pytest.fixture
def raising(monkeypatch):
    """A page that fails in one way, and what is answered."""

    def ask(error: Exception, cause: Exception | None = None):
        def fails(_name):
            raise error from cause

        monkeypatch.setattr("backcare.machines.reverse", fails)
        return Client(raise_request_exception=False).get(PAGE)

    return ask


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("server closed the connection unexpectedly"),
        OperationalError("database is locked"),
        InterfaceError("connection already closed"),
    ],
)
def test_what_may_work_in_a_moment_says_so(raising, error):
    answer = raising(error)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Please try again in a moment" in answer.content.decode()


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), ProgrammingError("no such function"), OperationalError("no such table: x")]
)
def test_what_stays_wrong_does_not(raising, error):
    answer = raising(error)
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cause", "is_away"),
    [
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.errors.AdminShutdown("terminating connection"), True),
        # The server is there, and was asked for too much.
        (psycopg.errors.QueryCanceled("statement timeout"), False),
    ],
)
def test_a_server_that_is_gone_is_left_alone_until_it_is_back(raising, monkeypatch, cause, is_away):
    raising(OperationalError("away"), cause)
    assert gate._gate.is_away == (is_away and connection.vendor == "postgresql")


@pytest.mark.django_db(transaction=True)
def test_one_request_at_a_time_looks_whether_it_is_back(client, monkeypatch):
    monkeypatch.setattr(gate, "SECONDS_BETWEEN_LOOKS", -1)
    gate._gate.shut()
    with gate._gate.looking:
        assert client.get(PAGE).status_code == 503
    assert client.get("/-/live").status_code == 200
    assert client.get("/static/no-such-file.css").status_code == 404
    assert client.get(PAGE).status_code == 200
    assert not gate._gate.is_away


TYPED = {"title": "Words that I typed", "password": "secret", "body": '{"blocks": [{"text": "A paragraph"}]}'}


@pytest.mark.parametrize("address", ["/admin/pages/3/edit/", "/accounts/login/"])
def test_staff_see_again_what_they_sent_meanwhile(client, monkeypatch, address):
    """Nothing is asked of the database: this test has none."""
    monkeypatch.setattr(gate, "SECONDS_BETWEEN_LOOKS", 3600)
    gate._gate.shut()
    answer = client.post(address, TYPED, headers={"origin": "http://testserver"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "no-store" in answer.headers["Cache-Control"]
    shown = answer.content.decode()
    assert "Nothing was saved" in shown
    assert "Words that I typed" in shown
    assert "A paragraph" in shown
    assert "secret" not in shown
    from_elsewhere = client.post(address, TYPED, headers={"origin": "https://evil.example"})
    assert "Words that I typed" not in from_elsewhere.content.decode()


def test_a_script_is_told_in_json_and_a_reader_as_ever(client, monkeypatch):
    monkeypatch.setattr(gate, "SECONDS_BETWEEN_LOOKS", 3600)
    gate._gate.shut()
    told = client.post("/admin/pages/3/edit/", TYPED, headers={"accept": "application/json"})
    assert (told.status_code, told.json()["success"]) == (503, False)
    assert "try again in a moment" in client.post("/feedback/", TYPED).content.decode().casefold()
    assert "try again in a moment" in client.get("/admin/").content.decode().casefold()


@pytest.mark.django_db(transaction=True)
def test_nobody_looks_right_after_a_failure(client, monkeypatch):
    monkeypatch.setattr(gate, "SECONDS_BETWEEN_LOOKS", 3600)
    gate._gate.shut()
    assert client.get(PAGE).status_code == 503
    assert not gate._gate.looking.locked()
