"""Suggestions while a reader types."""

from __future__ import annotations

import pytest

from factsheets.models import Condition, LibraryPage
from factsheets.search.suggesting import fitting_name
from tests.builders import complete_draft, live, suits
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db


def suggested(client, typed: str) -> list[tuple[str, str, str]]:
    response = client.get("/search/suggestions", {"q": typed})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Robots-Tag"] == "noindex"
    return [tuple(each.values()) for each in response.json()["suggestions"]]


@pytest.fixture
def library():
    page = live("Medical acupuncture", also_called="Dry needling\nAcupressure with needles")
    suits(page, "likely", Condition.objects.create(name="Sciatica", plain_name="pain down the leg"))
    Condition.objects.create(name="Medical mystery")
    complete_draft("Medicine ball")
    index_everything()


def test_names_of_factsheets_and_conditions_are_suggested(client, library):
    assert suggested(client, "medic") == [
        ("Medical acupuncture", "Factsheet", "/factsheets/medical-acupuncture/")
    ]
    assert suggested(client, "dry nee") == [
        ("Dry needling", "Factsheet: Medical acupuncture", "/factsheets/medical-acupuncture/")
    ]
    assert suggested(client, "leg") == [("Pain down the leg", "Condition", "/conditions/sciatica/")]
    assert suggested(client, "scia") == [
        ("Sciatica", "Condition: pain down the leg", "/conditions/sciatica/")
    ]


def test_a_warning_sign_comes_first_and_leads_to_whom_to_call(client, library):
    suits(live("Massage"), "avoid", Condition.objects.create(name="Cauda equina syndrome"))
    index_everything()
    first, *others = client.get("/search/suggestions", {"q": "cauda equina"}).json()["suggestions"]
    assert first == {
        "name": "Call 999 or go to A&E now",
        "detail": "Warning sign",
        "url": "/help-now/#emergency",
        "level": "emergency",
    }
    assert others == [
        {
            "name": "Cauda equina syndrome",
            "detail": "Condition",
            "url": "/conditions/cauda-equina-syndrome/",
        }
    ]
    assert suggested(client, "suicidal")[0][2] == "/help-now/#crisis"
    both = [url for _, _, url, *_ in suggested(client, "suicidal and cant pee with fever")]
    assert both[:2] == ["/help-now/#emergency", "/help-now/#crisis"]
    assert "/help-now/#urgent" not in both


def test_a_warning_sign_needs_no_public_library(client):
    LibraryPage.objects.get().unpublish()
    assert [url for _, _, url, _ in suggested(client, "cauda equina")] == ["/help-now/#emergency"]


@pytest.mark.parametrize("typed", ["", "m", "\0", "myst", "ball", "zzzz"])
def test_nothing_else_is_suggested(client, library, typed):
    assert suggested(client, typed) == []


def test_there_are_eight_at_most_and_conditions_have_room(client):
    page = live("Stretching 0")
    for number in range(1, 12):
        live(f"Stretching {number}")
        suits(page, "likely", Condition.objects.create(name=f"Stretched {number}"))
    index_everything()
    found = [detail for _, detail, _ in suggested(client, "stretch")]
    assert found == ["Factsheet"] * 5 + ["Condition"] * 3


@pytest.mark.parametrize(
    ("typed", "name"),
    [("acu", "Acupuncture"), ("ACU med", "Médical acupuncture"), ("need", "Dry needling"), ("punct", None)],
)
def test_each_word_begins_a_word_of_the_name(typed, name):
    assert fitting_name(typed, ["Acupuncture", "Médical acupuncture", "Dry needling"]) == name


def test_no_words_fit_no_name():
    assert fitting_name("?!", ["What"]) is None
