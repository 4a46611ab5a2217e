"""Every part of a long list is a public address, and nothing is one that answers nothing."""

from __future__ import annotations

import pytest

from factsheets.library import first_of_many, public_addresses, sitemap
from factsheets.library.public_addresses import library_addresses
from factsheets.models import Condition
from factsheets.page.models import library_list
from tests.builders import live, sign_governed_texts, suits

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    sign_governed_texts()
    pain = Condition.objects.create(name="Sciatica")
    for title in ("Acupressure", "Aquatic exercise", "Art therapy", "Backrest", "3D mattress"):
        suits(live(title), "likely", pain)


def declared() -> list[str]:
    return [address for address, _, _ in library_addresses(None)]


def test_a_short_library_has_one_page(client, library):
    assert declared() == [
        "/factsheets/", "/conditions/sciatica/", "/sitemap.xml", "/factsheets.atom", "/conditions/",
    ]  # fmt: skip
    assert {client.get(address).status_code for address in declared()} == {200}


def test_a_long_one_has_all_its_parts(client, library, monkeypatch):
    monkeypatch.setattr(library_list, "NAMES_ON_A_PAGE", 2)
    for module in (first_of_many, public_addresses):
        monkeypatch.setattr(module, "SHOWN_OF_EACH", 3)
    monkeypatch.setattr(sitemap.PublicSitemap, "limit", 4)
    found = declared()
    assert {
        "/factsheets/~all/", "/factsheets/~a/", "/factsheets/~a/2/", "/factsheets/~b/", "/factsheets/~0-9/",
        "/conditions/sciatica/~all/", "/sitemap.xml", "/sitemap-pages-1.xml", "/sitemap-pages-2.xml",
    } <= set(found)  # fmt: skip
    assert "/factsheets/~a/3/" not in found
    assert len(found) == len(set(found))
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)
