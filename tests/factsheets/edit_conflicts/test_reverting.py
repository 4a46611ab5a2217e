"""Going back to an earlier text of which rows are gone: words and rows come back as they stood, as a draft."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factsheets.models import Citation, Condition, FactsheetPage, ImportNote, Source
from tests.builders import complete_draft, publish_signed, sign_governed_texts, suits
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import SUBMIT, _fields
from tests.setting_up import following

pytestmark = pytest.mark.django_db


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


@pytest.fixture
def page() -> FactsheetPage:
    """Public with a row of each of two kinds; then, all rows replaced, the words too."""
    sign_governed_texts()
    page = complete_draft()
    suits(page, "likely", Condition.objects.create(name="Sciatica"), note="As it stood.")
    draft = fresh(page).get_latest_revision_as_object()
    draft.citations = [Citation(source=Source.objects.create(kind="trial", title="Old"), section="evidence")]
    draft.save_revision()
    publish_signed(fresh(page))
    return fresh(page)


def replace_all(page: FactsheetPage) -> None:
    draft = page.get_latest_revision_as_object()
    draft.suitabilities = [
        type(row)(verdict="unlikely", condition=row.condition) for row in draft.suitabilities.all()
    ]
    draft.citations = [Citation(source=row.source, section="mechanism") for row in draft.citations.all()]
    draft.import_notes = []
    draft.summary = "Other words."
    draft.save_revision()
    publish_signed(fresh(page))


def go_back(browser: Client, page: FactsheetPage, revision: int, **action: str) -> Any:
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision])
    [form] = html.document_fromstring(browser.get(address).content.decode()).xpath("//form[@data-edit-form]")
    return following.post(browser, form.get("action"), dict(_fields(form)) | action)


def told_of(page: FactsheetPage) -> list[tuple[str, str]]:
    latest = fresh(page).get_latest_revision_as_object()
    return [(row.verdict, row.note) for row in latest.suitabilities.all()]


def test_rows_that_are_gone_come_back(page: FactsheetPage) -> None:
    old, summary = page.latest_revision, page.summary
    replace_all(page)
    assert told_of(page) == [("unlikely", "")]
    go_back(signed_in("Editor"), page, old.pk)
    latest = fresh(page).get_latest_revision_as_object()
    assert told_of(page) == [("likely", "As it stood.")]
    assert latest.summary == summary
    assert [row.source.title for row in latest.citations.all()] == ["Old"]
    assert latest.clinical_content() == old.as_object().clinical_content()
    now = fresh(page)
    assert now.summary == "Other words.", "readers have what was published last"
    assert now.has_unpublished_changes


def test_it_goes_the_way_of_every_draft(page: FactsheetPage) -> None:
    old = page.latest_revision
    replace_all(page)
    go_back(signed_in("Editor"), page, old.pk, **SUBMIT)
    now = fresh(page)
    assert told_of(page) == [("likely", "As it stood.")]
    assert now.workflow_in_progress
    assert now.summary == "Other words."


def test_rows_that_are_still_there_stay_the_same_rows(page: FactsheetPage) -> None:
    old = page.latest_revision
    draft = page.get_latest_revision_as_object()
    draft.summary = "Other words."
    draft.save_revision()
    publish_signed(fresh(page))
    before = list(fresh(page).suitabilities.values_list("pk", flat=True))
    go_back(signed_in("Editor"), page, old.pk)
    latest = fresh(page).get_latest_revision_as_object()
    assert [row.pk for row in latest.suitabilities.all()] == before
    assert latest.summary != "Other words."


def test_comments_and_settled_notes_that_are_gone_stay_gone(page: FactsheetPage) -> None:
    note = ImportNote.objects.create(page=page, kind="odd", text="Is it?")
    draft = fresh(page).get_latest_revision_as_object()
    draft.import_notes = [note]
    old = draft.save_revision()
    ImportNote.objects.all().delete()
    replace_all(fresh(page))
    go_back(signed_in("Editor"), page, old.pk)
    assert told_of(page) == [("likely", "As it stood.")]
    assert not list(fresh(page).get_latest_revision_as_object().import_notes.all())
