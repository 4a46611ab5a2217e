"""Who sees a factsheet in which state, in one table: state × place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factsheets.models import Condition, FactsheetPage, RelatedItem, Version
from factsheets.publication.withdrawing import withdraw
from tests.builders import complete_draft, live, put_live, sign_governed_texts, suits, superuser
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

NAME = "Secret therapy"


def as_draft() -> FactsheetPage:
    return complete_draft(NAME)


def as_private() -> FactsheetPage:
    page = live(NAME)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def as_scheduled() -> FactsheetPage:
    page = complete_draft(NAME, go_live_at=timezone.now() + timedelta(days=1))
    put_live(page)
    return page


def as_taken_down() -> FactsheetPage:
    page = live(NAME)
    page.unpublish()
    return page


def as_withdrawn() -> FactsheetPage:
    page = live(NAME)
    withdraw(page, reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    return page


def as_public() -> FactsheetPage:
    return live(NAME)


PLACES = {
    "its page": "/factsheets/secret-therapy/",
    "its PDF": "/factsheets/secret-therapy/factsheet.pdf",
    "its large print": "/factsheets/secret-therapy/large-print.pdf",
    "the library": "/factsheets/",
    "its condition": "/conditions/sciatica/",
    "the list of conditions": "/conditions/",
    "the page that it names": "/factsheets/tens/",
    "the home page": "/",
    "the sitemap": "/sitemap.xml",
    "the feed": "/factsheets.atom",
    "what the finder offers": "/find/",
    "what the finder finds": "/find/?condition=sciatica",
    "the choice of what to compare": "/compare/",
    "the comparison": "/compare/?a=tens&b=secret-therapy&c=massage",
    "its feedback form": "/feedback/secret-therapy/?useful=yes",
    "the thanks for feedback": "/feedback/secret-therapy/thanks/",
    "its history": "/factsheets/secret-therapy/history/",
    "a copy of it": "/v/ABC-234T/",
    "the search for it": "/search/?q=secret",
    "the search for what it says": "/search/?q=needles",
    "the search for it in danger": "/search/?q=secret+cauda+equina",
    "the suggestion of its name in danger": "/search/suggestions?q=secret+cauda+equina",
    "when to get help": "/help-now/",
    "the suggestion of its condition": "/search/suggestions?q=sci",
    "the nearest names": "/search/?q=scyatica&exact=1",
    "the suggestion of its name": "/search/suggestions?q=secret",
    "the search of other programs for it": "/api/v1/search?q=secret",
    "the search of other programs for what it says": "/api/v1/search?q=needles",
}


@pytest.fixture(scope="module")
def around(lasting_rows):
    """A public factsheet that the secret one points to, and the other way round by a pending title."""
    sign_governed_texts()
    live("Massage")
    return live("TENS")


@pytest.fixture(scope="module")
def secret(request, around):
    """The factsheet in the state of a row, and the index that goes with it; undone before the next state."""
    with transaction.atomic():
        page = request.param()
        # A draft has no version; its code is as unknown as any other.
        Version.objects.filter(factsheet=page, number=1).update(code="ABC234T")
        suits(page, "likely", Condition.objects.create(name="Sciatica"))
        index_everything()
        yield page
        transaction.set_rollback(True)


def in_states(*makers: Callable[[], FactsheetPage]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("secret", makers, indirect=True, ids=lambda make: make.__name__)


@pytest.mark.parametrize("place", PLACES)
@in_states(as_draft, as_private, as_scheduled, as_taken_down)
def test_what_is_not_public_is_seen_nowhere(client, around, secret, place):
    RelatedItem.objects.create(page=secret, factsheet=around)
    RelatedItem.objects.create(page=around, pending_title="Some other title")
    response = client.get(PLACES[place])
    assert NAME.encode() not in response.content
    if place in {"its page", "its PDF", "its large print"}:
        assert response.status_code in {302, 404}
    elif place in {"its condition", "its feedback form", "the thanks for feedback", "its history"}:
        assert response.status_code == 404
    elif place == "a copy of it":
        assert "secret" not in response.content.decode()
    else:
        assert response.status_code == 200
        assert "sciatica" not in response.content.decode().lower()
        assert "secret-therapy" not in response.content.decode()


#: Who asks for it by name is told that it is withdrawn.
ASKED_FOR = {"the search for it", "the suggestion of its name", "the search of other programs for it"}
ABOUT_ITSELF = {
    "its page",
    "its PDF",
    "its large print",
    "its history",
    "its feedback form",
    "the thanks for feedback",
    "a copy of it",
}


@pytest.mark.parametrize("place", sorted(set(PLACES) - ABOUT_ITSELF - ASKED_FOR))
@in_states(as_withdrawn)
def test_what_is_withdrawn_is_seen_nowhere_else(client, around, secret, place):
    RelatedItem.objects.create(page=secret, factsheet=around)
    RelatedItem.objects.create(page=around, pending_title="Some other title")
    body = client.get(PLACES[place]).content.decode()
    assert NAME not in body
    assert "secret-therapy" not in body
    assert "sciatica" not in body.lower()


@pytest.mark.parametrize("place", sorted(ABOUT_ITSELF))
@in_states(as_withdrawn)
def test_what_is_withdrawn_says_so_at_its_own_address(client, secret, place):
    response = client.get(PLACES[place])
    assert response.status_code == (200 if place in {"its history", "a copy of it"} else 410)
    assert "It is old." in response.content.decode()


@pytest.mark.parametrize("place", sorted(ASKED_FOR))
@in_states(as_withdrawn)
def test_what_is_withdrawn_is_found_as_withdrawn(client, secret, place):
    told = client.get(PLACES[place]).content.decode()
    assert NAME in told
    assert "Withdrawn factsheet" in told or "It is old." in told
    assert "sciatica" not in told.lower()


@pytest.mark.parametrize("place", sorted(ASKED_FOR))
@in_states(as_withdrawn)
def test_what_was_withdrawn_and_is_private_is_not_found(client, secret, place):
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    told = client.get(PLACES[place]).content.decode()
    assert NAME not in told
    assert "secret-therapy" not in told


@pytest.mark.parametrize(
    "place",
    [
        "its page",
        "the library",
        "its condition",
        "the page that it names",
        "what the finder finds",
        "the choice of what to compare",
        "the comparison",
        "its feedback form",
        "the thanks for feedback",
        "its history",
        "a copy of it",
        "the search for it",
        "the search for what it says",
        "the search for it in danger",
        "the suggestion of its name",
        "the search of other programs for it",
        "the search of other programs for what it says",
    ],
)
@in_states(as_public)
def test_what_is_public_is_seen(client, around, secret, place):
    RelatedItem.objects.create(page=secret, factsheet=around)
    assert NAME in client.get(PLACES[place]).content.decode()


@in_states(as_public)
def test_the_sitemap_names_what_is_public(client, secret):
    addresses = client.get("/sitemap.xml").content.decode()
    assert "/factsheets/secret-therapy/" in addresses
    assert "/conditions/sciatica/" in addresses


@pytest.mark.parametrize("path", ["/conditions/sciatica/", "/find/?condition=sciatica"])
@in_states(as_draft, as_private, as_scheduled, as_taken_down, as_withdrawn)
def test_a_condition_shared_with_a_public_factsheet_does_not_give_it_away(client, around, secret, path):
    suits(around, "likely", Condition.objects.get(name="Sciatica"))
    body = client.get(path).content.decode()
    assert "TENS" in body
    assert NAME not in body


@in_states(as_draft, as_private, as_scheduled, as_taken_down, as_withdrawn)
def test_a_pending_title_does_not_become_a_link_before_the_factsheet_is_public(client, around, secret):
    RelatedItem.objects.create(page=around, pending_title=NAME)
    body = client.get("/factsheets/tens/").content.decode()
    assert NAME in body
    assert "secret-therapy" not in body
