"""The lists behind the search, as the people of each role meet them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from factsheets.models import SearchSynonym
from factsheets.search.synonyms import groups
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


#: Kind → what its form posts, and what a record of it is made of.
LISTS = {
    "searchsynonym": ({"expressions": "slipped disc\r\nprolapsed disc"}, {"expressions": "one\ntwo"}),
}
MODELS = {"searchsynonym": SearchSynonym}

#: What each role may do: look, add, edit, delete.
ALL, LOOK, NOTHING = (True,) * 4, (True, False, False, False), (False,) * 4
MAY = {
    ("searchsynonym", "Author"): LOOK,
    ("searchsynonym", "Editor"): ALL,
    ("searchsynonym", "Clinical reviewer"): LOOK,
    ("searchsynonym", "Resource manager"): ALL,
    ("searchsynonym", "Administrator"): ALL,
    ("searchsynonym", None): NOTHING,
}


def url(kind: str, view: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_factsheets_{kind}:{view}", args=args)


@pytest.mark.parametrize(("kind", "role"), MAY)
def test_each_role_does_what_it_may(kind, role):
    form, fields = LISTS[kind]
    browser, word, others = signed_in(role), MODELS[kind].objects.create(**fields), MODELS[kind].objects
    pages = [url(kind, "list"), url(kind, "add"), url(kind, "edit", word.pk), url(kind, "delete", word.pk)]
    assert tuple(browser.get(page).status_code == 200 for page in pages) == MAY[kind, role]
    assert (browser.get(url(kind, "inspect", word.pk)).status_code == 200) == MAY[kind, role][0]
    browser.post(url(kind, "add"), form)
    assert others.exclude(pk=word.pk).exists() == MAY[kind, role][1]
    others.exclude(pk=word.pk).delete()
    browser.post(url(kind, "edit", word.pk), form)
    assert others.filter(**fields).exists() != MAY[kind, role][2]
    browser.post(url(kind, "delete", word.pk))
    assert others.filter(pk=word.pk).exists() != MAY[kind, role][3]


@pytest.mark.parametrize("kind", LISTS)
def test_the_menu_leads_there_and_every_act_is_on_record(kind):
    browser = signed_in("Editor")
    assert url(kind, "list") in browser.get("/admin/").content.decode()
    browser.post(url(kind, "add"), LISTS[kind][0])
    word = MODELS[kind].objects.get()
    browser.post(url(kind, "edit", word.pk), {name: f"{value}\nx" for name, value in LISTS[kind][0].items()})
    browser.post(url(kind, "delete", word.pk))
    entries = ModelLogEntry.objects.filter(content_type__model=kind).order_by("pk")
    assert [entry.action for entry in entries] == ["wagtail.create", "wagtail.edit", "wagtail.delete"]
    assert {entry.user.username for entry in entries} == {"editor"}


def test_what_staff_write_works_at_once():
    browser = signed_in("Editor")
    browser.post(url("searchsynonym", "add"), {"expressions": " Slipped  disc\r\n\r\nprolapsed disc "})
    assert groups() == [("Slipped disc", "prolapsed disc")]


@pytest.mark.parametrize(
    ("kind", "form", "sentence"),
    [
        ("searchsynonym", {"expressions": "alone"}, "Write at least two words or phrases, one on each line."),
        ("searchsynonym", {"expressions": ""}, "This field is required."),
        ("searchsynonym", {"expressions": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(kind, form, sentence):
    response = signed_in("Editor").post(url(kind, "add"), form)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert MODELS[kind].objects.count() == 0


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("asked", ['"', "'", "%", "\\", "🙂", "a" * 500, "\x00", "zzz"])
def test_whatever_is_typed_into_the_search_box_the_list_answers(kind, asked):
    MODELS[kind].objects.create(**LISTS[kind][1])
    response = signed_in("Editor").get(url(kind, "list"), {"q": asked})
    assert response.status_code == 200


def test_a_word_is_found_by_a_part_of_it():
    SearchSynonym.objects.create(expressions="slipped disc\nprolapsed disc")
    SearchSynonym.objects.create(expressions="one\ntwo")
    shown = signed_in("Editor").get(url("searchsynonym", "list"), {"q": "prolap"}).content.decode()
    assert "slipped disc = prolapsed disc" in shown
    assert "one = two" not in shown


@pytest.mark.parametrize(
    ("asked", "filled_in"), [("Pilates ", "pilates"), ("x" * 200, ""), ("jo@example.org", ""), ("\x00", "")]
)
def test_a_term_is_filled_in_as_the_first_line(asked, filled_in):
    page = signed_in("Editor").get(url("searchsynonym", "add"), {"expression": asked})
    box = BeautifulSoup(page.content, "html.parser").find("textarea", {"name": "expressions"})
    assert box.get_text().strip() == filled_in
