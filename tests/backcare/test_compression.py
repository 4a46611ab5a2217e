"""What the application answers is packed, unless a secret stands in it."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from backcare.compression import packs_what_is_public
from tests.builders import live

WORDS = "What helps, and what does not. " * 50


def packed(
    rf: RequestFactory, response: HttpResponse, *, cookie: str = "", accepted: str = "gzip, br"
) -> bool:
    request = rf.get("/", HTTP_ACCEPT_ENCODING=accepted)
    if cookie:
        request.COOKIES[cookie] = "x"
    return packs_what_is_public(lambda _: response)(request).has_header("Content-Encoding")


def test_only_what_every_reader_may_have_is_packed(rf: RequestFactory) -> None:
    assert packed(rf, HttpResponse(WORDS))
    assert not packed(rf, HttpResponse(WORDS), cookie=settings.SESSION_COOKIE_NAME)
    assert not packed(rf, HttpResponse(WORDS, headers={"Vary": "Cookie"}))
    assert not packed(rf, HttpResponse(WORDS, headers={"Cache-Control": "no-store"}))
    assert not packed(rf, HttpResponse(WORDS, headers={"Cache-Control": "private"}))
    assert not packed(rf, HttpResponse(WORDS, content_type="application/pdf"))
    assert not packed(rf, HttpResponse("short"))
    assert not packed(rf, HttpResponse(WORDS), accepted="identity, br;q=0.5")
    with_cookie = HttpResponse(WORDS)
    with_cookie.set_cookie("a", "b")
    assert not packed(rf, with_cookie)


def test_a_page_with_a_token_is_not_packed(rf: RequestFactory) -> None:
    def form(request):
        return HttpResponse(get_token(request) + WORDS)

    request = rf.get("/", HTTP_ACCEPT_ENCODING="br")
    assert not packs_what_is_public(form)(request).has_header("Content-Encoding")


@pytest.mark.django_db
def test_each_packing_of_a_page_has_a_tag_of_its_own_and_conditions_hold() -> None:
    live()
    client, tags = Client(), set()
    plain = client.get("/factsheets/").content
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)):
        found = client.get("/factsheets/", HTTP_ACCEPT_ENCODING=coding)
        assert unpack(found.content) == plain
        assert "Accept-Encoding" in found.headers["Vary"]
        tags.add(found.headers["ETag"])
        again = client.get(
            "/factsheets/", HTTP_ACCEPT_ENCODING=coding, HTTP_IF_NONE_MATCH=found.headers["ETag"]
        )
        assert again.status_code == 304
    assert len(tags) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/feedback/medical-acupuncture/?useful=yes"])
def test_forms_with_a_secret_leave_as_they_are(path: str) -> None:
    live()
    found = Client().get(path, HTTP_ACCEPT_ENCODING="br, gzip")
    assert found.status_code == 200
    assert not found.has_header("Content-Encoding")
