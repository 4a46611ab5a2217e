"""Whatever the site answers, it answers with the headers that every public page has, and without a cookie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from backcare.headers import CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY
from factsheets.outputs.pdf import rendering
from factsheets.publication.withdrawing import withdraw
from tests.builders import live, superuser

pytestmark = pytest.mark.django_db

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
OF_THE_API = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
PAGE = "/factsheets/medical-acupuncture/"
Ask = Callable[[Client], Any]


def fails(*_args: object, **_options: object) -> None:
    raise RuntimeError("a fault")


ANSWERS: dict[str, tuple[int, Ask]] = {
    "a page": (200, lambda browser: browser.get(PAGE)),
    "a part of nothing": (301, lambda browser: browser.get("/factsheets")),
    "another site": (400, lambda browser: browser.get("/", headers={"Host": "evil.example"})),
    "too large": (413, lambda browser: browser.post("/feedback/medical-acupuncture/", {"comment": "x" * 200_000})),
    "a post of nobody's": (403, lambda browser: browser.post(PAGE, {"words": "x"})),
    "no such page": (404, lambda browser: browser.get("/no-such-page/")),
    "no such file": (404, lambda browser: browser.get("/static/no-such-file.css")),
    "not to be posted": (405, lambda browser: browser.post("/robots.txt", headers={"X-CSRFToken": "x"})),
    "a withdrawn factsheet": (410, lambda browser: browser.get("/factsheets/osteopathy/")),
    "a question that cannot be read": (422, lambda browser: browser.get("/api/v1/search")),
    "no PDF": (503, lambda browser: browser.get(f"{PAGE}factsheet.pdf")),
    "a fault": (500, lambda browser: browser.get("/about/")),
}  # fmt: skip


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> None:
    live()
    withdraw(live("Osteopathy"), reason="It is old.", replacement=None, user=superuser(), now=timezone.now())

    def unavailable(*_args: object) -> bytes:
        raise rendering.PdfUnavailable("no Pango")

    monkeypatch.setattr(rendering, "render_pdf", unavailable)
    serve = Page.serve
    monkeypatch.setattr(
        Page, "serve", lambda page, *args: fails() if page.slug == "about" else serve(page, *args)
    )


@pytest.mark.parametrize(("status", "ask"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_the_headers(site: None, status: int, ask: Ask) -> None:
    response = ask(Client(enforce_csrf_checks=status == 403, raise_request_exception=False))
    assert response.status_code == status
    expected = ALWAYS | (OF_THE_API if response.request["PATH_INFO"].startswith("/api/v1/") else {})
    assert {name: response.headers.get(name) for name in expected} == expected
    assert not response.cookies
    if status >= 400:
        assert "max-age" not in response.headers.get("Cache-Control", "").replace("max-age=0", "")
