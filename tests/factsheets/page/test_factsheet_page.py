"""What a reader finds on a factsheet."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from factsheets.models import (
    Association,
    Citation,
    Condition,
    ContactCheck,
    FactsheetAssociation,
    FactsheetPage,
    PainPattern,
    RelatedItem,
    Resource,
    Review,
    Source,
)
from tests.builders import library, live, sign_governed_texts, suits
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


def read(client, path: str = "/factsheets/medical-acupuncture/") -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def factsheet(made_once: MadeOnce):
    return made_once(make_factsheet)


def make_factsheet():
    sign_governed_texts()
    return live(
        also_called="Dry needling\nWestern acupuncture",
        risks="<p>Bruises.</p>",
        evidence_searched_on=date(2026, 5, 4),
    )


def test_every_written_part_is_there_in_the_order_of_reading(client, factsheet):
    text = text_of(read(client))
    parts = [
        "Medical acupuncture",
        "Dry needling",
        "Thin needles in the skin and muscles.",
        "Needling",
        "This evidence is limited.",
        "Call 999 or go to A&E now if:",
        "you cannot pee",
        "Ask for an urgent GP appointment or call 111 if:",
        "None is known, but see a doctor first.",
        "Muscle strain.",
        "Pain from irritated nerves.",
        "Large print PDF",
        "Needling after an orthodox diagnosis.",
        "It stimulates nerves in muscle.",
        "Fine needles are put into the skin.",
        "There is some evidence.",
        "Bruises.",
        "Some doctors practise it.",
        "Ask for an urgent GP appointment or call 111 if:",
        "Speak to a GP if:",
        "does not cover",
        "Information changes. Ask your GP.",
    ]
    places = [text.index(part) for part in parts[:2]]
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"{part!r} is missing, or stands too early"
        position = found
    assert places


def test_the_lists_of_conditions_and_patterns_stand_under_their_verdict(client, factsheet):
    sciatica = Condition.objects.create(name="Sciatica", plain_name="pain down the leg")
    suits(factsheet, "unlikely", sciatica, note="in most people")
    suits(factsheet, "likely", PainPattern.objects.create(name="Dull or aching", aspect="feel"))
    soup = read(client)
    panel = soup.find(id="might-it-help")
    _avoid, likely, unlikely = panel.select(".verdict")
    assert "Back pain that is:" in text_of(likely)
    assert "Dull or aching" in text_of(likely)
    link = unlikely.find("a", href="/conditions/sciatica/")
    assert link.get_text().casefold() == "pain down the leg"
    assert "in most people" in text_of(unlikely)
    assert "Sciatica" in text_of(unlikely)


def test_one_line_under_the_summary_leads_to_what_readers_ask_first(client, factsheet):
    soup = read(client)
    line = soup.select_one(".lead + .questions")
    assert [
        (link.get_text(), soup.select_one(link["href"]).get_text(" ", strip=True)) for link in line("a")
    ] == [
        ("Is it safe for me?", "Who should not have it"),
        ("What happens", "What happens during treatment Fine needles are put into the skin."),
        ("Who gives it", "Qualifications Some doctors practise it. Regulation: not regulated"),
    ]


def test_the_urgent_card_stands_in_short_below_the_emergency_and_in_full_further_down(client, factsheet):
    soup = read(client)
    short = soup.select_one(".safety--emergency + details.safety--urgent")
    full = soup.select_one("#safety .safety--urgent")
    assert not short.has_attr("open")
    assert text_of(short.summary) == text_of(full.h3)
    assert [text_of(point) for point in short("li")] == [text_of(point) for point in full("li")] != []


def test_the_contents_list_is_closed_and_stands_before_the_panel(client, factsheet):
    soup = read(client)
    contents = soup.select_one("nav.contents details")
    assert not contents.has_attr("open")
    assert soup.find(id="might-it-help") in contents.find_all_next("section")
    assert all(soup.select_one(link["href"]) for link in contents("a"))


def test_not_assessed_never_reads_as_safe(client, factsheet):
    FactsheetPage.objects.filter(pk=factsheet.pk).update(
        contraindication_state="not_assessed", contraindication_statement=""
    )
    avoid = read(client).find(id="might-it-help").select(".verdict")[0]
    assert "Nobody has assessed this yet." in text_of(avoid)
    assert "does not mean that it is safe" in text_of(avoid)


def test_the_address_card_has_links_and_says_who_checked_what(client, factsheet):
    society = Association.objects.create(
        name="British Medical Acupuncture Society",
        address_lines="BMAS House\n3 Winnington Court",
        town="Northwich",
        county="Cheshire",
        postcode="CW8 1AQ",
        phone="01606 786782",
        email="bmasadmin@aol.com",
    )
    FactsheetAssociation.objects.create(page=factsheet, association=society)
    ContactCheck.objects.create(
        association=society,
        fact="phone",
        checked_on=date(2026, 8, 6),
        checked_by="A volunteer",
        checked_how="rang it",
    )
    card = read(client).find(class_="address-card")
    assert card.find("a", href="tel:01606786782").get_text() == "01606 786782"
    assert card.find("a", href="mailto:bmasadmin@aol.com")
    assert "Northwich" in card.find("address").get_text()
    assert "6 August 2026" in text_of(card)
    assert "not yet checked" in text_of(card).casefold()

    society.phone = "01606 000000"
    society.save()
    assert "6 August 2026" not in text_of(read(client).find(class_="address-card"))


def test_sources_say_in_words_what_they_say(client, factsheet):
    guideline = Source.objects.create(
        kind="guideline", title="Low back pain", year=2016, link="https://www.nice.org.uk/"
    )
    Citation.objects.create(
        page=factsheet, source=guideline, section="evidence", locator="1.2.8", stance="against"
    )
    text = text_of(read(client))
    assert "Low back pain" in text
    assert "1.2.8" in text
    assert "speaks against" in text


def test_nothing_speaks_against_a_list_that_says_nothing(client, factsheet):
    guideline = Source.objects.create(kind="guideline", title="Low back pain", year=2016)
    Citation.objects.create(page=factsheet, source=guideline, section="evidence", stance="against")
    assert read(client).select(".verdict--likely .objection")
    factsheet.suitabilities.filter(verdict="likely").delete()
    FactsheetPage.objects.filter(pk=factsheet.pk).update(likely_statement="")
    panel = read(client).select_one(".verdict--likely")
    assert "This factsheet does not say." in text_of(panel)
    assert not panel.select(".objection")
    assert "verdict--contested" in panel["class"], "a plain tick would speak for it"


def test_relevant_information_stands_in_groups(client, factsheet):
    booklet = Resource.objects.create(kind="booklet", title="Basic Back Care", supplied_by_charity=True)
    book = Resource.objects.create(
        kind="book",
        title="Back & Neck Pain",
        authors="Loic Burn",
        supplied_by_charity=True,
        availability="available",
    )
    for resource in (booklet, book):
        RelatedItem.objects.create(page=factsheet, resource=resource)
    related = read(client).find(class_="related")
    headings = [heading.get_text() for heading in related.find_all("h3")]
    assert headings == ["Booklets", "Other publications"]
    assert "Loic Burn" in text_of(related)
    assert "vailable from BackCare" in text_of(related)


def test_a_pending_title_is_plain_text_until_that_factsheet_is_live_then_a_link_on_both_pages(
    client, factsheet
):
    RelatedItem.objects.create(page=factsheet, pending_title="TENS Pain Relief")
    related = read(client).find(class_="related")
    assert "TENS Pain Relief" in text_of(related)
    assert not related.find("a")

    live("TENS", also_called="tens pain relief")
    related = read(client).find(class_="related")
    assert related.find("a", href="/factsheets/tens/").get_text() == "TENS"
    back = read(client, "/factsheets/tens/").find(class_="related")
    assert back.find("a", href="/factsheets/medical-acupuncture/")


def test_nothing_is_said_of_a_factsheet_that_was_taken_down(client, factsheet):
    tens = live("TENS")
    RelatedItem.objects.create(page=factsheet, factsheet=tens)
    assert read(client).find(class_="related").find("a", href="/factsheets/tens/")
    assert (
        read(client, "/factsheets/tens/")
        .find(class_="related")
        .find("a", href="/factsheets/medical-acupuncture/")
    )
    tens.unpublish()
    assert not read(client).find(class_="related")


def test_review_dates_come_from_the_latest_review(client, factsheet):
    assert "Not reviewed yet" in text_of(read(client))
    Review.objects.create(
        page=factsheet,
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=date(2022, 3, 15),
        next_due_on=date(2023, 3, 15),
    )
    text = text_of(read(client))
    assert "Page last reviewed: 15 March 2022" in text
    assert "Next review due: 15 March 2023" in text
    assert "Last reviewed 15 March 2022 : review overdue" in text
    assert "The review of this page is overdue. Some of it may be out of date." in text


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False), (1, False)])
def test_a_review_is_overdue_from_the_day_after(client, factsheet, days, overdue):
    today = timezone.localdate()
    Review.objects.create(
        page=factsheet,
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=today - timedelta(days=100),
        next_due_on=today + timedelta(days=days),
    )
    assert ("overdue" in text_of(read(client))) == overdue


def test_an_example_says_publicly_that_no_clinician_has_reviewed_it(client, factsheet):
    assert "No clinician has reviewed" not in text_of(read(client))
    FactsheetPage.objects.filter(pk=factsheet.pk).update(is_starter_example=True)
    assert "No clinician has reviewed" in text_of(read(client))


def test_the_charity_words_the_headings(client, factsheet):
    shelf = library()
    shelf.heading_mechanism = "How does it work?"
    shelf.save_revision().publish()
    assert read(client).find("h2", string="How does it work?")


def test_one_h1_and_no_skipped_heading_level(client, factsheet):
    RelatedItem.objects.create(page=factsheet, pending_title="TENS Pain Relief")
    levels = [int(heading.name[1]) for heading in read(client).find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_draft_and_a_private_page_are_not_found_or_shown(client, factsheet):
    factsheet.unpublish()
    assert client.get("/factsheets/medical-acupuncture/").status_code == 404
