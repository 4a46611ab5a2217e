"""The site of a request is the one that Wagtail would choose, and its first page leads to the pages below it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from backcare.first_page import rows_of_sites, site_among
from home.models import HomePage, PlainPage
from tests.builders import live

pytestmark = pytest.mark.django_db

HOSTS = ("one.example.org", "two.example.org", "three.example.org")


def asked_by(rf: Any, host: str, port: str) -> WSGIRequest:
    request: WSGIRequest = rf.get("/about/", headers={"host": host}, SERVER_PORT=port)
    return request


@pytest.mark.parametrize("has_default", [True, False])
def test_the_site_is_the_one_that_wagtail_chooses(rf: Any, settings: Any, has_default: bool) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.update(is_default_site=has_default, hostname="default.example.org", port=80)
    page = HomePage.objects.get().add_child(instance=PlainPage(title="Elsewhere", body="<p>Words.</p>"))
    for host, port in (("one.example.org", 80), ("two.example.org", 80), ("two.example.org", 8080)):
        Site.objects.create(hostname=host, port=port, root_page=page)
    rows = rows_of_sites()
    for host, port in product((*HOSTS, "default.example.org"), ("80", "8080", "443")):
        found = site_among(rows, asked_by(rf, host, port))
        assert found == Site.find_for_request(asked_by(rf, host, port)), (host, port)


def test_what_is_not_known_of_the_first_page_is_asked_for(rf: Any) -> None:
    site = site_among(rows_of_sites(), asked_by(rf, "testserver", "80"))
    assert site
    page = site.root_page
    assert isinstance(page, HomePage)
    assert page.specific is page
    kept = HomePage.objects.get()
    assert (page.url_path, page.live, page.path, page.pk) == (kept.url_path, kept.live, kept.path, kept.pk)
    with CaptureQueriesContext(connection) as asked:
        assert (page.title, page.introduction) == (kept.title, kept.introduction)
    assert len(asked) == 2


def test_a_factsheet_is_read_with_three_questions(client: Client) -> None:
    address = live().url
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 3


def test_without_a_site_there_is_no_page(client: Client) -> None:
    address = live().url
    Site.objects.all().delete()
    assert client.get(address).status_code == 404
