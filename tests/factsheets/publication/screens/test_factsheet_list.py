"""The lists of pages: the menu entry "Factsheets" is there for those whom the list lets in, and no list is endless."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.builders import library, live
from tests.factsheets.screens.kinds import signed_in
from tests.search_index import index_everything

pytestmark = pytest.mark.django_db

ENTRY = '"name": "factsheets"'


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Author", True),
        ("Editor", True),
        ("Administrator", True),
        ("superuser", True),
        ("Clinical reviewer", False),
        ("Resource manager", False),
    ],
)
def test_the_menu_offers_the_list_to_those_who_may_open_it(role: str, may: bool) -> None:
    library()
    browser = signed_in(role)
    menu = browser.get(reverse("wagtailadmin_home")).content.decode()
    assert (ENTRY in menu) == may
    assert (browser.get(reverse("factsheet_list:index")).status_code == 200) == may


@pytest.mark.parametrize("words", ["", "massage"])
def test_twenty_factsheets_stand_on_a_page_of_a_list(words: str) -> None:
    """Here and below the library: a list of fifty takes long to come and long to look through."""
    made = [live(f"Massage {number}") for number in range(21)]
    index_everything()
    browser = signed_in("Administrator")
    below = reverse("wagtailadmin_explore_results", args=[made[0].get_parent().pk])
    for address in (reverse("factsheet_list:index_results"), below):
        first, second = (
            BeautifulSoup(browser.get(address, {"q": words, "p": page}).content, "html.parser")
            for page in (1, 2)
        )
        assert (len(rows(first)), len(rows(second))) == (20, 1)
        assert len(rows(first) | rows(second)) == 21


@pytest.mark.parametrize("words", ["", "massage"])
def test_the_list_counts_what_its_reader_may_see(words: str) -> None:
    """Somebody who may edit below one page only is not told how many factsheets there are elsewhere."""
    live("Massage of the back")
    elsewhere = live("Massage of the neck")
    index_everything()
    browser = signed_in("Editor")
    GroupPagePermission.objects.filter(group__name="Editor").update(page=elsewhere)
    page = BeautifulSoup(browser.get(reverse("factsheet_list:index"), {"q": words}).content, "html.parser")
    assert rows(page) == {"Massage of the neck"}
    assert "1-1 of 1" in " ".join(page.get_text(" ").split())


def rows(page: BeautifulSoup) -> set[str]:
    return {
        " ".join(title.get_text(" ").split()) for title in page.select("tbody .title-wrapper a:first-of-type")
    }
