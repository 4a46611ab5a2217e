"""A form that was loaded from an older text: both texts are shown, and a person chooses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from factsheets.models import Condition, FactsheetPage, ImportNote
from tests.builders import as_loaded, complete_draft, person, suits
from tests.factsheets.publication.test_workflow import form_of, fresh
from tests.factsheets.screens.forms import edit_url, kept, with_rows
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def factsheet(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_factsheet)


def make_factsheet() -> FactsheetPage:
    return complete_draft(summary="First words.")


@pytest.fixture
def author() -> Client:
    return signed_in("Author")


def saved_meanwhile(factsheet: FactsheetPage, **fields: Any) -> FactsheetPage:
    """Somebody else saves other words."""
    user = get_user_model().objects.filter(username="ann").first()
    user = user or person("Editor", "ann", first_name="Ann", last_name="Other")
    draft = kept(factsheet)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=user)
    return kept(factsheet)


def rows_shown(response: HttpResponse) -> dict[str, tuple[str, str]]:
    """Field: (saved meanwhile, yours)."""
    soup = BeautifulSoup(response.content, "html.parser")
    cells = [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in soup.select(".both-texts tbody tr")
    ]
    return {field: (saved, yours) for field, saved, yours in cells}


def shown(response: HttpResponse) -> str:
    return " ".join(
        BeautifulSoup(response.content, "html.parser").select_one(".both-texts").get_text(" ").split()
    )


def keep_mine(client: Client, response: HttpResponse) -> HttpResponse:
    """Press the button of the page with both texts."""
    form = BeautifulSoup(response.content, "html.parser").select_one(".both-texts form")
    assert form.select_one("button[type=submit]")
    data: dict[str, list[str]] = {}
    for field in form.select("input"):
        data.setdefault(field["name"], []).append(field.get("value", ""))
    return client.post(form["action"], data)


def test_both_texts_are_shown_and_nothing_is_saved(author, factsheet):
    form = form_of(factsheet, summary="My words.", introduction="<p>My <b>own</b> introduction.</p>")
    saved_meanwhile(factsheet, summary="Their words.", regulation="by_law")
    count = factsheet.revisions.count()
    response = author.post(edit_url(factsheet), form)
    assert response.status_code == 409
    assert rows_shown(response) == {
        "Summary": ("Their words.", "My words."),
        "Introduction": ("Needling after an orthodox diagnosis.", "My own introduction."),
        "Regulation": ("Regulated by law", "Not regulated"),
    }
    assert "Nothing was saved. Ann Other saved another text on" in shown(response)
    assert factsheet.revisions.count() == count
    assert kept(factsheet).summary == "Their words."


def test_who_keeps_their_text_loses_nothing_and_the_other_stays_in_the_history(author, factsheet):
    form = form_of(factsheet, summary="My words.", introduction="<p>My <b>own</b> introduction.</p>")
    theirs = saved_meanwhile(factsheet, summary="Their words.", regulation="by_law").latest_revision
    response = keep_mine(author, author.post(edit_url(factsheet), form))
    assert response.status_code == 302
    draft = kept(factsheet)
    assert draft.summary == "My words."
    assert "<b>own</b>" in draft.introduction
    assert draft.regulation == "not_regulated"
    assert draft.latest_revision.pk > theirs.pk
    assert factsheet.revisions.get(pk=theirs.pk).as_object().summary == "Their words."


def test_who_chooses_while_somebody_saves_again_is_asked_again(author, factsheet):
    form = form_of(factsheet, summary="My words.")
    saved_meanwhile(factsheet, summary="Their words.")
    asked = author.post(edit_url(factsheet), form)
    saved_meanwhile(factsheet, summary="Third words.")
    again = keep_mine(author, asked)
    assert again.status_code == 409
    assert rows_shown(again) == {"Summary": ("Third words.", "My words.")}


def test_a_submission_is_held_and_goes_on_with_the_text_that_was_kept(author, factsheet):
    form = form_of(factsheet, summary="My words.") | {"action-submit": "1"}
    saved_meanwhile(factsheet, summary="Their words.")
    asked = author.post(edit_url(factsheet), form)
    assert asked.status_code == 409
    assert fresh(factsheet).current_workflow_state is None
    keep_mine(author, asked)
    assert fresh(factsheet).current_workflow_task.name == "Editorial check"
    assert kept(factsheet).summary == "My words."


def test_rows_are_shown_in_words_and_are_those_that_were_kept(author, factsheet):
    strain, stenosis, discitis = (
        Condition.objects.create(name=name) for name in ("Strain", "Stenosis", "Discitis")
    )
    first = suits(factsheet, "likely", strain)
    second = suits(factsheet, "unlikely", stenosis)
    factsheet = fresh(factsheet)
    rows = [
        {"id": str(first.pk), "verdict": "likely", "condition": str(strain.pk), "note": "mild ones"},
        {"id": str(second.pk), "verdict": "unlikely", "condition": str(stenosis.pk)},
    ]
    form = with_rows(factsheet, suitabilities=rows) | nested_form_data(
        {"suitabilities": inline_formset([EMPTY | row for row in rows], initial=2)}
    )
    draft = kept(factsheet)
    draft.suitabilities = [draft.suitabilities.get(id=first.pk)]
    draft.suitabilities.create(verdict="avoid", condition=discitis)
    draft.save()
    draft.save_revision()
    asked = author.post(edit_url(factsheet), form)
    assert rows_shown(asked) == {
        "Conditions and pain patterns": (
            "Most likely to help – Strain Should not be treated – Discitis",
            "Most likely to help – Strain – mild ones Least likely to help – Stenosis",
        )
    }
    keep_mine(author, asked)
    now = [(row.verdict, row.condition.name, row.note) for row in kept(factsheet).suitabilities.all()]
    assert now == [("likely", "Strain", "mild ones"), ("unlikely", "Stenosis", "")]


EMPTY = {"verdict": "likely", "condition": "", "pattern": "", "note": ""}


def test_notes_that_an_import_left_or_took_away_meanwhile_are_not_the_authors_to_change(author, factsheet):
    old, ticked = (
        ImportNote.objects.create(page=factsheet, kind="odd", text=text) for text in ("Old.", "Ticked.")
    )
    fresh(factsheet).save_revision()
    factsheet = fresh(factsheet)
    rows = [{"id": str(old.pk)}, {"id": str(ticked.pk), "settled": "on"}]
    form = form_of(factsheet, summary="My words.") | nested_form_data(
        {"import_notes": inline_formset(rows, initial=2)}
    )
    draft = kept(factsheet)
    draft.import_notes = [draft.import_notes.get(id=ticked.pk)]
    draft.import_notes.create(kind="odd", text="New.")
    draft.save()
    draft.save_revision()
    asked = author.post(edit_url(factsheet), form)
    assert asked.status_code == 409
    assert keep_mine(author, asked).status_code == 302
    assert {(note.text, note.settled) for note in kept(factsheet).import_notes.all()} == {
        ("Ticked.", True),
        ("New.", False),
    }


def test_the_same_words_are_no_conflict_and_rows_do_not_double(author, factsheet):
    """An autosave that was still under way when the button was pressed has saved them already."""
    strain = Condition.objects.create(name="Strain")
    form = with_rows(factsheet, {"summary": "My words."}, suitabilities=[{"condition": str(strain.pk)}])
    autosave = author.post(edit_url(factsheet), form, headers={"accept": "application/json"})
    assert autosave.json()["success"], autosave.json()
    assert author.post(edit_url(factsheet), form).status_code == 302
    assert [row.condition.name for row in kept(factsheet).suitabilities.all()] == ["Strain"]


def test_a_form_that_does_not_say_where_it_comes_from_overwrites_nothing(author, factsheet):
    form = form_of(factsheet, summary="My words.")
    for name in as_loaded(factsheet):
        del form[name]
    response = author.post(edit_url(factsheet), form)
    assert response.status_code == 409
    assert kept(factsheet).summary == "First words."


def test_a_draft_that_was_saved_anew_under_its_number_is_another_text(author, factsheet):
    form = form_of(factsheet, summary="My words.")
    draft = kept(factsheet)
    draft.summary = "Their words."
    draft.save_revision(overwrite_revision=factsheet.latest_revision)
    assert draft.latest_revision.pk == factsheet.latest_revision.pk
    assert rows_shown(author.post(edit_url(factsheet), form)) == {"Summary": ("Their words.", "My words.")}


def test_autosave_is_refused_and_what_was_typed_comes_back_with_the_button(author, factsheet):
    form = form_of(factsheet, summary="My words.")
    saved_meanwhile(factsheet, summary="Their words.")
    response = author.post(edit_url(factsheet), form, headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert rows_shown(author.post(edit_url(factsheet), form)) == {"Summary": ("Their words.", "My words.")}


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_a_decision_about_an_older_text_decides_nothing(factsheet, decision):
    factsheet.get_workflow().start(factsheet, user=None)
    editor = signed_in("Editor")
    form = form_of(factsheet, summary="My words.")
    form |= {"action-workflow-action": "1", "workflow-action-name": decision}
    saved_meanwhile(factsheet, summary="Their words.")
    asked = editor.post(edit_url(factsheet), form)
    assert asked.status_code == 409
    assert "Nothing was saved, and nothing was decided." in shown(asked)
    assert keep_mine(editor, asked).status_code == 302
    assert kept(factsheet).summary == "My words."
    assert [state.status for state in TaskState.objects.all()] == ["in_progress"]


def test_who_may_no_longer_edit_is_told_and_sees_what_they_typed(author, factsheet):
    form = form_of(factsheet, summary="My words.")
    draft = saved_meanwhile(factsheet, summary="Their words.")
    draft.get_workflow().start(draft, user=None)
    response = author.post(edit_url(factsheet), form)
    assert rows_shown(response) == {"Summary": ("Their words.", "My words.")}
    assert "You cannot save your text now." in shown(response)
    assert "Only reviewers for this task can edit the page." in shown(response)
    assert not BeautifulSoup(response.content, "html.parser").select(".both-texts button")


def test_what_somebody_typed_is_shown_as_text_and_never_run(author, factsheet):
    form = form_of(factsheet, summary="<script>alert(1)</script>", title='"><img src=x onerror=alert(1)>')
    saved_meanwhile(factsheet, summary="Their words.")
    body = author.post(edit_url(factsheet), form).content.decode()
    assert "<script>alert(1)" not in body
    assert "<img src=x" not in body


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_at_the_same_instant_one_is_saved_and_one_is_asked():
    factsheet = complete_draft()
    clients = [signed_in("Author"), signed_in("Editor")]
    forms = [form_of(factsheet, summary=words) for words in ("One.", "Two.")]
    barrier = Barrier(2)

    def save(number: int) -> int:
        try:
            barrier.wait(timeout=20)
            return clients[number].post(edit_url(factsheet), forms[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, range(2)))
    assert sorted(answers) == [302, 409]
    assert kept(factsheet).summary == ("One.", "Two.")[answers.index(302)]
