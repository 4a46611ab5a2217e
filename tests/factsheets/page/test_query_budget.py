"""Queries of public pages: few, and none for each factsheet more."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from factsheets.models import (
    Association,
    Citation,
    Condition,
    ContactCheck,
    FactsheetAssociation,
    PainPattern,
    RelatedItem,
    Resource,
    Source,
    Version,
)
from tests.builders import live, sign_governed_texts, suits
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

#: Site, home page, the factsheet with all its rows, and the factsheets around it.
FACTSHEET_LIMIT = 4
COMPARISON_LIMIT = 10
#: The safety advice and three texts of warning advice.
HELP_LIMIT = 4


def queries_of(client, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"].partition(" FROM ")[2][:300] for query in captured]


def full_factsheet(title: str, rows: int = 2):
    """A public factsheet with `rows` rows of every kind."""
    page = live(title)
    for number in range(rows):
        name = f"{title} {number}"
        suits(page, "likely", Condition.objects.create(name=name))
        suits(page, "unlikely", PainPattern.objects.create(name=name, aspect="feel"))
        society = Association.objects.create(name=name, phone="01606 786782")
        ContactCheck.objects.create(
            association=society, fact="phone", checked_by="A volunteer", checked_how="rang it"
        )
        FactsheetAssociation.objects.create(page=page, association=society)
        source = Source.objects.create(kind="trial", title=name)
        Citation.objects.create(page=page, source=source, section="evidence")
        RelatedItem.objects.create(
            page=page, resource=Resource.objects.create(kind="book", title=name, supplier=society)
        )
        RelatedItem.objects.create(page=page, pending_title=f"{name} to come")
    return page


def test_a_factsheet_stays_within_its_budget(client):
    sign_governed_texts()
    other = full_factsheet("TENS")
    page = full_factsheet("Medical acupuncture")
    RelatedItem.objects.create(page=page, factsheet=other)
    client.get("/factsheets/medical-acupuncture/")
    queries = queries_of(client, "/factsheets/medical-acupuncture/")
    assert len(queries) <= FACTSHEET_LIMIT, "\n".join(queries)


@pytest.fixture
def drawn(monkeypatch):
    """The queries of a PDF are asked before anything is drawn."""
    monkeypatch.setattr("factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: b"%PDF-")


@pytest.mark.parametrize("name", ["", "factsheet.pdf", "large-print.pdf"])
def test_rows_cost_no_query_each(client, drawn, name):
    sign_governed_texts()
    full_factsheet("TENS", rows=1)
    full_factsheet("Medical acupuncture", rows=5)
    client.get("/")
    few, many = (queries_of(client, f"/factsheets/{slug}/{name}") for slug in ("tens", "medical-acupuncture"))
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= FACTSHEET_LIMIT


def test_a_third_factsheet_costs_a_comparison_no_query(client):
    sign_governed_texts()
    for number, title in enumerate(("TENS", "Massage", "Osteopathy")):
        full_factsheet(title, rows=1 + 2 * number)
    client.get("/")
    few = queries_of(client, "/compare/?a=tens&b=massage")
    many = queries_of(client, "/compare/?a=tens&b=massage&c=osteopathy")
    assert len(few) == len(many) <= COMPARISON_LIMIT, "\n".join(many)


def test_when_to_get_help_is_four_texts(client):
    sign_governed_texts()
    client.get("/help-now/")
    queries = queries_of(client, "/help-now/")
    assert len(queries) <= HELP_LIMIT, "\n".join(queries)


LISTS = [
    "/factsheets/",
    "/factsheets/?kind=needling",
    "/conditions/",
    "/conditions/sciatica/",
    "/",
    "/sitemap.xml",
    "/factsheets.atom",
    "/find/?condition=sciatica",
    "/compare/",
    "/feedback/osteopathy/?useful=yes",
    "/feedback/osteopathy/thanks/",
    "/factsheets/osteopathy/history/",
    "/v/ABC-234T/",
    "/v/",
    "/search/?q=needles",
    "/search/?q=zzzz",
    "/search/?q=cauda+equina",
    "/search/suggestions?q=cauda+equina",
    "/api/v1/search?q=cauda+equina",
    "/help-now/",
    "/search/suggestions?q=th",
    "/api/v1/search?q=needles",
]


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, list[list[str]]]:
    """The queries of each list in a library of one factsheet, then in one of six; nothing of either is left."""
    found: dict[str, list[list[str]]] = {path: [] for path in LISTS}
    with django_db_blocker.unblock(), transaction.atomic():
        sign_governed_texts()
        sciatica = Condition.objects.create(name="Sciatica")
        suits(live("Osteopathy", also_called="Manual therapy"), "likely", sciatica)
        Version.objects.update(code="ABC234T")
        _ask_each(found)
        for number in range(5):
            suits(live(f"Therapy {number}", also_called=f"Other {number}"), "likely", sciatica)
        _ask_each(found)
        transaction.set_rollback(True)
    return found


def _ask_each(found: dict[str, list[list[str]]]) -> None:
    """Each twice: what a process keeps, such as synonyms, is read anew after a change."""
    index_everything()
    for path in LISTS:
        cache.clear()
        Client().get(path)
        found[path].append(queries_of(Client(), path))


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_no_query_for_each_factsheet(asked: dict[str, list[list[str]]], path: str) -> None:
    few, many = asked[path]
    assert len(few) == len(many), "\n".join(many)
