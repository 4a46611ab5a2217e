"""Whoever wrote any of the words that no sign-off covers cannot sign them, whoever saved, copied or imported last."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.log_actions import log

from factsheets.models import Citation, Condition, Disclaimer, FactsheetPage, SignOff, Suitability
from factsheets.publication.signing_off import what_keeps_from_signing
from factsheets.wording.proposing import change_wording
from tests.builders import complete_draft, person, sign, sign_governed_texts, suits

pytestmark = pytest.mark.django_db

FOUR_EYES = "You wrote some of the words"


@pytest.fixture
def writer():
    """Somebody who writes and signs."""
    user = person("Editor", "writer")
    user.groups.add(*person("Clinical reviewer", "reviewer").groups.all())
    return user


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def may_sign(page: FactsheetPage, user: object) -> bool:
    return not any(FOUR_EYES in each for each in what_keeps_from_signing(latest(page), user))


def latest(page: FactsheetPage) -> FactsheetPage:
    return fresh(page).get_latest_revision_as_object()


def write(page: FactsheetPage, user: object, **fields: object) -> FactsheetPage:
    draft = latest(page)
    for name, words in fields.items():
        setattr(draft, name, words)
    draft.save_revision(user=user)
    return fresh(page)


@pytest.fixture
def page(writer) -> FactsheetPage:
    sign_governed_texts()
    return write(complete_draft(), writer, introduction="<p>Words of the writer.</p>")


def test_a_colleague_who_changes_the_title_does_not_make_the_writer_a_second_pair_of_eyes(page, writer):
    page = write(page, person("Author"), title="Acupuncture")
    assert not may_sign(page, writer)
    assert may_sign(page, person("Clinical reviewer", "another"))


def test_copying_keeps_who_wrote_the_words(page, writer):
    colleague = person("Author")
    browser = Client()
    browser.force_login(colleague)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    browser.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    copy = FactsheetPage.objects.get(slug="copy")
    assert not may_sign(copy, writer)
    assert not may_sign(copy, colleague), "the new title is theirs"


def test_words_that_somebody_else_replaced_still_need_other_eyes(page, writer):
    """Half of what stands there may be the writer's."""
    page = write(page, person("Author"), introduction="<p>Words of the writer and of the author.</p>")
    assert not may_sign(page, writer)


def test_words_that_were_taken_out_again_are_nobodys(page, writer):
    sign(page)
    page = write(page, writer, summary="Other words.")
    assert not may_sign(page, writer)
    page = write(page, person("Author"), summary=complete_draft("Other").summary, risks="<p>Bruises.</p>")
    assert may_sign(page, writer)


def test_signed_words_are_settled(page, writer):
    sign(page)
    page = write(page, person("Author"), risks="<p>Bruises.</p>")
    assert may_sign(page, writer)


def test_an_old_text_that_comes_back_is_still_its_writers(page, writer):
    page = write(page, person("Author"), introduction="<p>Words of the author.</p>")
    sign(page)
    page = write(page, person("Administrator"), introduction="<p>Words of the writer.</p>")
    assert not may_sign(page, writer)


def test_a_withdrawn_sign_off_settles_nothing(page, writer):
    decision = sign(page)
    decision.withdrawn_at, decision.withdrawal_reason = decision.signed_at, "A mistake."
    decision.save()
    assert not may_sign(page, writer)


def test_rows_have_writers_too(page, writer):
    sign(page)
    draft = latest(page)
    draft.suitabilities.add(
        Suitability(verdict="likely", condition=Condition.objects.create(name="Sciatica"))
    )
    draft.save_revision(user=writer)
    page = write(page, person("Author"), risks="<p>Bruises.</p>")
    assert not may_sign(page, writer)


def test_words_that_a_command_saved_over_the_writers_are_still_the_writers(page, writer):
    page = write(page, None, introduction="<p>Words of the writer, as a command saved them.</p>")
    assert not may_sign(page, writer)


def test_purging_old_revisions_keeps_who_wrote_the_words(page, writer):
    page = write(page, person("Author"), title="Acupuncture")
    call_command("purge_revisions", verbosity=0)
    assert not may_sign(page, writer)


def test_a_sign_off_settles_the_words_that_it_covered_although_their_revision_is_gone(page, writer):
    page = write(page, person("Author", "ann"), mechanism="<p>Words of Ann.</p>")
    signed_at = page.latest_revision.created_at
    SignOff.objects.filter(pk=sign(page).pk).update(revision=None, signed_at=signed_at)
    ben = person("Author", "ben")
    page = write(page, ben, procedure="<p>Words of Ben.</p>")
    page = write(page, ben, evidence="<p>More words of Ben.</p>")
    assert latest(page).writers() == [ben]
    assert may_sign(page, writer)


def renamed_by(user: object, condition: Condition, name: str) -> None:
    change_wording(condition, {"name": name}, by=user, now=timezone.now())


def test_whoever_reworded_a_record_of_an_unsigned_draft_cannot_sign_it(page, writer):
    page = write(complete_draft("TENS"), person("Author"), risks="<p>Bruises.</p>")
    pacemaker = Condition.objects.create(name="A pacemaker")
    suits(page, "avoid", pacemaker)
    assert may_sign(page, writer)
    renamed_by(writer, pacemaker, "Nobody at all")
    assert not may_sign(page, writer)
    assert may_sign(page, person("Clinical reviewer", "another"))


def test_whoever_made_a_record_that_a_signed_factsheet_gains_cannot_sign_it(page, writer):
    sign(page)
    made = Condition.objects.create(name="Healthy people")
    log(made, "wagtail.create", user=writer)
    suits(page, "likely", made)
    assert not may_sign(page, writer)


def test_a_record_that_was_signed_with_the_factsheet_is_settled(page, writer):
    made = Condition.objects.create(name="Sciatica")
    log(made, "wagtail.create", user=writer)
    suits(page, "likely", made)
    sign(fresh(page))
    page = write(page, person("Author"), risks="<p>Bruises.</p>")
    assert may_sign(page, writer)


def test_whoever_uploaded_a_linked_document_cannot_sign_it(page, writer):
    sign(page)
    leaflet = get_document_model().objects.create(
        title="A leaflet", file=ContentFile(b"%PDF", "leaflet.pdf"), uploaded_by_user=writer
    )
    page = write(page, person("Author"), risks=f'<p><a linktype="document" id="{leaflet.pk}">Read</a></p>')
    assert not may_sign(page, writer)


def test_saving_the_same_words_makes_nobody_a_writer(page, writer):
    """An empty field is stored as nothing or as an empty paragraph; a space at the end is no word."""
    reviewer = person("Clinical reviewer", "another")
    page = write(page, reviewer, risks="<p></p>", mechanism=latest(page).mechanism.replace("</p>", " </p>"))
    assert may_sign(page, reviewer)


def test_an_old_text_that_comes_back_with_a_space_is_still_its_writers(page, writer):
    page = write(page, person("Author"), introduction="<p>Words of the author.</p>")
    sign(page)
    page = write(page, person("Administrator"), introduction="<p>Words of the writer. </p>")
    assert not may_sign(page, writer)


RECORDS_MADE_WHILE_CHOOSING = {
    "condition": {"name": "Chooser ache", "plain_name": "Words of the writer"},
    "painpattern": {"name": "Chooser pattern", "aspect": "place"},
    "therapykind": {"name": "Chooser kind", "description": "Words of the writer"},
    "source": {"kind": "guideline", "title": "Words of the writer", "year": "2020"},
}


@pytest.mark.parametrize("kind", RECORDS_MADE_WHILE_CHOOSING)
def test_a_record_that_was_made_while_choosing_it_is_its_makers(writer, kind):
    """The ordinary way to a record: on the spot, in the window that looks for one."""
    sign_governed_texts()
    model = apps.get_model("factsheets", kind)
    browser = Client()
    browser.force_login(writer)
    chooser = f"wagtailsnippetchoosers_factsheets_{kind}:create"
    fields = {
        f"{kind}-chooser-form-{name}": words for name, words in RECORDS_MADE_WHILE_CHOOSING[kind].items()
    }
    answer = browser.post(reverse(chooser), RECORDS_MADE_WHILE_CHOOSING[kind] | fields)
    assert answer.json()["step"] == "chosen", answer.content
    record = model.objects.latest("pk")
    page = complete_draft()
    draft = latest(page)
    if kind == "therapykind":
        draft.therapy_kind = record
    elif kind == "source":
        draft.citations.add(Citation(source=record, section="introduction"))
    else:
        draft.suitabilities.add(Suitability(verdict="likely", **{SUBJECT[kind]: record}))
    draft.save_revision(user=person("Author", "colleague"))
    assert not may_sign(page, writer)
    assert may_sign(page, person("Clinical reviewer", "another"))


SUBJECT = {"condition": "condition", "painpattern": "pattern"}


def uploaded_by(user: object) -> AbstractDocument:
    return get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"Words", "leaflet.txt"), uploaded_by_user=user
    )


def test_whoever_gave_a_document_another_file_brought_its_words(writer):
    sign_governed_texts()
    document = uploaded_by(person("Editor", "uploader"))
    browser = Client()
    browser.force_login(writer)
    answer = browser.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": "Leaflet",
            "file": ContentFile(b"Words of the writer", "leaflet2.txt"),
            "collection": 1,
            "tags": "",
        },
    )
    assert answer.status_code == 302, answer.content
    page = write(
        complete_draft(),
        person("Author"),
        introduction=f'<p><a linktype="document" id="{document.pk}">x</a></p>',
    )
    assert not may_sign(page, writer)
    assert may_sign(page, person("Clinical reviewer", "another"))


def test_a_document_of_the_same_name_has_other_words(writer):
    """Signed once as leaflet.txt; what has this name now, somebody else brought."""
    sign_governed_texts()
    first = uploaded_by(person("Editor", "uploader"))
    link = '<p><a linktype="document" id="{}">x</a></p>'
    page = write(complete_draft(), person("Author"), introduction=link.format(first.pk))
    sign(latest(page), person("Clinical reviewer", "another"))
    second = get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"Words of the writer", "leaflet.txt"), uploaded_by_user=writer
    )
    type(second).objects.filter(pk=second.pk).update(file=f"documents/elsewhere/{first.filename}")
    page = write(page, person("Author", "colleague"), introduction=link.format(second.pk))
    assert not may_sign(page, writer)


def test_the_document_that_the_disclaimer_links_to_is_its_uploaders(writer):
    document = uploaded_by(writer)
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = f'<p>See <a linktype="document" id="{document.pk}">our terms</a>.</p>'
    disclaimer.save_revision(user=person("Editor", "colleague"))
    text = Disclaimer.objects.get().get_latest_revision_as_object()
    refused = [each for each in what_keeps_from_signing(text, writer) if FOUR_EYES in each]
    assert refused
    assert not [
        each for each in what_keeps_from_signing(text, person("Clinical reviewer", "b")) if FOUR_EYES in each
    ]
