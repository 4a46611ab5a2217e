"""The editing screen of a factsheet: its tabs, its help, its list of what is missing, its import notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.db.models import Model
from django.utils.html import escape
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PanelGroup, PublishingPanel, get_edit_handler
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from factsheets.models import Disclaimer, FactsheetPage, ImportNote, LibraryPage, Review, SafetyAdvice
from tests.builders import complete_draft, draft, sign_governed_texts
from tests.factsheets.publication.test_workflow import form_of
from tests.factsheets.screens.forms import edit_url, kept, save
from tests.factsheets.screens.kinds import KINDS, signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db

#: Labels that say it all: an explicit, short set.
PLAIN = {
    "kind", "title", "name", "publisher", "year", "ISBN", "availability", "status", "PubMed number",
    "town", "county", "postcode", "phone", "fax", "email", "fact", "checked on",
    "kind of therapy", "verdict", "condition", "pain pattern", "source", "association",
    "factsheet", "resource", "text", "outcome", "reviewed on", "next review due", "notes",
}  # fmt: skip


@pytest.fixture
def author():
    return signed_in("Author")


def words(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.get_text(" ").split())


def fields_in(panel: Panel) -> Iterator[FieldPanel | InlinePanel]:
    """Every field panel below `panel`, rows included; schedule and other parts of Wagtail's own left out."""
    if isinstance(panel, PublishingPanel):
        return
    if isinstance(panel, PanelGroup):
        for child in panel.children:
            yield from fields_in(child)
    elif isinstance(panel, InlinePanel):
        yield panel
        yield from fields_in(panel.child_edit_handler)
    elif isinstance(panel, FieldPanel):
        yield panel


def is_ours(panel: FieldPanel | InlinePanel) -> bool:
    """Promotion, menus and comments are Wagtail's own, with help of their own."""
    owner = panel.model if isinstance(panel, InlinePanel) else panel.db_field.model
    return owner.__module__.startswith("factsheets") and "comment" not in panel.clean_name


@pytest.mark.parametrize(
    "model",
    [FactsheetPage, LibraryPage, Review, SafetyAdvice, Disclaimer, *(kind.model for kind in KINDS)],
    ids=lambda model: model._meta.model_name,
)
def test_every_field_has_a_label_and_help_where_the_label_does_not_say_it_all(model: type[Model]):
    handler = get_edit_handler(model)
    own = [panel for panel in fields_in(handler) if is_ours(panel)]
    assert own
    without_help = set()
    for panel in own:
        label = str(panel.heading or panel.db_field.verbose_name)
        assert label.strip()
        described = panel.help_text or getattr(panel.db_field, "help_text", "")
        if not described and "heading" not in label.casefold():
            without_help.add(label if label.isupper() else label[0].lower() + label[1:])
    assert without_help <= PLAIN | {"pubMed number"}


def test_the_tabs_stand_in_the_order_in_which_the_factsheet_is_read(author):
    soup = BeautifulSoup(author.get(edit_url(draft())).content, "html.parser")
    tabs = [next(tab.stripped_strings) for tab in soup.select("form#page-edit-form [role=tab]")]
    assert tabs == [
        "About",
        "Might it help?",
        "Sources",
        "Who gives it",
        "Relevant information",
        "Settings",
    ]


def test_the_screen_lists_what_the_draft_lacks(author):
    page = draft("Osteopathy")
    shown = words(author.get(edit_url(page)))
    assert "Still missing before you can submit" in shown
    for sentence in page.what_is_missing():
        assert sentence in shown


def test_the_screen_says_what_keeps_a_complete_draft_from_readers_and_then_that_nothing_does(author):
    page = complete_draft()
    shown = words(author.get(edit_url(page)))
    assert "Before it can go live" in shown
    assert "the safety advice has not been signed off" in shown
    sign_governed_texts()
    shown = words(author.get(edit_url(page)))
    assert "Nothing is missing in the saved draft." in shown
    assert "Still missing" not in shown


def test_a_summary_of_200_characters_is_kept_and_a_longer_one_refused(author):
    page = draft()
    save(author, page, {"summary": "a" * 200})
    assert kept(page).summary == "a" * 200
    assert "at most 200 characters" in save(author, page, {"summary": "b" * 201})
    assert kept(page).summary == "a" * 200


def test_a_title_that_another_factsheet_has_gets_an_address_of_its_own(author):
    draft("TENS")
    page = draft("Osteopathy")
    shown = save(author, page, {"slug": "tens"})
    assert "is already in use" in shown
    assert kept(page).slug == "osteopathy"


# Import notes


@pytest.fixture
def noted() -> FactsheetPage:
    page = complete_draft()
    for kind, text in (("odd", "A space in the website address."), ("unplaced", "Some words <b>left</b>.")):
        ImportNote.objects.create(page=page, kind=kind, text=text)
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    return FactsheetPage.objects.get(pk=page.pk)


def notes_form(page: FactsheetPage, *rows: dict, **fields: str) -> dict[str, str]:
    formset = inline_formset(list(rows), initial=sum(bool(row.get("id")) for row in rows))
    return form_of(page) | nested_form_data({"import_notes": formset}) | fields


def row_of(note: ImportNote, **changes: str) -> dict[str, str]:
    return {"id": str(note.pk)} | changes


def test_import_notes_are_shown_and_settled(author, noted):
    shown = author.get(edit_url(noted)).content.decode()
    for note in noted.import_notes.all():
        assert escape(note.text) in shown
    rows = [row_of(note, settled="on") for note in noted.import_notes.all()]
    author.post(edit_url(noted), notes_form(noted, *rows))
    saved = kept(noted).import_notes.all()
    assert [(note.kind, note.settled) for note in saved] == [("odd", True), ("unplaced", True)]
    assert saved[1].text == "Some words <b>left</b>."


def test_unsettled_notes_block_submission_with_a_sentence(author, noted):
    first, second = noted.import_notes.all()
    form = notes_form(noted, row_of(first, settled="on"), row_of(second))
    response = following.post(author, edit_url(noted), form | {"action-submit": "1"})
    assert "settle the import notes (1 open) and tick each one" in words(response)
    assert FactsheetPage.objects.get(pk=noted.pk).current_workflow_state is None

    form = notes_form(noted, row_of(first, settled="on"), row_of(second, settled="on"))
    following.post(author, edit_url(noted), form | {"action-submit": "1"})
    assert FactsheetPage.objects.get(pk=noted.pk).current_workflow_state is not None


def test_a_crafted_form_neither_adds_nor_removes_nor_rewords_a_note(author, noted):
    first, second = noted.import_notes.all()
    crafted = [
        [row_of(first), row_of(second), {"kind": "odd", "text": "Made up", "settled": "on"}],
        [row_of(first, DELETE="on"), row_of(second)],
        [row_of(first, text="Reworded", kind="proposed"), row_of(second)],
    ]
    before = [str(note) for note in (first, second)]
    for rows in crafted:
        assert author.post(edit_url(noted), notes_form(noted, *rows), follow=True).status_code == 200
        assert [str(note) for note in kept(noted).import_notes.all()] == before
        assert [str(note) for note in ImportNote.objects.filter(page=noted)] == before


def test_a_form_that_leaves_the_notes_out_keeps_them(author, noted):
    author.post(edit_url(noted), form_of(noted, summary="Another sentence."))
    assert kept(noted).import_notes.count() == 2
