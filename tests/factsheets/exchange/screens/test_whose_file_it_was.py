"""Whoever brings a document in wrote the words of the drafts that it makes, whoever lets it in."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from factsheets.exchange.page_values import gather
from factsheets.models import Condition, FactsheetPage, ImportBatch
from factsheets.outputs import factsheet_file
from tests.builders import complete_draft, person, sign, sign_governed_texts, suits
from tests.factsheets.exchange.batches.documents import HEAT, document, work
from tests.factsheets.management.import_runs import latest
from tests.factsheets.publication.test_workflow import decide

from .test_bringing_in import confirm, screen, send, ticks

pytestmark = pytest.mark.django_db

FOUR_EYES = "You wrote some of the words"


def both() -> AbstractUser:
    """Somebody who brings in and signs."""
    user = person("Editor", "brings-in")
    user.groups.add(*person("Clinical reviewer", "signs").groups.all())
    return user


def browser_of(user: AbstractUser) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def let_in(batch: ImportBatch, user: AbstractUser) -> None:
    browser = browser_of(user)
    fields = ticks(screen(browser, batch))
    fields |= {f"parts-{each.pk}-0": "summary" for each in batch.documents.all()}
    confirm(browser, batch, fields)
    work()


def brought_in_by(user: AbstractUser, confirmed_by: AbstractUser, **files: bytes) -> None:
    send(browser_of(user), **files)
    work()
    let_in(ImportBatch.objects.latest("pk"), confirmed_by)


def other_words(page: FactsheetPage) -> bytes:
    return factsheet_file.write(replace(gather(page), summary="It cures everything.")).encode()


@pytest.fixture
def page() -> FactsheetPage:
    """Signed, so that nobody has written any of the words before."""
    sign_governed_texts()
    page = complete_draft()
    sign(page)
    return FactsheetPage.objects.get(pk=page.pk)


def sign_off_screen(page: FactsheetPage, user: AbstractUser) -> str:
    page = FactsheetPage.objects.get(pk=page.pk)
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "checks"), FactsheetPage.objects.get(pk=page.pk))
    step = FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state
    return browser_of(user).get(reverse("factsheets_sign_off", args=[step.pk])).content.decode()


def test_whose_file_it_was_cannot_sign_what_somebody_else_let_in(page: FactsheetPage) -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, ma_md=other_words(page))
    assert latest(page).summary == "It cures everything."
    assert latest(page).writers() == [author, uploader]
    shown = sign_off_screen(page, uploader)
    assert FOUR_EYES in shown
    assert (
        FOUR_EYES
        not in browser_of(person("Clinical reviewer", "another"))
        .get(
            reverse(
                "factsheets_sign_off",
                args=[FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state.pk],
            )
        )
        .content.decode()
    )


def test_a_copy_keeps_whose_file_it_was(page: FactsheetPage) -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, ma_md=other_words(page))
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    browser_of(author).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert uploader in latest(FactsheetPage.objects.get(slug="copy")).writers()


def test_words_that_came_back_after_the_batch_was_undone_are_still_of_the_file(page: FactsheetPage) -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, ma_md=other_words(page))
    brought = FactsheetPage.objects.get(pk=page.pk).latest_revision
    browser_of(author).post(reverse("factsheets_undo_batch", args=[ImportBatch.objects.latest("pk").pk]))
    work()
    assert latest(page).summary == page.summary
    brought.as_object().save_revision(user=author)
    assert uploader in latest(page).writers()


def test_links_between_the_drafts_of_a_batch_change_nothing_in_that() -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, heat_txt=document("Heat", names="Cold"), cold_txt=document("Cold"))
    heat = FactsheetPage.objects.get(title="Heat")
    assert [item.factsheet.slug for item in latest(heat).related_items.all()] == ["cold"]
    assert uploader in latest(heat).writers()
    call_command("purge_revisions", verbosity=0)
    assert uploader in latest(heat).writers()


def test_saving_over_it_does_not_hide_whose_file_it_was(page: FactsheetPage) -> None:
    """Autosave writes the latest draft of the same person anew under its number."""
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, ma_md=other_words(page))
    draft = latest(page)
    draft.procedure = "<p>Needles.</p>"
    draft.save_revision(user=author, overwrite_revision=draft.latest_revision)
    assert uploader in latest(page).writers()


def test_a_record_that_came_in_is_of_whose_file_it_was(page: FactsheetPage) -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, heat_txt=HEAT)
    suits(page, "likely", Condition.objects.get(name="Lumbago"))
    assert FactsheetPage.objects.get(pk=page.pk).writers() == [uploader]


def test_what_came_in_before_such_marks_were_made_gets_them(page: FactsheetPage) -> None:
    uploader, author = both(), person("Author", "lets-in")
    brought_in_by(uploader, author, ma_md=other_words(page))
    unmarked = FactsheetPage.objects.get(pk=page.pk).latest_revision
    unmarked.content.pop("brought_in_by")
    unmarked.save()
    assert uploader not in latest(page).writers()
    import_module("factsheets.migrations.0015_who_brought_words_in").note_who_brought_words_in(apps, None)
    assert uploader in latest(page).writers()
