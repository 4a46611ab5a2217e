"""Previews show an unsaved change as readers would see it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.governed.models.warning_advice import WARNING_ADVICE
from factsheets.models import Condition, Disclaimer, FactsheetPage, LibraryPage, SafetyAdvice
from tests.builders import complete_draft, draft, library, live, sign_governed_texts
from tests.factsheets.publication.test_workflow import form_of
from tests.factsheets.screens.forms import with_rows
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def preview(browser, url: str, form: dict) -> str:
    answer = browser.post(url, form).json()
    assert answer["is_valid"], answer
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("make", [draft, complete_draft, live])
def test_a_factsheet_with_an_unsaved_change(make):
    sign_governed_texts()
    page, sciatica = make(), Condition.objects.create(name="Sciatica")
    form = with_rows(
        page,
        {"mechanism": "<p>Words that nobody saved.</p>"},
        suitabilities=[{"verdict": "avoid", "condition": sciatica.pk}],
        related_items=[{"pending_title": "Massage"}],
    )
    shown = preview(signed_in("Author"), reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), form)
    assert "<h1" in shown
    for words in ("Words that nobody saved.", "Sciatica", "Massage", "you cannot pee", "Ask your GP."):
        assert words in shown
    assert "Words that nobody saved." not in FactsheetPage.objects.get(pk=page.pk).mechanism


def test_a_factsheet_that_has_never_been_saved():
    args = ("factsheets", "factsheetpage", library().pk)
    form = form_of(FactsheetPage(title="Osteopathy", slug="osteopathy", summary="Hands on the back."))
    shown = preview(signed_in("Author"), reverse("wagtailadmin_pages:preview_on_add", args=args), form)
    assert "Hands on the back." in shown
    assert not FactsheetPage.objects.exists()


def test_warning_advice_with_an_unsaved_change():
    advice = WARNING_ADVICE["crisis"].objects.get()
    form = {"heading": "Talk to somebody", "text": "First.\n\nThen.", "phones": "0300 123 999 | A helpline"}
    url = reverse("wagtailsnippets_factsheets_crisisadvice:preview_on_edit", args=[advice.pk])
    shown = BeautifulSoup(preview(signed_in("Editor"), url, form), "html.parser").find(id="crisis")
    assert "Talk to somebody" in shown.h2.get_text()
    assert [words.get_text() for words in shown.find_all("p", recursive=False)][:2] == ["First.", "Then."]
    assert shown.select_one(".phones a")["href"] == "tel:0300123999"


def test_safety_advice_with_an_unsaved_change():
    advice = SafetyAdvice.objects.get()
    levels = ("emergency", "urgent", "non_urgent")
    form = {f"{level}_heading": f"Heading of {level}" for level in levels}
    form |= {f"{level}_points": f"first {level} point\nsecond {level} point" for level in levels}
    url = reverse("wagtailsnippets_factsheets_safetyadvice:preview_on_edit", args=[advice.pk])
    shown = preview(signed_in("Editor"), url, form)
    for level in levels:
        assert f"Heading of {level}" in shown
        assert f"second {level} point" in shown
    assert not SafetyAdvice.objects.get().emergency_points


def test_a_disclaimer_with_an_unsaved_change():
    url = reverse("wagtailsnippets_factsheets_disclaimer:preview_on_edit", args=[Disclaimer.objects.get().pk])
    form = nested_form_data({"text": rich_text("<p>We answer for <b>nothing</b>.</p>")})
    shown = preview(signed_in("Editor"), url, form)
    assert "We answer for" in shown


def test_the_library_with_an_unsaved_change():
    live("Osteopathy")
    page = library()
    names = [
        field.name
        for field in LibraryPage._meta.local_fields
        if field.name.startswith(("heading_", "review_"))
    ]
    form = nested_form_data(
        {name: getattr(page, name) for name in names}
        | {"title": page.title, "slug": page.slug, "seo_title": "", "search_description": ""}
        | {"introduction": rich_text("<p>Unsaved welcome.</p>"), "comments": inline_formset([])}
    )
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    shown = preview(signed_in("Editor"), url, form)
    assert "Unsaved welcome." in shown
    assert "Osteopathy" in shown


@pytest.mark.parametrize("role", ["Resource manager", None])
def test_who_may_not_edit_sees_no_preview(role):
    page = complete_draft()
    browser = signed_in(role)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for response in (browser.post(url, form_of(page)), browser.get(url)):
        assert response.status_code in (302, 403)
