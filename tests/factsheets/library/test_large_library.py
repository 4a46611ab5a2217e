"""A library of many factsheets is read by letters: no page grows with it, nothing is left out, and the whole is one click away."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factsheets.library import first_of_many, sitemap, views
from factsheets.models import Condition, FactsheetPage, LibraryPage, TherapyKind
from factsheets.page.models import library_list
from tests.builders import complete_draft, live, sign_governed_texts, sign_warning_advice, suits
from tests.generated.factsheets import made_up_factsheets
from tests.generated.rows import store
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

TITLES = ("Acupressure", "Aquatic exercise", "Art therapy", "Backrest", "Ballet", "Éurythmy", "3D mattress")


@pytest.fixture
def many(made_once: MadeOnce, monkeypatch: pytest.MonkeyPatch) -> list[FactsheetPage]:
    """A library of seven factsheets of which three names are many."""
    monkeypatch.setattr(library_list, "NAMES_ON_A_PAGE", 2)
    return made_once(make_seven)


def make_seven() -> list[FactsheetPage]:
    return [
        live(title, also_called="Water gymnastics" if title.startswith("Aqua") else "") for title in TITLES
    ]


def read(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def letters_of(soup) -> list[str]:
    return [link["href"] for link in soup.select(".letters a")]


def entries(soup) -> list[str]:
    return [" ".join(entry.get_text(" ").split()).split(" Needling")[0] for entry in soup.select("li.entry")]


def all_parts(client, soup) -> list[str]:
    found = []
    for address in letters_of(soup):
        first = read(client, address)
        found += entries(first)
        for link in first.select("nav[aria-label^=Parts] a:not([aria-current])"):
            found += entries(read(client, link["href"]))
    return found


def test_the_library_asks_for_a_letter_and_lists_nothing_itself(client, many):
    soup = read(client, "/factsheets/")
    assert entries(soup) == []
    assert letters_of(soup) == [f"/factsheets/~{letter}/" for letter in ("a", "b", "e", "w", "0-9")]
    assert "All 7 factsheets on one page" in soup.get_text()


def test_every_name_stands_under_its_letter_once_and_in_the_whole_list(client, many):
    parts = all_parts(client, read(client, "/factsheets/"))
    whole = entries(read(client, "/factsheets/~all/"))
    assert len(parts) == len(whole) == len(TITLES) + 1
    assert sorted(parts) == sorted(whole)
    assert any(entry.startswith("Water gymnastics, see") for entry in parts)


def test_a_long_letter_is_divided_and_each_part_says_from_where_to_where(client, many):
    soup = read(client, "/factsheets/~a/")
    assert [link.get_text() for link in soup.select("nav[aria-label='Parts of A'] a")] == [
        "Acu to Aqu",
        "Art to Art",
    ]
    assert len(entries(soup)) == 2
    assert len(entries(read(client, "/factsheets/~a/2/"))) == 1


def test_a_kind_of_therapy_goes_along_with_the_letters(client, many):
    manual = TherapyKind.objects.create(name="Manual")
    FactsheetPage.objects.filter(pk__in=[page.pk for page in many[:3]]).update(therapy_kind=manual)
    soup = read(client, "/factsheets/?kind=manual")
    assert letters_of(soup) == ["/factsheets/~a/?kind=manual", "/factsheets/~w/?kind=manual"]
    assert len(all_parts(client, soup)) == 4
    few = read(client, "/factsheets/~a/").select_one(".filter [aria-current]")
    assert few.get_text() == "All kinds (7)"


@pytest.mark.parametrize(
    "below",
    ["~z/", "~a/3/", "~a/0/", "~a/1/2/", "~all/2/", "~zz/", "~/", "~a/x/", f"~a/{'9' * 40}/", "~a/-1/"],
)
def test_no_other_part_is_there(client, many, below):
    assert client.get(f"/factsheets/{below}").status_code == 404


def test_a_small_library_has_no_parts(client):
    live("TENS")
    assert entries(read(client, "/factsheets/"))
    assert client.get("/factsheets/~t/").status_code == client.get("/factsheets/~all/").status_code == 404


def test_parts_tell_nothing_of_drafts_nor_of_a_library_that_is_not_public(client, many):
    complete_draft("Zen")
    assert client.get("/factsheets/~z/").status_code == 404
    assert "Zen" not in read(client, "/factsheets/~all/").get_text()
    LibraryPage.objects.update(live=False)
    assert client.get("/factsheets/~a/").status_code == 404


def test_the_home_page_leads_to_the_letters(client, many):
    assert letters_of(read(client, "/"))[0] == "/factsheets/~a/"


def test_no_factsheet_costs_a_query(client, many):
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = ("/", "/factsheets/", "/factsheets/~a/")
    for path in paths:
        client.get(path)
    before = [queries(path) for path in paths]
    for number in range(5):
        live(f"Another {number}")
    assert [queries(path) for path in paths] == before


@pytest.fixture
def too_many_to_choose_from(monkeypatch):
    sign_governed_texts()
    monkeypatch.setattr(views, "CHOSEN_FROM_A_LIST", 1)
    return [live("TENS", also_called="Nerve stimulation"), live("Massage"), live("Osteopathy")]


def test_names_are_written_where_the_list_would_be_too_long(client, too_many_to_choose_from):
    soup = read(client, "/compare/?a=nerve++STIMULATION&b=massage")
    assert [" ".join(head.get_text().split()) for head in soup.select("thead th")] == ["TENS", "Massage"]
    assert soup.select("option") == []
    assert [box["value"] for box in soup.select(".choosers input")] == ["TENS", "Massage", ""]


@pytest.mark.parametrize("written", ["Reiki", "\0", "x" * 5000, "<b>", "massage\n"])
def test_a_name_that_nobody_bears_is_said_and_can_be_searched_for(client, too_many_to_choose_from, written):
    response = client.get("/compare/", {"a": written, "b": "massage"})
    assert response.status_code == 200
    text = response.content.decode()
    if written == "massage\n":
        assert "We have no factsheet" not in text
    else:
        assert "We have no factsheet called" in text
        assert "<b>”" not in text


def test_somebody_in_danger_is_heard_where_a_name_is_written(client, too_many_to_choose_from):
    sign_warning_advice()
    soup = read(client, "/compare/?a=I+want+to+kill+myself")
    assert soup.select_one(".warning-card")
    assert not read(client, "/compare/?a=Reiki").select_one(".warning-card")


def test_names_of_drafts_are_nobodys(client, too_many_to_choose_from):
    complete_draft("Zen")
    assert "We have no factsheet called “Zen”" in read(client, "/compare/?a=Zen&b=massage").get_text()


@pytest.fixture(params=["they are counted", "they are too many to count"])
def many_for_one_condition(monkeypatch, request):
    """Returns how many therapies the page says that there are."""
    monkeypatch.setattr(first_of_many, "SHOWN_OF_EACH", 2)
    sign_governed_texts()
    sciatica = Condition.objects.create(name="Sciatica")
    for title, also_called in (
        ("Gamma", "Aa\nAb\nAc\nAd\nAe\nAf"),
        ("Beta", ""),
        ("Delta", ""),
        ("Alpha", ""),
    ):
        suits(live(title, also_called=also_called), "likely" if title != "Delta" else "avoid", sciatica)
    if request.param == "they are counted":
        return " 4"
    monkeypatch.setattr(first_of_many, "COUNTED", 0)
    return ""


def therapies(soup) -> list[str]:
    return [link.get_text() for link in soup.select(".verdict li > a")]


@pytest.mark.parametrize("path", ["/conditions/sciatica/", "/find/?condition=sciatica"])
def test_of_very_many_therapies_the_first_are_shown_and_all_are_one_click_away(
    client, many_for_one_condition, path
):
    soup = read(client, path)
    assert therapies(soup) == ["Alpha", "Beta", "Delta"]
    link = soup.find("a", string=f"Show all{many_for_one_condition} therapies")
    assert therapies(read(client, link["href"].partition("#")[0])) == ["Alpha", "Beta", "Gamma", "Delta"]


@pytest.mark.parametrize("path", ["/conditions/sciatica/", "/find/?condition=sciatica"])
def test_the_lists_alone_stand_beside_each_other(client, many_for_one_condition, path):
    beside = read(client, path).select_one(".verdicts").find_all(recursive=False)
    assert [each["class"][0] for each in beside] == ["verdict"] * len(beside) != []


def test_large_counts_have_a_comma(client):
    sign_governed_texts()
    store(made_up_factsheets(1_003), condition_names=["Sciatica"])
    for path in ("/", "/factsheets/", "/find/?condition=sciatica", "/conditions/sciatica/"):
        assert re.search(r"\b1,00\d (factsheets|therapies)", read(client, path).get_text()), path


def test_the_finder_counts_what_it_does_not_show(client, many_for_one_condition):
    said = f"Our lists name{many_for_one_condition or ' very many'} therapies"
    assert said in " ".join(read(client, "/find/?condition=sciatica").get_text().split())


def test_a_draft_is_not_counted_among_those_that_are_not_shown(client, many_for_one_condition):
    suits(complete_draft("Aardvark"), "likely", Condition.objects.get(name="Sciatica"))
    soup = read(client, "/conditions/sciatica/")
    assert therapies(soup) == ["Alpha", "Beta", "Delta"]
    assert soup.find("a", string=f"Show all{many_for_one_condition} therapies")


def test_a_short_list_has_no_second_address(client):
    suits(live("Alpha"), "likely", Condition.objects.create(name="Sciatica"))
    assert client.get("/conditions/sciatica/").status_code == 200
    assert client.get("/conditions/sciatica/~all/").status_code == 404


def test_a_long_list_of_addresses_is_divided_and_none_is_lost(client, monkeypatch):
    for number in range(3):
        live(f"Therapy {number}")
    whole = locations(client, "/sitemap.xml")
    monkeypatch.setattr(sitemap.PublicSitemap, "limit", 2)
    parts = locations(client, "/sitemap.xml")
    assert parts[0] == f"{settings.SITE_URL}/sitemap-pages-1.xml"
    found = [address for part in parts for address in locations(client, part.removeprefix(settings.SITE_URL))]
    assert sorted(found) == sorted(whole)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("part", ["pages-99", "pages-0", "drafts-1", f"pages-{'9' * 30}"])
def test_no_other_part_of_the_addresses_is_there(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def locations(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return [each.text for each in BeautifulSoup(response.content, "xml").find_all("loc")]
