"""Results narrowed by kind of therapy and by condition: with counts, and with a way back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from factsheets.models import Condition, TherapyKind
from tests.builders import live
from tests.search_index import index_everything

from .test_search_page import fill_library, links, read, titles, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    fill_library()


def test_results_are_narrowed_by_kind_and_by_condition(client, library):
    offered = links(read(client, q="back pain"))
    assert set(offered) == {
        "All kinds (3)",
        "Manual (2)",
        "Needling (1)",
        "All conditions (3)",
        "Pain down the leg (2)",
    }
    soup = BeautifulSoup(client.get(offered["Manual (2)"]).content, "html.parser")
    assert sorted(titles(soup)) == ["Massage", "Osteopathy"]
    chosen = soup.select(".narrowing [aria-current]")
    assert "Manual (2)" in [words(link) for link in chosen]
    assert soup.select_one("details.narrowing").has_attr("open")
    assert "Needling (1)" in links(soup)


def test_both_ways_of_narrowing_work_together(client, library):
    soup = read(client, q="back pain", kind="manual", condition="sciatica")
    assert titles(soup) == ["Massage"]
    offered = links(soup)
    assert offered["All kinds (2)"] == "/search/?q=back+pain&condition=sciatica"
    assert offered["All conditions (2)"] == "/search/?q=back+pain&kind=manual"
    assert "Pain down the leg (1)" in offered


def test_a_choice_that_leaves_nothing_leads_back(client, library):
    soup = read(client, q="osteopathy", condition="sciatica")
    assert titles(soup) == []
    assert "No factsheet fits what you chose." in words(soup)
    assert soup.find("a", string="See the results of all kinds")["href"] == "/search/?q=osteopathy"


@pytest.mark.parametrize("asked", [{"kind": "nonsense"}, {"condition": "nonsense"}, {"kind": "\0"}])
def test_what_cannot_be_chosen_is_left_out(client, library, asked):
    soup = read(client, q="back pain", **asked)
    assert len(titles(soup)) == 3
    assert ("left it out" in words(soup)) == (asked != {"kind": "\0"})


def test_what_is_narrowed_needs_every_word_if_some_factsheet_has_them(client, library):
    soup = read(client, q="medical acupuncture", kind="manual")
    assert titles(soup) == []
    assert "No factsheet fits what you chose." in words(soup)


def test_a_word_that_only_others_have_is_not_taken_for_a_mistake_when_results_are_narrowed(client, library):
    by_hand = TherapyKind.objects.get(name="Manual")
    live("Plaster casting")
    live("Lasting change", therapy_kind=by_hand)
    index_everything()
    assert titles(read(client, q="casting")) == ["Plaster casting"]
    narrowed = read(client, q="casting", kind="manual")
    assert titles(narrowed) == []
    assert "Showing results for" not in words(narrowed)


def test_a_corrected_word_stays_corrected_when_results_are_narrowed(client, library):
    soup = read(client, q="mussage", kind="manual")
    assert titles(soup) == ["Massage"]
    assert "Showing results for massage" in words(soup)


def test_an_address_that_somebody_kept_narrows_by_the_same_condition(client, library):
    """Whatever its condition is called by now; until another condition has the old name."""
    before = sorted(titles(read(client, q="back pain", condition="sciatica")))
    _renamed("sciatica", "leg-pain")
    _renamed("leg-pain", "pain-down-the-leg")
    for slug in ("sciatica", "leg-pain", "pain-down-the-leg"):
        soup = read(client, q="back pain", condition=slug)
        assert sorted(titles(soup)) == before, slug
        assert "left it out" not in words(soup)
        found = client.get("/api/v1/search", {"q": "back pain", "condition": slug})
        assert sorted(each["title"] for each in found.json()["factsheets"]) == before, slug
    assert {"sciatica", "leg-pain"}.isdisjoint(
        _narrowed_by(read(client, q="back pain", condition="sciatica"))
    )
    Condition.objects.create(name="Another", slug="sciatica")
    assert "left it out" in words(read(client, q="back pain", condition="sciatica"))
    assert client.get("/api/v1/search", {"q": "back pain", "condition": "sciatica"}).status_code == 404


def _renamed(slug: str, new: str) -> None:
    condition = Condition.objects.get(slug=slug)
    condition.slug = new
    condition.save()


def _narrowed_by(soup: BeautifulSoup) -> set[str]:
    addresses = [link["href"] for link in soup.select(".narrowing a")]
    return {slug for address in addresses for slug in parse_qs(urlsplit(address).query).get("condition", [])}
