"""Whatever is typed or asked for, the search answers; and every page leads to it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from factsheets.models import FactsheetPage
from factsheets.publication.withdrawing import withdraw
from tests.builders import superuser

from .test_search_page import fill_library

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def library(lasting_rows):
    fill_library()


HOSTILE = {
    "one quote": '"',
    "quotes": "'\"back pain",
    "backslash": "\\",
    "NUL": "back\0pain",
    "only NUL": "\0",
    "emoji": "🧘🏽‍♀️ 😀",
    "half a character": "%ED%A0%80",
    "operators": "back AND (pain OR NOT ^2 title:* ~3) -",
    "brackets": "][)({}<>",
    "ten thousand letters": "x" * 10_000,
    "five hundred words": "pain " * 500,
    "five hundred different words": " ".join(f"word{number}" for number in range(500)),
    "right to left": "\u202eniap kcab",
    "combining": "a" + "\u0301" * 300,
    "newlines": "back\n\r\tpain",
    "percent": "%_%",
}


@pytest.mark.parametrize("asked", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("path", ["/search/", "/search/suggestions", "/api/v1/search"])
def test_nothing_that_is_typed_breaks_it(client, library, path, asked):
    for name in ("q", "kind", "condition", "page", "exact"):
        response = client.get(path, {"q": "pain"} | {name: asked})
        assert response.status_code in ({200} if path != "/api/v1/search" else {200, 404, 422})
    raw = client.get(f"{path}?q=%ED%A0%80%00%FFpain&kind=%ED%BF%BF")
    assert raw.status_code in ({200} if path != "/api/v1/search" else {200, 404})


def test_only_reading_is_possible(client):
    assert client.post("/search/", {"q": "x"}).status_code == 405
    assert client.post("/search/suggestions", {"q": "x"}).status_code == 405


@pytest.mark.parametrize("path", ["/factsheets/", "/conditions/", "/about/", "/find/"])
def test_each_page_has_the_search(client, library, path):
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    assert soup.select_one("header form[role=search] input[name=q]")
    assert soup.select_one("header a[href='/search/']")


@pytest.mark.parametrize("path", ["/", "/no-such-page/", "/factsheets/osteopathy/"])
def test_pages_that_begin_a_search_have_the_box_in_the_middle(client, library, path):
    osteopathy = FactsheetPage.objects.get(title="Osteopathy")
    withdraw(osteopathy, reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    assert soup.select_one("main form[role=search] input[name=q]")
    assert len(soup.select("form[role=search]")) == 1
