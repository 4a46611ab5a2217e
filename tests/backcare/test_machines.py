"""What browsers and search engines ask every site for."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from factsheets.models import Condition
from tests.builders import live, sign_governed_texts, suits

pytestmark = pytest.mark.django_db

STYLES = Path(site_settings.ROOT) / "backcare" / "static" / "css" / "backcare.css"


@pytest.fixture
def site():
    sign_governed_texts()
    suits(live(), "likely", Condition.objects.create(name="Sciatica", plain_name="leg pain"))


def head(client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser").head


def shared(soup: BeautifulSoup, name: str) -> str:
    (meta,) = soup.find_all("meta", property=f"og:{name}")
    return meta["content"]


def test_robots_keep_out_of_the_admin_and_find_the_sitemap(client, settings):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]
    (address,) = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert address.startswith(f"{settings.SITE_URL}/")
    assert client.get(address.removeprefix(settings.SITE_URL)).headers["Content-Type"] == "application/xml"


def test_the_manifest_has_the_name_and_our_own_icon(client):
    response = client.get("/site.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert manifest["short_name"] == "BackCare"
    assert client.get(manifest["start_url"]).status_code == 200
    (icon,) = manifest["icons"]
    assert icon["type"] == "image/svg+xml"
    assert icon["src"].startswith("/static/")
    assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_manifest_has_the_colours_of_the_site(client):
    manifest = json.loads(client.get("/site.webmanifest").content)
    light = STYLES.read_text(encoding="utf-8").partition("prefers-color-scheme")[0]
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    assert manifest["background_color"] == tokens["paper"]
    assert manifest["theme_color"] == tokens["band"]


@pytest.mark.parametrize(
    ("path", "title", "kind"),
    [
        ("/", "Help for your back", "website"),
        ("/factsheets/", "Factsheets", "website"),
        ("/factsheets/medical-acupuncture/", "Medical acupuncture", "article"),
        ("/conditions/", "Back conditions", "website"),
        ("/conditions/sciatica/", "Leg pain", "website"),
        ("/about/", "About us", "website"),
    ],
)
def test_a_page_that_is_shared_has_title_words_address_and_picture(client, site, settings, path, title, kind):
    soup = head(client, path)
    assert shared(soup, "title") == title
    assert shared(soup, "type") == kind
    assert shared(soup, "url") == soup.find("link", rel="canonical")["href"] == f"{settings.SITE_URL}{path}"
    assert shared(soup, "description") == soup.find("meta", attrs={"name": "description"})["content"]
    picture = shared(soup, "image")
    assert picture.startswith(f"{settings.SITE_URL}/static/")
    assert finders.find(picture.removeprefix(f"{settings.SITE_URL}/static/"))
    assert client.get(soup.find("link", rel="manifest")["href"]).status_code == 200


def test_a_filtered_list_has_the_address_of_the_whole(client, site, settings):
    soup = head(client, "/factsheets/?kind=needling")
    assert soup.find("link", rel="canonical")["href"] == f"{settings.SITE_URL}/factsheets/"


def test_the_address_is_the_site_s_own_whatever_name_it_was_asked_by(client, site, settings):
    response = client.get("/factsheets/", headers={"host": "localhost"})
    assert f'href="{settings.SITE_URL}/factsheets/"' in response.content.decode()
    assert b"//localhost" not in response.content


def test_what_is_not_there_has_no_address(client, site):
    soup = head(client, "/no-such-page/")
    assert not soup.find("link", rel="canonical")
    assert not soup.find("meta", property="og:url")


def test_whoever_finds_a_weakness_is_told_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@library.example"
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert said["Contact"] == "mailto:security@library.example"
    assert said["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    expires = datetime.fromisoformat(said["Expires"])
    assert timedelta(days=100) < expires - timezone.now() < timedelta(days=365)


def test_without_a_contact_none_is_invented(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
