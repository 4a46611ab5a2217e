"""No body, at no address, is more than a refusal in words and one line in the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client

from backcare.wsgi import application
from tests.builders import complete_draft, superuser
from tests.factsheets.screens.forms import edit_url, form_on, kept

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"
WHOLE = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
#: What is sent, as what.
BODIES = {
    **{
        f"charset {charset}": (b"a=b", f"{URLENCODED}; charset={charset}")
        for charset in ("utf-16", "us-ascii", "iso-8859-1", "koi8-r", "UTF-7", "utf-32", "rot13", "hex")
    },
    "a form with files in other letters": (WHOLE, "multipart/form-data; boundary=x; charset=utf-16"),
    "no boundary": (WHOLE, "multipart/form-data"),
    "a boundary of no letters": (WHOLE, "multipart/form-data; boundary=\xe9"),
    "half of a form": (WHOLE[:-7], "multipart/form-data; boundary=x"),
    "cut in a field": (WHOLE[:-12], "multipart/form-data; boundary=x"),
    "letters of another code": (b"a=caf%E9", URLENCODED),
    "those letters as they are": (b"a=caf\xe9", URLENCODED),
    "those letters beside files": (WHOLE.replace(b"\nb", b"\n\xe9"), "multipart/form-data; boundary=x"),
    "too many fields": (b"&".join(b"a=" for _ in range(10_001)), URLENCODED),
}  # fmt: skip
PLACES = (
    "/search/",
    "/feedback/tens/",
    "/v/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/admin/",
    "/admin/login/",
    "/",
)


@pytest.fixture
def strict() -> Client:
    """A browser that is asked for its CSRF token, as real ones are."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    return client


def logged(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    for record in caplog.records:
        yield logging.Formatter().format(record)


@pytest.mark.parametrize("what", BODIES)
def test_whatever_is_sent_gets_words_and_one_line_in_the_log(strict, caplog, what):
    body, kind = BODIES[what]
    for place in PLACES:
        caplog.clear()
        response = strict.generic("POST", place, body, content_type=kind)
        shown = response.content.decode()
        assert response.status_code == 400, (place, shown[:200])
        assert "Nothing was saved." in shown, place
        assert "</html>" in shown, place
        lines = [line for each in logged(caplog) for line in each.splitlines()]
        assert len(lines) <= 1, (place, lines)


@pytest.mark.parametrize(
    "place",
    [
        "/no-such-page/",
        "/search",
        "/accounts/login",
        "/media/no-such-file",
        "/api/v1/search",
        "/static/no-such-file",
    ],
)
@pytest.mark.parametrize(
    "what", ["charset utf-16", "charset rot13", "half of a form", "too many fields", "no boundary"]
)
def test_nothing_is_the_server_s_fault(strict, place, what):
    body, kind = BODIES[what]
    assert 300 <= strict.generic("POST", place, body, content_type=kind).status_code < 500


@pytest.fixture
def connected() -> Iterator[None]:
    """As in Django's own client: a request leaves the connection of the test open."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("charset", ["rot13", "utf-16", "hex", "no-such", '"rot13"', "utf-8"])
@pytest.mark.parametrize("path", ["/search/?q=caf%C3%A9", "/search/?" + "a=&" * 10_001])
def test_a_strange_charset_is_nothing_to_an_address(rf, charset, path):
    """As the server asks: Django reads the address by the charset while it makes the request, before all middleware."""
    asked = rf.get("/").environ | {"CONTENT_TYPE": f"text/plain; charset={charset}"}
    asked["PATH_INFO"], asked["QUERY_STRING"] = path.split("?")
    told: list[str] = []
    body = b"".join(application(asked, lambda status, _headers: told.append(status)))
    assert told[0].startswith("200" if "q=" in path else "400"), body[:200]


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    "kind",
    [
        "x; charset*=utf-77''X",
        "a/b; x*=idna''%ff",
        "a/b; undefined*=undefined''a",
        "a/b;x*=punycode''%ff%ff;y=1",
    ],
)
def test_words_about_a_kind_in_strange_letters_are_nothing_to_an_address(rf, kind):
    told: list[str] = []
    asked = rf.get("/search/?q=back").environ | {"CONTENT_TYPE": kind}
    assert b"".join(application(asked, lambda status, _headers: told.append(status)))
    assert told == ["200 OK"]


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary*=bad''%ZZ", "multipart/form-data; boundary*0=x"]
)
def test_a_boundary_in_strange_letters_is_none(rf, kind):
    told: list[str] = []
    asked = rf.generic("POST", "/search/", WHOLE).environ | {"CONTENT_TYPE": kind}
    assert b"".join(application(asked, lambda status, _headers: told.append(status)))
    assert told == ["400 Bad Request"]


def test_an_address_with_too_many_fields_is_refused_in_words(client):
    response = client.get("/search/?" + "&".join(["a="] * 10_001))
    assert response.status_code == 400
    assert "Nothing was saved." in response.content.decode()


def test_a_script_is_told_as_it_asks(strict):
    body, kind = BODIES["charset utf-16"]
    response = strict.generic(
        "POST", "/search/", body, content_type=kind, headers={"accept": "application/json"}
    )
    assert response.status_code == 400
    assert "UTF-8" in response.json()["error_message"]


def test_a_public_form_without_its_mark_is_refused_on_a_page_of_the_site(client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/search/", {"q": "tens"})
    assert response.status_code == 403
    assert "keeps no cookies of this site" in response.content.decode()
    assert "site-header" in response.content.decode()


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[::1", "https://a]", "http://\u2100", "null", "", "http://testserver"]
)
@pytest.mark.parametrize("place", ["/accounts/login/", "/admin/login/", "/search/", "/search"])
def test_whatever_names_itself_as_the_origin_is_refused_in_words(strict, place, origin):
    response = strict.post(place, {"login": "a"}, headers={"origin": origin})
    assert response.status_code in (301, 403)


@pytest.mark.parametrize("cut", [2, 4, 6, 20])
def test_half_of_a_text_is_not_saved(client, cut):
    """The lengths fit: only the closing mark tells that something is missing."""
    client.force_login(superuser())
    page = complete_draft()
    address = edit_url(page)
    fields = form_on(client.get(address).content.decode(), address)
    fields.pop("summary")
    rows = [(name, value) for name, values in fields.items() for value in values]
    rows.append(("summary", "It may ease pain, but never after a fracture."))
    body = (
        "".join(
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in rows
        ).encode()
        + b"--x--\r\n"
    )
    kind = "multipart/form-data; boundary=x"
    response = client.generic("POST", address, body[:-cut], content_type=kind)
    if cut == 2:
        assert response.status_code == 302
        assert kept(page).summary == "It may ease pain, but never after a fracture."
        return
    assert response.status_code == 400
    assert "its end is missing" in response.content.decode()
    assert "data-typed-words-list" in response.content.decode()
    assert kept(page).summary == page.summary


@pytest.mark.parametrize("word", ["caf\xe9 \U0001f642", "\ufffd", "", "\xa0\x85"])
def test_what_is_written_in_utf_8_arrives_beside_files(rf, word):
    file = b'--x\r\nContent-Disposition: form-data; name="f"; filename="caf\xc3\xa9.txt"\r\n\r\n' + bytes(
        range(256)
    )
    body = file + b"\r\n" + WHOLE.replace(b"\nb", b"\n" + word.encode())
    request = rf.generic("POST", "/", body, content_type="multipart/form-data; boundary=x")
    assert request.POST["a"] == word
    assert request.FILES["f"].read() == bytes(range(256))
    assert request.FILES["f"].name == "café.txt"
