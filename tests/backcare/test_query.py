"""Each public page says which words of a query it reads: whatever else is asked gets the same file."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

import backcare.urls  # noqa: F401  every view is declared by now
from backcare.headers import public_headers
from backcare.query import HEADER, READ_BY_SOME_PAGE, reads_only, reads_query
from tests.backcare.serving.shipped_nginx import SHIPPED
from tests.builders import live

READS = {
    "/": (),
    "/factsheets/": ("kind",),
    "/factsheets/medical-acupuncture/": (),
    "/factsheets/medical-acupuncture/history/": (),
    "/conditions/": (),
    "/help-now/": (),
    "/v/": ("code",),
    "/sitemap.xml": ("p",),
    "/factsheets.atom": (),
    "/robots.txt": (),
    "/site.webmanifest": (),
    "/api/v1/openapi.json": (),
    "/find/": ("pain", "condition"),
    "/compare/": ("a", "b", "c"),
    "/search/": ("q", "kind", "condition", "exact", "page"),
    "/search/suggestions": ("q",),
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", READS)
def test_a_page_says_what_it_reads(path: str) -> None:
    live()
    found = Client().get(path)
    assert found.status_code == 200
    assert found.headers[HEADER] == reads_only(*READS[path])


@pytest.mark.django_db
@pytest.mark.parametrize("path", [path for path, reads in READS.items() if not reads])
def test_what_it_does_not_read_changes_nothing(path: str) -> None:
    live()
    client = Client()
    query = "&".join(f"{name}=1" for name in sorted({*READ_BY_SOME_PAGE, "utm_source"}))
    assert client.get(f"{path}?{query}").content == client.get(path).content


def test_a_page_that_looks_at_the_query_and_declares_nothing_makes_no_promise(rf: RequestFactory) -> None:
    looks = public_headers(lambda request: HttpResponse(request.GET.get("x", "")))
    does_not = public_headers(lambda request: HttpResponse())
    assert HEADER not in looks(rf.get("/?x=1")).headers
    assert does_not(rf.get("/?x=1")).headers[HEADER] == "params"


def test_who_declares_is_believed(rf: RequestFactory) -> None:
    view = reads_query("b", "a")(lambda request: HttpResponse(request.GET.get("a", "")))
    try:
        assert public_headers(view)(rf.get("/")).headers[HEADER] == 'params, except=("b" "a")'
    finally:
        READ_BY_SOME_PAGE.difference_update({"a", "b"} - {name for reads in READS.values() for name in reads})


def test_the_web_server_in_front_passes_on_whatever_some_page_reads() -> None:
    words = SHIPPED.read_text()
    asks = re.search(r'"~\(\^\|&\)\(([a-z|]+)\)\(=\|&\|\$\)" 1;', words)
    assert asks
    assert set(asks[1].split("|")) == READ_BY_SOME_PAGE
    reads = re.search(r"\$backcare_reads '(params[^']*)';", words)
    assert reads
    assert reads[1] == reads_only(*sorted(READ_BY_SOME_PAGE))
