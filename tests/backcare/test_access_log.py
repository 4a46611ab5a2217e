"""Each request is one line of the log, which nobody outside can forge, and which keeps no reader's words."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from logging.config import dictConfig
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from factsheets.models import Feedback
from tests.builders import live, person

pytestmark = pytest.mark.django_db

Lines = Callable[[], list[str]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What the log of a site says, as the settings write it."""
    stream = io.StringIO()
    written = site_settings.LOGGING | {
        "handlers": {"stderr": site_settings.LOGGING["handlers"]["stderr"] | {"stream": stream}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
    }
    kept = logging.root.handlers[:], logging.root.level
    dictConfig(written)
    # Lines begin with their moment, as `2026-01-31 12:00:00,000 `.
    yield lambda: [line[24:] if line[:1].isdigit() else line for line in stream.getvalue().splitlines()]
    dictConfig(site_settings.LOGGING)
    logging.root.handlers[:], logging.root.level = kept


def without_time(line: str) -> str:
    return line.rpartition(" ")[0].rpartition(" ")[0]


def test_a_line_says_who_asked_for_what_and_how_it_ended(client: Client, lines: Lines) -> None:
    client.get("/robots.txt")
    client.post("/robots.txt")
    assert [without_time(line) for line in lines()] == [
        'INFO backcare.access_log: 127.0.0.1 "GET /robots.txt" 200',
        'INFO backcare.access_log: 127.0.0.1 "POST /robots.txt" 405',
    ]


def test_what_is_not_there_is_one_line_too(client: Client, lines: Lines) -> None:
    assert client.get("/no-such-page/").status_code == 404
    assert len(lines()) == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "shown"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, '203.0.113.9" 200 9 ms', "unknown"),
    ],
)
def test_behind_a_proxy_the_reader_s_own_address_is_shown(
    client: Client, lines: Lines, settings: Any, proxies: int, forwarded: str, shown: str
) -> None:
    settings.PROXIES = proxies
    client.get("/robots.txt", headers={"X-Forwarded-For": forwarded})
    [line] = lines()
    assert line.startswith(f'INFO backcare.access_log: {shown} "GET ')


def test_no_word_that_a_reader_typed_is_written(client: Client, lines: Lines) -> None:
    page = live()
    client.get("/search/?q=incontinence")
    client.get("/api/v1/search?q=incontinence")
    client.get("/search/suggestions?q=incontinence")
    client.post(f"/feedback/{page.slug}/", {"useful": "no", "comment": "incontinence"})
    client.get("/no-such-page/?q=incontinence", headers={"Referer": "https://example.org/?q=incontinence"})
    assert "incontinence" not in "\n".join(lines())
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/a%0A2026-01-01 INFO forged", "/a%0A2026-01-01%20INFO%20forged"),
        ("/a%0D%1B[31m", "/a%0D%1B%5B31m"),
        ("/a%E2%80%A8b%E2%80%AEc", "/a%E2%80%A8b%E2%80%AEc"),
        ('/a%22 200 1 ms "b', "/a%22%20200%201%20ms%20%22b"),
    ],
)
def test_a_path_cannot_forge_a_line(client: Client, lines: Lines, path: str, written: str) -> None:
    client.get(path)
    [line] = lines()
    assert f'"GET {written}" 404' in line
    assert line.isprintable()


def test_a_path_of_any_length_is_a_line_of_some(client: Client, lines: Lines) -> None:
    client.get("/" + "x" * 10_000 + "/")
    [line] = lines()
    assert len(line) < 700


def test_a_name_cannot_forge_a_line(lines: Lines) -> None:
    name = "Jo\nERROR forged\r\x1b[31m\x85\u2028\u202e"
    logging.getLogger("factsheets.publication").warning("Not told: %s", name)
    assert lines() == [
        r"WARNING factsheets.publication: Not told: Jo\nERROR forged\r\x1b[31m\x85\u2028\u202e"
    ]


def test_how_the_code_came_to_an_error_is_indented_and_cannot_forge_a_line(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_over(*_args: object) -> None:
        raise RuntimeError("of a name\n2026-01-01 INFO forged\x1b[31m")

    monkeypatch.setattr(Page, "serve", fall_over)
    assert Client(raise_request_exception=False).get("/about/").status_code == 500
    error, *trace, access = lines()
    assert error == "ERROR django.request: Internal Server Error: /about/"
    assert all(line.startswith("    ") for line in trace)
    assert r"    2026-01-01 INFO forged\x1b[31m" in trace
    assert access.startswith('INFO backcare.access_log: 127.0.0.1 "GET /about/" 500')


def test_what_has_to_be_asked_for_again_is_no_error(
    client: Client, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Page, "serve", lambda *_args, **_words: HttpResponse("Not yet.", status=503))
    assert client.get("/about/").status_code == 503
    [line] = lines()
    assert '"GET /about/" 503' in line


def test_a_request_for_another_site_costs_one_line(client: Client, lines: Lines) -> None:
    response = client.get(
        "/search/?q=incontinence", headers={"Host": "evil.example\n2026-01-01 ERROR forged"}
    )
    assert response.status_code == 400
    assert response.content == b"There is no site of this name here.\n"
    assert lines() == [
        'WARNING backcare.access_log: 127.0.0.1 "GET /search/" 400, no site of ours: '
        r"evil.example\n2026-01-01 ERROR forged"
    ]


def test_a_request_that_is_refused_for_what_it_is_leaves_no_trace_of_the_code(
    client: Client, lines: Lines, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    client.force_login(person("Editor"))
    response = client.post("/admin/account/", {f"field-{number}": "x" for number in range(9)})
    assert response.status_code == 400
    assert not [line for line in lines() if line.startswith((" ", "Traceback"))]


def test_a_link_that_sets_a_password_stands_in_no_log(client: Client, lines: Lines) -> None:
    client.get("/accounts/password/reset/key/1-dirgx4-a936cafe/")
    client.get("/accounts/password/reset/key/done/")
    assert "a936cafe" not in "".join(lines())
    assert '"GET /accounts/password/reset/key/…"' in lines()[0]
