"""How staff keep the signposts."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from factsheets.models import Signpost, UnansweredSearch
from home.models import PlainPage
from tests.builders import live
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries
from tests.factsheets.screens.test_spreadsheets import rows_as_csv

pytestmark = pytest.mark.django_db

FORM = {
    "heading": "Yoga",
    "words": " Yoga \r\nyoga\r\nyoga  class",
    "text": "We have no factsheet about yoga.",
    "kind": "nhs",
    "link": "https://www.nhs.uk/",
    "link_text": "Go to the NHS website",
    "page": "",
}
FIELDS = {"heading": "Swimming", "words": "swimming", "text": "We have none.", "kind": "other"}
ALL, LOOK, NOTHING = (True,) * 4, (True, False, False, False), (False,) * 4
MAY = {
    "Author": LOOK,
    "Editor": ALL,
    "Clinical reviewer": LOOK,
    "Resource manager": LOOK,
    "Administrator": ALL,
    None: NOTHING,
}


def url(view: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_factsheets_signpost:{view}", args=args)


@pytest.mark.parametrize("role", MAY)
def test_each_role_does_what_it_may(role):
    browser, made, others = signed_in(role), Signpost.objects.create(**FIELDS), Signpost.objects
    pages = [url("list"), url("add"), url("edit", made.pk), url("delete", made.pk)]
    assert tuple(browser.get(page).status_code == 200 for page in pages) == MAY[role]
    assert (browser.get(url("inspect", made.pk)).status_code == 200) == MAY[role][0]
    browser.post(url("add"), FORM)
    assert others.exclude(pk=made.pk).exists() == MAY[role][1]
    others.exclude(pk=made.pk).delete()
    browser.post(url("edit", made.pk), FORM)
    assert others.filter(**FIELDS).exists() != MAY[role][2]
    browser.post(url("delete", made.pk))
    assert others.filter(pk=made.pk).exists() != MAY[role][3]


def test_the_menu_leads_there_and_every_act_is_on_record():
    browser = signed_in("Editor")
    assert url("list") in browser.get("/admin/").content.decode()
    browser.post(url("add"), FORM)
    made = Signpost.objects.get()
    assert made.words == "yoga\nyoga class"
    browser.post(url("edit", made.pk), FORM | {"text": "Ask your GP."})
    assert "Ask your GP." in browser.get(url("inspect", made.pk)).content.decode()
    assert browser.get(url("history", made.pk)).status_code == 200
    browser.post(url("delete", made.pk))
    entries = ModelLogEntry.objects.filter(content_type__model="signpost").order_by("pk")
    assert [entry.action for entry in entries] == ["wagtail.create", "wagtail.edit", "wagtail.delete"]
    assert {entry.user.username for entry in entries} == {"editor"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"heading": "SWIMMING"}, "There is a signpost with this heading already."),
        ({"words": "?!"}, "“?!” has no letter and no figure, so nobody can search for it."),
        ({"words": "my back pain"}, "“my back pain” stands in too many questions."),
        ({"words": "yoga\r\nRecommend a"}, "“Recommend a” is found wherever “recommend” stands"),
        ({"words": "x" * 81}, "is too long: 80 characters is the most."),
        ({"words": "\r\n".join(f"word{n}" for n in range(41))}, "These are 41 lines, and 40 is the most."),
        ({"words": "a\x00b"}, "Null characters are not allowed."),
        ({"link": "http://www.nhs.uk/"}, "Write the whole address, beginning with https://"),
        ({"link": "javascript:alert(1)"}, "Write the whole address, beginning with https://"),
        ({"link": "https://nhs.uk.example.org/"}, "The address of an NHS page ends in nhs.uk."),
        ({"link": "https://examplenhs.uk/"}, "The address of an NHS page ends in nhs.uk."),
        ({"link": ""}, "Write the address of the NHS page."),
        ({"link_text": " "}, "Say where the link leads."),
        ({"kind": "our_page"}, "For a page of ours, choose the page and leave the address empty."),
        ({"kind": "our_page", "link": ""}, "Choose the page that it leads to."),
        ({"kind": "other", "page": "about"}, "Only “Our page” leads to a page of ours"),
        ({"kind": "elsewhere"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(wrong, sentence):
    Signpost.objects.create(**FIELDS)
    if wrong.get("page"):
        wrong = wrong | {"page": PlainPage.objects.get(slug="about").pk}
    response = signed_in("Editor").post(url("add"), FORM | wrong)
    assert response.status_code == 200
    assert sentence in response.content.decode().replace("&#x27;", "'")
    assert Signpost.objects.count() == 1


def test_a_page_of_ours_is_chosen():
    about = PlainPage.objects.get(slug="about")
    signed_in("Editor").post(
        url("add"), FORM | {"kind": "our_page", "link": "", "link_text": "", "page": about.pk}
    )
    assert Signpost.objects.get().page.specific == about


def listed(browser) -> dict[str, str]:
    soup = BeautifulSoup(browser.get(url("list")).content, "html.parser")
    rows = [row.find_all("td") for row in soup.select("main tbody tr")]
    return {row[1].get_text(" ", strip=True): row[-1].get_text(" ", strip=True) for row in rows}


def test_the_list_says_which_of_them_readers_see():
    browser = signed_in("Editor")
    Signpost.objects.create(**FIELDS)
    Signpost.objects.create(**FIELDS | {"heading": "Yoga", "words": "yoga"})
    live("Swimming lessons")
    (yes,) = [told for name, told in listed(browser).items() if name.startswith("Yoga")]
    (no,) = [told for name, told in listed(browser).items() if name.startswith("Swimming")]
    assert (yes, no) == ("Yes", "No: the library has “Swimming lessons”")


def test_they_leave_as_words():
    Signpost.objects.create(**FIELDS | {"heading": "=1+1", "is_starter_example": True})
    heading, row = rows_as_csv(signed_in("Editor"), url("list"))
    assert heading[:3] == ["Heading", "Words that readers type", "Answer"]
    assert row[0] == "'=1+1"


@pytest.mark.parametrize("asked", ['"', "'", "%", "\\", "🙂", "a" * 500, "\x00", "zzz"])
def test_whatever_is_typed_into_the_search_box_the_list_answers(asked):
    Signpost.objects.create(**FIELDS)
    assert signed_in("Editor").get(url("list"), {"q": asked}).status_code == 200


def search(term: str) -> UnansweredSearch:
    day = timezone.localdate()
    return UnansweredSearch.objects.create(term=term, count=5, first_on=day, last_on=day)


def links(browser) -> dict[str, str]:
    soup = BeautifulSoup(browser.get("/admin/reports/searches-that-found-nothing/").content, "html.parser")
    return {link.get_text(strip=True): link["href"] for link in soup.select("main tbody a")}


def test_a_term_becomes_a_signpost_by_one_click():
    search("zumba & co")
    browser = signed_in("Editor")
    page = browser.get(links(browser)["Make a signpost for “zumba & co”"])
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.find("textarea", {"name": "words"}).get_text().strip() == "zumba & co"
    assert soup.find("input", {"name": "heading"})["value"] == "Zumba & co"
    assert "Make a signpost for “zumba & co”" not in links(signed_in("Resource manager"))


@pytest.mark.parametrize("asked", ["x" * 200, "jo@example.org", "\x00"])
def test_what_is_not_kept_is_not_filled_in(asked):
    page = signed_in("Editor").get(url("add"), {"words": asked})
    box = BeautifulSoup(page.content, "html.parser").find("textarea", {"name": "words"})
    assert box.get_text().strip() == ""


def test_a_term_that_has_one_leads_to_it():
    search("swiming")
    made = Signpost.objects.create(**FIELDS)
    assert links(signed_in("Editor"))["Signpost “Swimming”"] == url("edit", made.pk)


def test_there_is_no_query_for_each_term():
    Signpost.objects.create(**FIELDS)
    browser = signed_in("Editor")
    search("swim")
    links(browser)  # signposts are read anew after a change
    few = count_queries(browser, "searches_that_found_nothing")
    for number in range(10):
        search(f"term {number}")
    assert count_queries(browser, "searches_that_found_nothing") == few


def test_roles_of_an_earlier_release_may_do_the_same():
    """Roles are laid once, so the migration that brings signposts lets them in."""
    Permission.objects.filter(codename__endswith="_signpost").delete()
    migration = import_module("factsheets.migrations.0008_signposts")
    migration.let_roles_keep_them(apps, SimpleNamespace(connection=connection))
    may = {
        group.name: {
            permission.codename.split("_")[0]
            for permission in group.permissions.filter(codename__endswith="_signpost")
        }
        for group in Group.objects.all()
    }
    assert may == {
        "Author": {"view"},
        "Editor": {"add", "change", "delete", "view"},
        "Clinical reviewer": {"view"},
        "Resource manager": {"view"},
        "Administrator": {"add", "change", "delete", "view"},
    }
