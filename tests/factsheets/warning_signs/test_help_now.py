"""“When to get help now”: whom to call and when, for whoever may be in danger."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from factsheets.governed.models.warning_advice import WARNING_ADVICE
from factsheets.models import LibraryPage, SafetyAdvice
from tests.builders import live, publish_signed, sign_governed_texts

pytestmark = pytest.mark.django_db


def read(client) -> BeautifulSoup:
    response = client.get("/help-now/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def sign_advice(level: str, **fields: str) -> None:
    advice = WARNING_ADVICE[level].objects.get()
    for name, value in fields.items():
        setattr(advice, name, value)
    advice.save_revision()
    publish_signed(advice)


def test_each_kind_of_danger_has_its_card_the_most_urgent_first(client):
    soup = read(client)
    assert [words(heading) for heading in soup.find_all("h1")] == ["When to get help now"]
    cards = soup.select("main section.warning-card")
    assert [card["id"] for card in cards] == ["emergency", "crisis", "urgent"]
    for card in cards:
        heading = card.find("h2")
        assert card["aria-labelledby"] == heading["id"]
        assert heading.select_one(".unseen")


def test_every_number_is_one_tap_away(client):
    soup = read(client)
    numbers = {
        card["id"]: [link["href"] for link in card.select(".phones a")]
        for card in soup.select("main section.warning-card")
    }
    assert numbers["emergency"] == ["tel:999"]
    assert numbers["urgent"][0] == "tel:111"
    assert "tel:116123" in numbers["crisis"]


def test_it_says_when_in_the_words_of_the_safety_advice(client):
    sign_governed_texts()
    soup = read(client)
    emergency, urgent = soup.find(id="emergency"), soup.find(id="urgent")
    assert "Call 999 or go to A&E now if:" in words(emergency.select_one(".warning-when")).replace(" :", ":")
    assert [words(point) for point in emergency.select("ul:not(.phones) li")] == [
        "you cannot pee",
        "you are numb around your bottom",
    ]
    assert "you have a fever as well" in words(urgent)
    assert "the pain does not get better" in words(soup.select_one(".safety--non_urgent"))
    assert emergency.select_one(".warning-when a[href='tel:999']")


def test_it_needs_no_factsheet_and_no_library(client):
    before = words(read(client).find("main"))
    assert "Call 999" in before
    LibraryPage.objects.get().unpublish()
    assert words(read(client).find("main")) == before


def test_examples_are_marked_until_a_clinician_has_signed(client):
    sign_governed_texts()
    marked = {
        card["id"] for card in read(client).select("main section.warning-card") if card.select(".notice")
    }
    assert marked == {"emergency", "crisis", "urgent"}
    sign_advice(
        "crisis", heading="Talk to somebody now", text="First.\n\nThen.", phones="116 123 | Samaritans"
    )
    soup = read(client)
    assert "Talk to somebody now" in words(soup.find(id="crisis").h2)
    assert [words(each) for each in soup.find(id="crisis").find_all("p", recursive=True)][:2] == [
        "First.",
        "Then.",
    ]
    assert not soup.find(id="crisis").select(".notice")
    assert soup.find(id="urgent").select(".notice")


def test_a_card_is_an_example_as_long_as_a_part_of_it_is(client):
    sign_advice("emergency", heading="Call 999", text="Now.", phones="999 | Emergency")
    assert read(client).find(id="emergency").select(".notice")
    sign_governed_texts()
    assert not read(client).find(id="emergency").select(".notice")


def test_what_nobody_has_signed_is_not_shown(client):
    sign_advice("urgent", heading="Ring 111", text="Ring.", phones="111 | NHS 111")
    advice = WARNING_ADVICE["urgent"].objects.get()
    advice.heading = "Words of a draft"
    advice.save_revision()
    assert "Words of a draft" not in words(read(client).find("main"))


def test_words_of_a_text_are_words_and_nothing_else(client):
    sign_advice("urgent", heading="<b>Ring</b> 111", text="<script>x</script>", phones="111 | <i>NHS</i>")
    main = read(client).find("main")
    assert not main.select("b, script, i")
    assert "<i>NHS</i>" in words(main)


def test_a_factsheet_s_safety_advice_can_be_dialled_and_its_pdf_has_the_plain_number(client, monkeypatch):
    sign_governed_texts()
    live()
    drawn: list[str] = []
    monkeypatch.setattr(
        "factsheets.outputs.page_as_pdf.pdf_of", lambda html, address: drawn.append(html) or b"%PDF-"
    )
    soup = BeautifulSoup(client.get("/factsheets/medical-acupuncture/").content, "html.parser")
    assert soup.select_one(".safety--emergency h2 a[href='tel:999']")
    assert soup.select_one(".safety-stack .safety--urgent h3 a[href='tel:111']")
    client.get("/factsheets/medical-acupuncture/factsheet.pdf")
    assert "Call 999" in drawn[0]
    assert "tel:" not in drawn[0]


def test_a_safety_advice_without_urgent_points_leaves_the_warning_advice(client):
    advice = SafetyAdvice.objects.get()
    advice.emergency_points, advice.urgent_points, advice.non_urgent_points = "you cannot pee", "", ""
    advice.save_revision()
    publish_signed(advice)
    soup = read(client)
    assert soup.select_one("#urgent .phones")
    assert not soup.select("#urgent .warning-when, .safety--non_urgent")
