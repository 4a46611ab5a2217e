"""Pages that readers meet seldom, and in a bad moment: they keep nobody out either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import BrowserContext, Route
from pytest_django.live_server_helper import LiveServer
from wagtail.models import PageViewRestriction

from factsheets.models import FactsheetPage
from factsheets.publication.withdrawing import withdraw
from factsheets.versions.formats.version_code import for_people
from tests.builders import live, person, sign_governed_texts

from .reading import Watch
from .test_reading_for_everybody import RULES


def code_of(page: FactsheetPage) -> str:
    return for_people(page.versions.first().code)


@pytest.fixture
def rare_pages() -> dict[str, str]:
    """Addresses by what they are; those of `answers` below are answered by the test with the site's own templates."""
    sign_governed_texts()
    stays, goes = live("TENS"), live("Massage")
    PageViewRestriction.objects.create(page=live("Heat"), restriction_type="password", password="open sesame")
    withdraw(goes, reason="A new trial.", replacement=stays, user=person("Editor"), now=timezone.now())
    return {
        "withdrawn": "/factsheets/massage/",
        "password of a private factsheet": "/factsheets/heat/",
        "copy of a withdrawn factsheet": f"/v/{code_of(goes)}/",
        "copy that stands": f"/v/{code_of(stays)}/",
        "error": "/error/",
        "no PDF": "/no-pdf/",
        "a PDF that is being made": "/not-yet/",
        "the database is away": "/away/",
        "too many ask": "/busy/",
    }


def answer(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_page_of_a_bad_moment_keeps_nobody_out(
    live_server: LiveServer,
    new_context: Callable[..., BrowserContext],
    rare_pages: dict[str, str],
    scheme: str,
    width: int,
) -> None:
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    watch = Watch(context.new_page(), live_server.url)
    answers = {
        "/error/": render_to_string("500.html"),
        "/away/": render_to_string("503.html"),
        "/busy/": render_to_string("busy.html"),
        "/not-yet/": render_to_string(
            "factsheets/outputs/pdf_not_yet.html",
            {"page_path": "/factsheets/tens/", "pdf_path": "/factsheets/tens/factsheet.pdf"},
        ),
        "/no-pdf/": render_to_string(
            "factsheets/outputs/pdf_unavailable.html", {"page_path": "/factsheets/tens/"}
        ),
    }
    for path, html in answers.items():
        watch.page.route(f"**{path}", partial(answer, html))
    found = {}
    for name, path in rare_pages.items():
        watch.open(path)
        assert watch.page.get_by_role("heading", level=1).count() == 1, name
        result = Axe().run(watch.page, options=RULES)
        if result.violations_count:
            found[name] = result.generate_report()
        assert watch.page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert found == {}
