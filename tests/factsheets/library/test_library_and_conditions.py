"""The library from A to Z, and the conditions with their therapies."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from factsheets.models import Condition, FactsheetPage, SafetyAdvice, TherapyKind
from tests.builders import complete_draft, live, sign_governed_texts, suits

pytestmark = pytest.mark.django_db


def read(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_titles_and_other_names_stand_under_their_letter(client):
    live("Medical acupuncture", also_called="Dry needling\nÉlectro-acupuncture")
    live("TENS")
    soup = read(client, "/factsheets/")
    assert "Dry needling , see Medical acupuncture".replace(" ,", ",") in words(
        soup.find(id="letter-d")
    ).replace(" ,", ",")
    assert "Électro-acupuncture" in words(soup.find(id="letter-e"))
    assert soup.find(id="letter-m").find("a", href="/factsheets/medical-acupuncture/")
    assert soup.find(id="letter-t")


def test_only_letters_with_entries_are_links(client):
    live("TENS")
    soup = read(client, "/factsheets/")
    linked = [
        link.get_text(strip=True)[-1:]
        for link in soup.find_all("a", href=lambda href: "#letter-" in (href or ""))
    ]
    assert linked == ["T"]
    assert "Z" in soup.get_text()


def test_the_library_is_filtered_by_kind_of_therapy(client):
    live("Medical acupuncture")
    massage = live("Massage", therapy_kind=TherapyKind.objects.create(name="Manual"))
    soup = read(client, "/factsheets/?kind=manual")
    assert soup.find("a", attrs={"aria-current": "true"}).get_text() == f"{massage.therapy_kind.name} (1)"
    assert soup.find("a", href="/factsheets/massage/")
    assert not soup.find("a", href="/factsheets/medical-acupuncture/")
    assert soup.find("a", string="Needling (1)")


def test_each_kind_says_how_many_factsheets_it_has(client):
    manual = TherapyKind.objects.create(name="Manual")
    TherapyKind.objects.create(name="Movement")
    for title in ("Massage", "Osteopathy"):
        live(title, therapy_kind=manual)
    live("Medical acupuncture")
    complete_draft("Chiropractic", therapy_kind=manual)
    for path in ("/factsheets/", "/factsheets/?kind=manual"):
        filters = [link.get_text() for link in read(client, path).select(".filter a")]
        assert filters == ["All kinds (3)", "Manual (2)", "Needling (1)"]


@pytest.mark.parametrize(
    "kind", ["999999999999999999999999", "-1", "no-such-kind", "<b>", "\0", "x" * 10_000]
)
def test_a_nonsense_filter_is_no_error(client, kind):
    live("TENS")
    assert client.get("/factsheets/", {"kind": kind}).status_code == 200


def test_an_empty_library_says_so(client):
    assert "no factsheets here yet" in words(read(client, "/factsheets/"))
    assert "no conditions here yet" in words(read(client, "/conditions/"))


def test_a_condition_shows_the_therapies_in_the_three_groups_of_the_staffs_lists(client):
    sign_governed_texts()
    sciatica = Condition.objects.create(
        name="Sciatica",
        plain_name="pain down the leg",
        other_names="slipped disc pain",
        description="A nerve hurts.",
    )
    suits(live("Massage"), "likely", sciatica, note="with exercise")
    suits(live("TENS"), "unlikely", sciatica)
    suits(live("Chiropractic"), "avoid", sciatica)
    suits(complete_draft("Osteopathy"), "likely", sciatica)
    soup = read(client, "/conditions/sciatica/")
    assert words(soup.find("h1")).casefold() == "pain down the leg"
    assert "slipped disc pain" in words(soup)
    assert "A nerve hurts." in words(soup)
    likely, unlikely, avoid = (words(group) for group in soup.select(".verdict"))
    assert "Massage" in likely
    assert "with exercise" in likely
    assert "This evidence is limited." in likely
    assert "TENS" in unlikely
    assert "Chiropractic" in avoid
    assert "Osteopathy" not in words(soup)
    assert "Call 999 or go to A&E now if:" in words(soup)


def test_the_list_of_conditions_names_those_of_public_factsheets_only(client):
    suits(live("Massage"), "likely", Condition.objects.create(name="Fibromyalgia"))
    Condition.objects.create(name="Never mentioned")
    soup = read(client, "/conditions/")
    assert soup.find("a", href="/conditions/fibromyalgia/")
    assert "Never mentioned" not in words(soup)


def test_an_example_is_marked_wherever_it_is_named(client):
    page = live("Massage")
    suits(page, "likely", Condition.objects.create(name="Fibromyalgia"))
    FactsheetPage.objects.filter(pk=page.pk).update(is_starter_example=True)
    assert "Example text" in words(read(client, "/factsheets/"))
    assert "Example text" in words(read(client, "/conditions/fibromyalgia/"))


def test_example_safety_advice_is_marked_where_no_factsheet_says_so(client):
    suits(live("Massage"), "likely", Condition.objects.create(name="Fibromyalgia"))
    sign_governed_texts()
    assert "No clinician has reviewed" not in words(read(client, "/conditions/fibromyalgia/"))
    SafetyAdvice.objects.update(is_starter_example=True)
    assert "No clinician has reviewed" in words(read(client, "/conditions/fibromyalgia/"))
