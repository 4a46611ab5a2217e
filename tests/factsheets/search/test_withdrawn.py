"""A withdrawn factsheet is found as withdrawn: with its reason and its replacement, and with nothing else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factsheets.models import FactsheetPage, SearchSynonym
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from tests.builders import live, put_live, sign_governed_texts, superuser
from tests.search_index import index_everything
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(made_once: MadeOnce) -> tuple[AbstractUser, FactsheetPage]:
    made = made_once(make_withdrawn)
    index_everything()
    return made


@pytest.fixture
def boss(withdrawn: tuple[AbstractUser, FactsheetPage]) -> AbstractUser:
    return withdrawn[0]


@pytest.fixture
def page(withdrawn: tuple[AbstractUser, FactsheetPage]) -> FactsheetPage:
    return withdrawn[1]


def make_withdrawn() -> tuple[AbstractUser, FactsheetPage]:
    boss = superuser()
    sign_governed_texts()
    replacement = live("Group exercise")
    page = live("Traction therapy", also_called="Stretching bench")
    withdraw(page, reason="It is out of date.", replacement=replacement, user=boss, now=timezone.now())
    return boss, FactsheetPage.objects.get(pk=page.pk)


def gone(client: Client, q: str) -> str:
    """What the page of results says about what is no longer offered."""
    soup = BeautifulSoup(client.get("/search/", {"q": q}).content, "html.parser")
    return " ".join(" ".join(box.get_text(" ").split()) for box in soup.select(".answer--gone"))


@pytest.mark.parametrize(
    "q",
    [
        "traction therapy",
        "Traction",
        "tracton",
        "stretching bench",
        "stretching benches",
        "is traction therapy any good",
    ],
)
def test_it_is_found_by_its_names(client, page, q):
    told = gone(client, q)
    assert told.startswith("No longer offered: “Traction therapy” We withdrew this factsheet on ")
    assert "It is out of date." in told
    assert "Please read this instead: Group exercise" in told


def test_it_is_found_by_what_staff_say_means_the_same(client, page):
    assert not gone(client, "tractor bed")
    SearchSynonym.objects.create(expressions="traction therapy\ntractor bed")
    assert gone(client, "is a tractor bed any good").startswith("No longer offered: “Traction therapy”")


def test_it_leads_to_its_own_address_and_to_its_replacement(client, page):
    soup = BeautifulSoup(client.get("/search/", {"q": "traction"}).content, "html.parser")
    assert [link["href"] for link in soup.select(".answer a")] == [
        "/factsheets/group-exercise/",
        "/factsheets/traction-therapy/",
    ]
    assert client.get("/factsheets/traction-therapy/").status_code == 410


@pytest.mark.parametrize("q", ["therapy bench", "extraction", "needles", "back pain", "tract"])
def test_nothing_else_brings_it(client, page, q):
    assert gone(client, q) == ""


def test_what_is_written_after_the_withdrawal_is_no_name_of_it(client, page):
    page.also_called = "Unheard-of stretching"
    page.save()
    page.save_revision()
    index_everything()
    assert gone(client, "unheard-of stretching") == ""
    assert gone(client, "stretching bench")


def test_a_replacement_that_is_not_public_is_not_named(client, page):
    FactsheetPage.objects.get(title="Group exercise").unpublish()
    told = gone(client, "traction")
    assert "It is out of date." in told
    assert "Group exercise" not in told


def test_behind_a_rule_of_privacy_it_is_not_found(client, page):
    assert gone(client, "traction")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert gone(client, "traction") == ""
    assert client.get("/api/v1/search", {"q": "traction"}).json()["withdrawn"] == []
    assert client.get("/search/suggestions", {"q": "tract"}).json()["suggestions"] == []


def test_once_it_is_public_again_it_is_not_found_as_withdrawn(client, page, boss):
    undo_withdrawal(page, user=boss, now=timezone.now())
    put_live(FactsheetPage.objects.get(pk=page.pk))
    index_everything()
    assert gone(client, "traction") == ""


def test_taken_down_later_for_another_reason_it_is_not_told(client, page, boss):
    undo_withdrawal(page, user=boss, now=timezone.now())
    put_live(FactsheetPage.objects.get(pk=page.pk))
    FactsheetPage.objects.get(pk=page.pk).unpublish()
    assert client.get("/factsheets/traction-therapy/").status_code == 404
    assert gone(client, "traction") == ""


def test_a_draft_whose_withdrawal_was_undone_is_told_as_its_address_tells(client, page, boss):
    undo_withdrawal(page, user=boss, now=timezone.now())
    assert client.get("/factsheets/traction-therapy/").status_code == 410
    assert gone(client, "traction")


def test_taken_down_without_a_withdrawal_it_is_not_found(client, page):
    live("Magnet bracelet").unpublish()
    assert gone(client, "magnet bracelet") == ""


def test_what_the_library_has_stands_above_it(client, page):
    live("Massage")
    index_everything()
    soup = BeautifulSoup(client.get("/search/", {"q": "massage or traction therapy"}).content, "html.parser")
    shown = [each.get_text() for each in soup.select(".hit h3, .answer h2, .answer h3")]
    assert shown[0] == "Massage"
    assert "No longer offered: “Traction therapy”" in shown


def test_it_is_suggested_as_withdrawn(client, page):
    for typed in ("tract", "stretching b", "traction theraphy"):
        assert client.get("/search/suggestions", {"q": typed}).json()["suggestions"] == [
            {
                "name": "Traction therapy",
                "detail": "Withdrawn factsheet",
                "url": "/factsheets/traction-therapy/",
            }
        ]


def test_other_programs_are_told(client, page, settings):
    settings.SITE_URL = "https://backcare.example"
    answer = client.get("/api/v1/search", {"q": "traction"}).json()
    assert answer["factsheets"] == []
    assert answer["withdrawn"] == [
        {
            "title": "Traction therapy",
            "url": "https://backcare.example/factsheets/traction-therapy/",
            "withdrawn_on": timezone.localdate().isoformat(),
            "reason": "It is out of date.",
            "replacement_title": "Group exercise",
            "replacement_url": "https://backcare.example/factsheets/group-exercise/",
        }
    ]
