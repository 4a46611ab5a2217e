"""What may be noted as read or put away, by a script that sends whatever it likes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person("Author", "al"))
    return client


def note(desk: Client, body: bytes) -> tuple[int, object]:
    address = reverse("wagtailadmin_dismissibles")
    response = desk.patch(address, body, content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.parametrize(
    "body",
    [
        b"[1]", b"5", b"null", b'"x"', b"true", b"", b'{"a"', b'{"a": null}', b'[["a", "b"]]', b'{"a": {"b": [1]}}', b"\xff",
        b'{"a": NaN}', b'{"\\u0000": true}', b'{"a": "\\ud800"}', b'{"a": ' * 2000 + b"1" + b"}" * 2000,
        b'{"a": ' + b"9" * 5000 + b"}", b'{"a": "' + b"y" * 101 + b'"}', b'{"' + b"y" * 101 + b'": true}', b'{"a": 1}',
        b"{" + b", ".join(b'"%d": true' % number for number in range(201)) + b"}",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_words(desk, body):
    status, told = note(desk, body)
    assert status == 400
    assert told["error_message"] == "This is no list of what was read or put away. Nothing was saved."
    assert desk.get(reverse("wagtailadmin_dismissibles")).json() == {}


def test_what_wagtail_sends_is_kept(desk):
    assert note(desk, b'{"whats-new": true, "upgrade": "7.0"}') == (
        200,
        {"whats-new": True, "upgrade": "7.0"},
    )
    assert note(desk, b'{"whats-new": false}') == (200, {"whats-new": False, "upgrade": "7.0"})


def test_nobody_fills_an_account_little_by_little(desk):
    for number in range(2):
        names = b", ".join(b'"%d-%d": true' % (number, each) for each in range(150))
        status, _told = note(desk, b"{" + names + b"}")
    assert status == 400
