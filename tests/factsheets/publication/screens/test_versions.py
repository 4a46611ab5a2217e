"""Old versions for staff: a list, the words of each as readers saw them, and what differs between two."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from factsheets.models import FactsheetPage, Version
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft(evidence='<p>See <a href="https://example.org/trial">the trial</a> &amp; more.</p>')
    publish_signed(page)
    page.refresh_from_db()
    page.evidence, page.summary = "<p>Nothing is known.</p>", "A sentence <b>with signs</b>."
    page.save_revision()
    publish_signed(FactsheetPage.objects.get(pk=page.pk))
    return FactsheetPage.objects.get(pk=page.pk)


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(person("Editor"))
    return client


def main(client: Client, name: str, *args: object, query: str = "") -> BeautifulSoup:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text().split())


def test_the_editing_screen_leads_to_the_list_of_versions(page, editor):
    url = reverse("factsheets_versions", args=[page.pk])
    assert url in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    listed = main(editor, "factsheets_versions", page.pk)
    assert [row.a.get_text() for row in listed.tbody.find_all("tr")] == ["Version 2", "Version 1"]
    assert "Minor. Changed: Summary. Changed “What the evidence says” from" in words(listed)
    assert "Dr Jo Bloggs" in words(listed)
    for version in Version.objects.all():
        assert version.code_for_people in words(listed)


def test_an_old_version_is_read_word_for_word_with_its_sign_off(page, editor):
    Version.objects.filter(number=1).update(
        content=[
            *Version.objects.get(number=1).content,
            {"part": "gone", "label": "A field of old", "words": "Kept."},
        ]
    )
    read = words(main(editor, "factsheets_version", page.pk, 1))
    assert "See the trial (https://example.org/trial) & more." in read
    assert "you cannot pee" in read
    assert "A field of old Kept." in read
    assert "Dr Jo Bloggs, GP, A council 1234567, signed off these words" in read
    assert "Nothing is known." not in read


def test_signs_in_plain_words_stay_signs(page, editor):
    soup = main(editor, "factsheets_version", page.pk, 2)
    assert "A sentence <b>with signs</b>." in words(soup)


@pytest.mark.parametrize("query", ["?from=1&to=2", "?from=2&to=1"])
def test_two_versions_are_compared(page, editor, query):
    compared = main(editor, "factsheets_version_comparison", page.pk, query=query)
    assert [heading.get_text(strip=True) for heading in compared.find_all("h3")] == [
        "Summary",
        "What the evidence says",
    ]
    added = " ".join(each.get_text() for each in compared.find_all("ins"))
    assert "Nothing" in added
    assert "known." in added


def test_a_version_compared_with_itself_is_the_same(page, editor):
    assert "The words are the same." in words(
        main(editor, "factsheets_version_comparison", page.pk, query="?from=1&to=1")
    )


@pytest.mark.parametrize(
    "query", ["", "?from=1", "?from=1&to=9", "?from=x&to=²", "?from=1&to=99999999999999999999"]
)
def test_versions_that_are_not_there_are_not_found(page, editor, query):
    assert editor.get(reverse("factsheets_version_comparison", args=[page.pk]) + query).status_code == 404
