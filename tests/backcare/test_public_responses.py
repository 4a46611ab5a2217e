"""What every public response carries, and what none does."""

from __future__ import annotations

import re

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Page

from backcare.accounts.urls import doors
from backcare.headers import CACHE_CONTROL, CACHE_CONTROL_OF_NOTHING, CONTENT_SECURITY_POLICY
from factsheets.models import Condition, PainPattern, Version
from factsheets.publication.withdrawing import withdraw
from tests.builders import live, person, sign_governed_texts, suits, superuser
from tests.search_index import index_everything
from tests.setting_up.pango import has_pango

pytestmark = pytest.mark.django_db

#: Every kind of public address, and the answer. New public addresses belong here: a test below finds those that do not.
ADDRESSES = {
    "/": 200,
    "/factsheets/": 200,
    "/factsheets/?kind=needling": 200,
    "/factsheets/?kind=nonsense": 200,
    "/factsheets/medical-acupuncture/": 200,
    "/factsheets/medical-acupuncture/factsheet.pdf": 200 if has_pango() else 503,
    "/factsheets/medical-acupuncture/large-print.pdf": 200 if has_pango() else 503,
    "/factsheets/no-such-therapy/": 404,
    "/factsheets/no-such-therapy/factsheet.pdf": 404,
    "/factsheets/factsheet.pdf": 404,
    "/about/large-print.pdf": 404,
    "/factsheets/medical-acupuncture/history/": 200,
    "/factsheets/no-such-therapy/history/": 404,
    "/factsheets/osteopathy/": 410,
    "/factsheets/osteopathy/large-print.pdf": 410,
    "/factsheets/osteopathy/history/": 200,
    "/-/ready": 200,
    "/v/": 200,
    "/v/?code=nonsense": 404,
    "/v/ABC-234T/": 200,
    "/v/nonsense/": 404,
    "/conditions/": 200,
    "/conditions/sciatica/": 200,
    "/conditions/no-such-condition/": 404,
    "/conditions/sciatica/~all/": 404,
    "/factsheets/~all/": 404,
    "/help-now/": 200,
    "/find/": 200,
    "/find/?pain=dull-or-aching&condition=sciatica&condition=nonsense": 200,
    "/compare/": 200,
    "/compare/?a=medical-acupuncture&b=tens": 200,
    "/compare/?a=medical-acupuncture&b=no-such-therapy": 200,
    "/search/": 200,
    "/search/?q=needles": 200,
    "/search/?q=needles&kind=needling&condition=sciatica&exact=1&page=9": 200,
    "/search/?q=zzzz": 200,
    "/search/?q=cauda+equina": 200,
    "/api/v1/": 404,
    "/api/v1/openapi.json": 200,
    "/api/v1/search?q=needles": 200,
    "/api/v1/search": 422,
    "/search/suggestions": 200,
    "/search/suggestions?q=me": 200,
    "/feedback/medical-acupuncture/": 200,
    "/feedback/medical-acupuncture/?useful=yes": 200,
    "/feedback/medical-acupuncture/thanks/": 200,
    "/feedback/no-such-therapy/?useful=no": 404,
    "/about/": 200,
    "/accessibility/": 200,
    "/privacy/": 200,
    "/no-such-page/": 404,
    "/media/documents/secret.pdf": 404,
    "/media/images/no-such-picture.png": 404,
    "/documents/1/no-such-document.pdf": 404,
    "/robots.txt": 200,
    "/.well-known/security.txt": 404,
    "/site.webmanifest": 200,
    "/sitemap.xml": 200,
    "/factsheets.atom": 200,
    "/sitemap-pages-1.xml": 200,
}
#: Forms carry a token of their own time, so nothing keeps them.
NEVER_KEPT = {"/-/ready", "/feedback/medical-acupuncture/", "/feedback/medical-acupuncture/?useful=yes"}
TOKEN = re.compile(rb'name="token" value="[^"]+"')
#: Routes of the URL map that are not public pages, or that Wagtail's page tree answers.
NOT_PUBLIC = {"admin/", "accounts/", "documents/", "media/<path:path>", ""} | {
    str(door.pattern) for door in doors
}


@pytest.fixture(scope="module")
def site(lasting_rows):
    sign_governed_texts()
    suits(live(), "likely", Condition.objects.create(name="Sciatica"))
    Version.objects.filter(factsheet__slug="medical-acupuncture", number=1).update(code="ABC234T")
    withdraw(live("Osteopathy"), reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    suits(live("TENS"), "avoid", PainPattern.objects.create(name="Dull or aching", aspect="feel"))
    index_everything()


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_cookie_and_the_strict_headers(client, site, path):
    response = client.get(path)
    assert response.status_code == ADDRESSES[path]
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    others_may_read = path.startswith("/api/v1/")
    assert response.headers["Cross-Origin-Resource-Policy"] == (
        "cross-origin" if others_may_read else "same-origin"
    )
    assert response.headers.get("Access-Control-Allow-Origin") == ("*" if others_may_read else None)
    assert "camera=()" in response.headers["Permissions-Policy"]
    if path in NEVER_KEPT:
        assert response.headers["Cache-Control"] == "no-store"
    elif response.status_code == 200:
        assert response.headers["Cache-Control"] == CACHE_CONTROL
        assert response.headers["ETag"].startswith('"')
    elif response.status_code in (404, 410):
        assert response.headers["Cache-Control"] == CACHE_CONTROL_OF_NOTHING
    else:
        assert "max-age" not in response.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_member_of_staff_gets_the_same_bytes_as_a_reader(client, site, path):
    staff = Client()
    staff.force_login(person("Administrator"))
    theirs, ours = (TOKEN.sub(b"", browser.get(path).content) for browser in (staff, client))
    assert theirs == ours


@pytest.mark.parametrize("path", sorted(set(ADDRESSES) - NEVER_KEPT))
def test_what_caches_keep_carries_no_token(client, site, path):
    assert not TOKEN.search(client.get(path).content)


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")  # the sitemap
@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_inline_and_nothing_from_elsewhere(client, site, path):
    response = client.get(path)
    soup = BeautifulSoup(response.content, "html.parser")
    data_only = {"type": "application/ld+json"}  # no browser runs it, and the policy lets it stand
    assert all(script.attrs == data_only for script in soup.find_all("script", src=False))
    assert not soup.find_all("style")
    assert not soup.find_all(style=True)
    assert not [tag for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    tags = [*soup.find_all(["img", "link", "iframe"]), *soup.find_all("script", src=True)]
    # They say where a page is, in a feed as well; nothing is loaded from there.
    named_only = [*soup.find_all("link", rel="canonical"), *soup.select("feed link")]
    loaded = [tag.get("src") or tag.get("href") for tag in tags if tag not in named_only]
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_obeys_the_html_standard_to_the_letter(client, site, path):
    response = client.get(path)
    if response.headers["Content-Type"].startswith("text/html"):
        html5lib.HTMLParser(strict=True).parse(response.content)


def test_the_strict_parser_would_notice():
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(b"<!DOCTYPE html><title>x</title><p><div></p>")


@pytest.mark.parametrize("path", ["/", "/factsheets/medical-acupuncture/", "/conditions/"])
def test_an_unchanged_page_is_not_sent_twice(client, site, path):
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert not again.cookies
    head = client.head(path)
    assert (head.status_code, head.headers["ETag"]) == (200, etag)
    assert client.head(path, headers={"If-None-Match": etag}).status_code == 304
    assert client.head(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_has_the_emergency_card_or_the_way_to_it(client, site, path):
    response = client.get(path)
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    soup = BeautifulSoup(response.content, "html.parser")
    card = "main :is(.safety--emergency, .warning-card--emergency)"
    cards, strips = soup.select(card), soup.select("header .warning-strip a")
    assert len(cards) + len(strips) == 1
    for strip in strips:
        assert strip.get_text(strip=True) == "Emergency? When to call 999"
        led_to = BeautifulSoup(client.get(strip["href"]).content, "html.parser")
        assert led_to.select(f"{card} a[href='tel:999']")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_public_page_takes_nothing(site, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(
        "/factsheets/medical-acupuncture/", {"words": "x"}
    )
    assert response.status_code in {403, 405}
    assert not response.cookies


def test_every_route_of_ours_is_in_the_table_of_addresses():
    routes = {str(entry.pattern) for entry in get_resolver().url_patterns} - NOT_PUBLIC
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and getattr(entry, "app_name", "") == "factsheets":
            routes |= {str(route.pattern) for route in entry.url_patterns if isinstance(route, URLPattern)}
    asked = {path.lstrip("/") for path in ADDRESSES}
    for route in routes:
        begins = route if route.startswith("^") else re.escape(route.partition("<")[0])
        assert any(re.match(begins, path) and path for path in asked), f"{route} has no row in ADDRESSES"
    assert {"conditions/", "conditions/<slug:slug>/", "find/", "compare/"} <= routes


@override_settings(DEBUG=False)
def test_an_error_answers_in_plain_words_and_shows_nothing_of_the_inside(site, monkeypatch):
    def fall_over(*args: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(Page, "serve", fall_over)
    response = Client(raise_request_exception=False).get("/about/")
    assert response.status_code == 500
    assert b"a secret of the inside" not in response.content
    assert not response.cookies
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.find("h1")
    assert soup.find("a", href="/")
    assert soup.select_one("form[role=search][action='/search/'] input[name=q]")
    assert soup.select_one(".warning-strip a[href='/help-now/']")


def policy(response) -> dict[str, str]:
    """What each kind of thing may come from."""
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


def test_the_admin_runs_no_script_of_an_attribute_and_loads_nothing_from_elsewhere(site):
    staff = Client()
    staff.force_login(person("Author"))
    response = staff.get("/admin/")
    found = policy(response)
    assert found["default-src"] == found["script-src-attr"] == found["base-uri"] == "'none'"
    assert found["form-action"] == found["frame-ancestors"] == found["frame-src"] == "'self'"
    assert found["script-src"] == found["style-src"] == "'self' 'unsafe-inline'"
    assert not re.search(r"https?:|\*|unsafe-eval", response.headers["Content-Security-Policy"])
    assert "public" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/admin/no-such-screen/"])
def test_who_is_not_signed_in_gets_a_screen_without_anything_inline(client, site, path):
    response = client.get(path)
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert "public" not in response.headers["Cache-Control"]
    soup = BeautifulSoup(response.content, "html.parser")
    assert all(
        script.get("src") or script.get("type") == "application/json" for script in soup.find_all("script")
    )
    assert not soup.find_all("style")
    assert not soup.find_all(style=True)


def test_a_preview_is_the_admin_s_own_and_may_stand_in_its_frame(site):
    staff = Client()
    staff.force_login(person("Author"))
    page = Page.objects.get(slug="medical-acupuncture")
    response = staff.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "public" not in response.headers["Cache-Control"]


def test_404_says_what_to_do(client, site):
    soup = BeautifulSoup(client.get("/no-such-page/").content, "html.parser")
    assert soup.find("h1")
    assert soup.find("a", href="/factsheets/")
