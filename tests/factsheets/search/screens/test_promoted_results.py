"""Promoted results: Wagtail's own screens, in our menu and in our words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from wagtail.contrib import search_promotions
from wagtail.contrib.search_promotions.models import Query
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from factsheets.models import FactsheetPage
from factsheets.search.promoting import promoted_factsheets
from tests.builders import live
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/searchpicks/"


def pick(browser: Client, search: str, *pages: FactsheetPage) -> int:
    rows = [{"page": page.pk, "ORDER": order} for order, page in enumerate(pages)]
    form = {"query_string": search} | nested_form_data({"editors_picks": inline_formset(rows)})
    return browser.post(f"{LIST}add/", form).status_code


@pytest.mark.parametrize("role", ["Editor", "Administrator"])
def test_factsheets_are_picked_for_a_search_by(role):
    browser, first, second = signed_in(role), live("Osteopathy"), live("Massage")
    menu = browser.get("/admin/").content.decode()
    assert f'"{LIST}"' in menu
    assert pick(browser, "Hands ", first, second) == 302
    assert promoted_factsheets("hands") == [first, second]
    assert "hands" in browser.get(LIST).content.decode()


@pytest.mark.parametrize("role", ["Author", "Clinical reviewer", "Resource manager"])
def test_they_are_neither_seen_nor_picked_by(role):
    browser, page = signed_in(role), live()
    assert LIST not in browser.get("/admin/").content.decode()
    assert browser.get(LIST).status_code == 302
    pick(browser, "hands", page)
    assert not Query.objects.exists()


def test_the_form_asks_for_nothing_that_readers_would_not_see():
    body = signed_in("Editor").get(f"{LIST}add/").content.decode()
    form = BeautifulSoup(body, "html.parser").find("main")
    assert "Readers who search for exactly these words see the factsheets below first" in form.get_text()
    assert "popular" not in form.get_text()
    # The empty row that its script puts in is part of the page too.
    assert "external_link" not in body
    assert "editors_picks-__prefix__-page" in body


def test_each_screen_is_in_our_menu_only():
    menu = signed_in("superuser").get("/admin/").content.decode()
    assert menu.count(f'"{LIST}"') == 1
    assert "/admin/searchpicks/reports/search-terms/" not in menu


@pytest.mark.parametrize("asked", ['"', "\\", "🙂", "a" * 500, "\x00"])
def test_whatever_is_typed_into_the_search_box_the_list_answers(asked):
    browser = signed_in("Editor")
    pick(browser, "hands", live())
    assert browser.get(LIST, {"q": asked}).status_code == 200


@pytest.mark.parametrize(
    "mark", [r'id="[^"]+"', r"data-inline-panel-child-[\w-]+", r"\{\{ form\.(?:id|ORDER|DELETE) \}\}"]
)
def test_wagtails_script_finds_in_our_row_what_it_finds_in_wagtails(mark):
    """Our template stands in place of Wagtail's; when an upgrade changes what the script needs, so must we."""
    name = "wagtailsearchpromotions/includes/searchpromotion_form.html"
    theirs = Path(search_promotions.__file__).parent / "templates" / name
    ours = settings.ROOT / "templates" / name
    wanted = re.findall(mark, " ".join(theirs.read_text(encoding="utf-8").split()))
    assert wanted
    assert sorted(re.findall(mark, " ".join(ours.read_text(encoding="utf-8").split()))) == sorted(wanted)
