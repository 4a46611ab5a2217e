"""The sitemap names every public address, absolute, with the day of its last change."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from factsheets.models import Condition, FactsheetPage
from tests.builders import complete_draft, library, live, sign_governed_texts, suits
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

TAG = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(client, **headers: str) -> dict[str, str | None]:
    """Each address of the sitemap with its last-modified day."""
    response = client.get("/sitemap.xml", headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    found = ElementTree.fromstring(response.content)
    assert found.tag == f"{TAG}urlset"
    return {entry.findtext(f"{TAG}loc"): entry.findtext(f"{TAG}lastmod") for entry in found}


@pytest.fixture
def page(made_once: MadeOnce):
    return made_once(make_page)


def make_page():
    sign_governed_texts()
    page = live()
    suits(page, "likely", Condition.objects.create(name="Sciatica"))
    return page


def published_on(page: FactsheetPage, year: int) -> None:
    FactsheetPage.objects.filter(pk=page.pk).update(last_published_at=datetime(year, 3, 1, 12, tzinfo=UTC))


def test_every_address_in_it_answers_and_calls_itself_so(client, page, settings):
    addresses = sitemap(client)
    paths = [address.removeprefix(settings.SITE_URL) for address in addresses]
    assert {
        "/",
        "/factsheets/",
        "/factsheets/medical-acupuncture/",
        "/conditions/",
        "/conditions/sciatica/",
        "/help-now/",
    } <= {*paths}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in response.content.decode()


def test_the_days_are_those_of_the_last_change(client, page, settings):
    other = live("TENS")
    suits(other, "avoid", Condition.objects.get())
    published_on(page, 2020)
    published_on(other, 2024)
    days = sitemap(client)
    assert days[f"{settings.SITE_URL}/factsheets/medical-acupuncture/"] == "2020-03-01"
    assert days[f"{settings.SITE_URL}/factsheets/tens/"] == "2024-03-01"
    assert days[f"{settings.SITE_URL}/conditions/sciatica/"] == "2024-03-01"


def test_a_factsheet_that_is_not_public_changes_no_condition(client, page, settings):
    hidden = live("TENS")
    suits(hidden, "avoid", Condition.objects.get())
    published_on(page, 2020)
    published_on(hidden, 2024)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert sitemap(client)[f"{settings.SITE_URL}/conditions/sciatica/"] == "2020-03-01"


def test_conditions_go_with_the_library(client, page):
    library().unpublish(set_expired=False)
    assert client.get("/conditions/sciatica/").status_code == 404
    assert not [address for address in sitemap(client) if "sciatica" in address]


def test_a_draft_is_not_in_it(client, page):
    complete_draft("TENS")
    assert not [address for address in sitemap(client) if "tens" in address]


def test_it_does_not_believe_the_name_it_was_asked_by(client, page, settings):
    assert all(address.startswith(f"{settings.SITE_URL}/") for address in sitemap(client, host="localhost"))


def test_a_page_number_beyond_the_end_is_not_found(client, page):
    for number in ("2", "nonsense"):
        assert client.get("/sitemap.xml", {"p": number}).status_code == 404
