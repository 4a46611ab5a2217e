"""Dates in the forms of staff: shown and read as people in the UK write them, and refused with a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from factsheets.models import Resource, Source
from tests.builders import complete_draft, live, person, superuser
from tests.factsheets.publication.test_workflow import fresh, post

from .kinds import signed_in

pytestmark = pytest.mark.django_db

NOT_A_DATE = "This date cannot be read. Write it like 31/10/2025, 31 October 2025 or 2025-10-31."
NOT_A_MOMENT = "This date and time cannot be read. Write them like 31/10/2025 14:30"
UNREADABLE = [
    "31.10.2025", "32/13/2025", "tomorrow", "10/31/2025", "31/10/25", "31-10-2025", "31/10", "31/02/2025",
    "31 Octember 2025", "\x00", "31/10/2025; 1", "٣١/١٠/2025x",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en-gb", "en"])
@pytest.mark.parametrize(
    "words", ["31/10/2025", "31 October 2025", "31 october 2025", "31 Oct 2025", "2025-10-31", " 31/10/2025 "]
)
def test_a_day_is_read_as_people_write_it(words: str, language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(words) == date(2025, 10, 31)
        assert timezone.localtime(forms.DateTimeField().clean(words)) == timezone.make_aware(
            datetime(2025, 10, 31)
        )
        moment = forms.DateTimeField().clean(f"{words.strip()} 14:30")
    assert moment.astimezone(UTC) == datetime(2025, 10, 31, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en-gb", "en"])
@pytest.mark.parametrize("words", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_the_ways_to_write_it(words: str, language: str) -> None:
    with translation.override(language):
        for field, sentence in ((forms.DateField(), NOT_A_DATE), (forms.DateTimeField(), NOT_A_MOMENT)):
            with pytest.raises(forms.ValidationError) as refused:
                field.clean(words)
            assert (
                sentence in str(refused.value.messages[0]) or "Null characters" in refused.value.messages[0]
            )


@pytest.mark.parametrize("language", ["en-gb", "en"])
def test_the_month_never_comes_first(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("05/06/2025") == date(2025, 6, 5)


def value_of(browser: Client, url: str, name: str) -> str:
    return BeautifulSoup(browser.get(url).content, "html.parser").find(attrs={"name": name})["value"]


def test_every_kind_of_form_shows_days_as_people_write_them() -> None:
    day = date(2025, 10, 31)
    source = Source.objects.create(kind="trial", title="A trial", checked_on=day)
    book = Resource.objects.create(kind="book", title="A book", last_seen_on=day)
    page = complete_draft(evidence_searched_on=day)
    browser = signed_in("Editor")
    edit_page = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert value_of(browser, edit_page, "evidence_searched_on") == "31/10/2025"
    browser = Client()
    browser.force_login(superuser())
    for record, name in ((source, "checked_on"), (book, "last_seen_on")):
        url = reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])
        assert value_of(browser, url, name) == "31/10/2025"


def test_the_calendar_writes_what_the_form_reads() -> None:
    page = complete_draft()
    body = signed_in("Editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "d/m/Y H:i" in body
    assert "Y-m-d" not in body


@pytest.mark.parametrize("words", ["31.10.2025", "10/31/2025", "tomorrow"])
def test_a_draft_with_an_unreadable_day_is_not_saved_and_says_why(words: str) -> None:
    page = complete_draft(evidence_searched_on=date(2024, 1, 2))
    body = post(person("Author"), page, evidence_searched_on=words).content.decode()
    assert NOT_A_DATE in body
    assert words in body
    assert fresh(page).get_latest_revision_as_object().evidence_searched_on == date(2024, 1, 2)


def test_an_unreadable_schedule_is_named_at_the_top_of_the_screen() -> None:
    page = complete_draft()
    response = post(person("Author"), page, go_live_at="tomorrow")
    told = BeautifulSoup(response.content, "html.parser").find(class_="messages").get_text()
    assert f"Go live date/time: {NOT_A_MOMENT}" in told


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ("reviews_due_report", "next_due_on_from"),
        ("changes_report", "timestamp_to"),
        ("sign_offs_report", "signed_at_from"),
        ("factsheet_list:index", "latest_revision_created_at_from"),
    ],
)
def test_filters_read_the_same_and_say_what_they_cannot_read(report: str, name: str) -> None:
    live()
    browser = Client()
    browser.force_login(superuser())
    url = reverse(report)
    assert NOT_A_DATE not in browser.get(url, {name: "31/10/2025"}).content.decode()
    assert NOT_A_DATE not in browser.get(url, {name: "31 October 2025"}).content.decode()
    assert NOT_A_DATE in browser.get(url, {name: "10/31/2025"}).content.decode()


def test_staff_cannot_choose_another_way_of_writing_dates(settings: Any) -> None:
    shown = signed_in("Editor").get(reverse("wagtailadmin_account")).content.decode()
    assert "locale-preferred_language" not in shown
    assert "current_time_zone" not in shown
