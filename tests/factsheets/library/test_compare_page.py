"""Factsheets side by side: what stands in each cell, and that absence never reads as safety."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from factsheets.models import (
    Association,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    PainPattern,
    SafetyAdvice,
)
from tests.builders import complete_draft, library, live, sign_governed_texts, suits
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


def read(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def table(soup: BeautifulSoup) -> dict[str, list[str]]:
    """The cells of each row, by the row's header, without the names that stand in for the column headers."""
    for name in soup.select(".compared-name"):
        name.extract()
    return {
        words(row.find("th", scope="row")): [words(cell) for cell in row.find_all("td")]
        for row in soup.select("tbody tr")
    }


@pytest.fixture
def two(made_once: MadeOnce) -> None:
    made_once(make_two)


def make_two() -> None:
    sign_governed_texts()
    massage = live("Massage", risks="<p>You may be sore.</p>", regulation="by_law")
    tens = live("TENS", certainty="very_low", regulation="not_stated", qualifications="")
    suits(
        massage, "likely", PainPattern.objects.create(name="Dull or aching", aspect="feel"), note="at night"
    )
    suits(tens, "avoid", Condition.objects.create(name="Sciatica"))
    society = Association.objects.create(name="Massage Society")
    FactsheetAssociation.objects.create(page=massage, association=society)


def test_two_factsheets_stand_side_by_side_in_the_order_asked_for(client, two):
    soup = read(client, "/compare/?a=tens&b=massage")
    assert [words(head) for head in soup.select("thead th")] == ["TENS", "Massage"]
    assert soup.select_one("thead a")["href"] == "/factsheets/tens/"
    rows = table(soup)
    assert "about TENS and Massage, side by side" in words(soup)
    assert list(rows) == [
        "In short",
        "What happens during treatment",
        "What the evidence says",
        "Back conditions it is most likely to help",
        "Back conditions it is least likely to help",
        "Who should not have it",
        "Side effects and risks",
        "Who gives it",
        "Regulation",
    ]
    assert rows["What happens during treatment"][0] == "Fine needles are put into the skin."
    assert "Certainty of the evidence: very low. We are very uncertain" in rows["What the evidence says"][0]
    assert "There is some evidence." in rows["What the evidence says"][1]
    assert "Dull or aching at night" in rows["Back conditions it is most likely to help"][1]
    assert "Sciatica" in rows["Who should not have it"][0]
    assert rows["Side effects and risks"][1] == "You may be sore."
    assert "Massage Society" in rows["Who gives it"][1]
    assert rows["Regulation"][1] == "Regulated by law"


def test_absence_never_reads_as_safety(client, two):
    FactsheetPage.objects.filter(title="TENS").update(
        contraindication_state="not_assessed", contraindication_statement="", unlikely_statement=""
    )
    rows = {head: cells[0] for head, cells in table(read(client, "/compare/?a=tens&b=massage")).items()}
    assert rows["Side effects and risks"] == (
        "This factsheet does not cover side effects and risks. That does not mean that there are none."
    )
    assert "Nobody has assessed this yet." in rows["Who should not have it"]
    assert "That does not mean that it is safe for you." in rows["Who should not have it"]
    assert rows["Back conditions it is least likely to help"] == "This factsheet does not say."
    assert rows["Who gives it"] == "This factsheet does not cover who is qualified to give it."
    assert rows["Regulation"] == "This factsheet does not say whether anybody regulates it."
    assert all(rows.values())


def test_no_cell_is_ever_empty(client, two):
    empty = dict.fromkeys(
        ("procedure", "evidence", "certainty", "likely_statement", "contraindication_statement"), ""
    )
    for state in ("none_known", "listed", "not_assessed"):
        FactsheetPage.objects.update(**empty, contraindication_state=state)
        rows = table(read(client, "/compare/?a=tens&b=massage"))
        assert all(cell for cells in rows.values() for cell in cells)


def test_headings_are_those_of_the_library(client, two):
    page = library()
    page.heading_risks = "Can it harm me?"
    page.save_revision().publish()
    assert "Can it harm me?" in table(read(client, "/compare/?a=tens&b=massage"))


def test_three_at_most(client, two):
    live("Osteopathy")
    live("Chiropractic")
    soup = read(client, "/compare/?a=tens&b=massage&c=osteopathy&d=chiropractic&a=chiropractic")
    assert len(soup.select("thead th")) == 3


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("", False),
        ("?a=tens", False),
        ("?a=tens&b=tens", False),
        ("?a=tens&b=&c=", False),
        ("?a=tens&b=no-such-therapy", True),
        ("?a=tens&b=%00", True),
        ("?a=<b>bold</b>&b=1", True),
    ],
)
def test_fewer_than_two_give_a_form_to_choose(client, two, asked, left_out):
    soup = read(client, f"/compare/{asked}")
    assert not soup.find("table")
    assert "bold" not in words(soup)
    assert ("We left out what is not among our factsheets." in words(soup)) is left_out
    assert ("Choose another therapy to compare it with." in words(soup)) is ("tens" in asked)
    form = soup.main.find("form", method="get")
    assert [select["name"] for select in form.find_all("select")] == ["a", "b", "c"]
    assert [words(option) for option in form.select("#choice-a option")] == [
        "Choose a therapy",
        "Massage",
        "TENS",
    ]
    assert all(form.find("label", attrs={"for": select["id"]}) for select in form.find_all("select"))
    chosen = [option["value"] for option in form.find_all("option", selected=True)]
    assert chosen == (["tens"] if "tens" in asked else [])


def test_what_is_not_public_is_left_out(client, two):
    complete_draft("Osteopathy")
    soup = read(client, "/compare/?a=tens&b=osteopathy&c=massage")
    assert [words(head) for head in soup.select("thead th")] == ["TENS", "Massage"]
    assert "We left out what is not among our factsheets." in words(soup)
    assert "Osteopathy" not in words(soup)


def test_the_emergency_comes_first_and_examples_are_marked(client, two):
    text = words(read(client, "/compare/?a=tens&b=massage").find("main"))
    assert text.index("Call 999") < text.index("Side by side")
    assert "No clinician has reviewed" not in text
    FactsheetPage.objects.filter(title="TENS").update(is_starter_example=True)
    soup = read(client, "/compare/?a=tens&b=massage")
    assert words(soup.select("thead th")[0]) == "TENS Example text"
    assert "No clinician has reviewed" in words(soup)
    SafetyAdvice.objects.update(is_starter_example=True)
    assert "No clinician has reviewed" in words(read(client, "/compare/"))


def test_factsheets_and_conditions_lead_to_it(client, two):
    assert read(client, "/factsheets/tens/").find("a", href="/compare/?a=tens")
    sciatica = Condition.objects.get()
    assert not read(client, "/conditions/sciatica/").select(".verdict .compare-link")
    suits(live("Osteopathy"), "avoid", sciatica)
    link = read(client, "/conditions/sciatica/").find("a", href="/compare/?a=osteopathy&b=tens")
    assert words(link) == "Compare Osteopathy and TENS"
