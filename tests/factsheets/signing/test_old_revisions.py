"""A revision of any age makes no screen fail: what it names and is gone is shown by its kept name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import (
    Association,
    Condition,
    FactsheetPage,
    KeptName,
    RelatedItem,
    SignOff,
    Source,
    TherapyKind,
)
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from tests.builders import complete_draft, draft, person, publish_signed, sign_governed_texts
from tests.factsheets.management.import_runs import SEED
from tests.factsheets.publication.test_workflow import decide, fresh
from tests.factsheets.screens.kinds import KIND_OF, KINDS, signed_in

pytestmark = pytest.mark.django_db


class Named(NamedTuple):
    """What rows and pages name: how it is made, put into a page, taken out of it and said to be gone."""

    name: str
    nameless: str
    make: Callable[[], Any]
    put_into: Callable[[FactsheetPage, Any], object]


def _relate(page: FactsheetPage, other: FactsheetPage) -> object:
    return RelatedItem.objects.create(page=page, factsheet=other)


NAMED = [
    *(
        Named(
            str(kind),
            f"{'an' if kind.model is Association else 'a'} {kind.model._meta.verbose_name} that was deleted",
            lambda kind=kind: kind.make("Slipped disc"),
            kind.put_into,
        )
        for kind in KINDS
    ),
    Named("factsheet", "a factsheet that was deleted", lambda: draft("Slipped disc"), _relate),
]
each = pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
#: A factsheet that a public one names is public itself, and then it stays in any case.
each_record = pytest.mark.parametrize("named", NAMED[:-1], ids=lambda named: named.name)


def take_out(page: FactsheetPage) -> None:
    page = fresh(page)
    for relation in ("suitabilities", "citations", "associations", "related_items"):
        setattr(page, relation, [])
    page.therapy_kind, _ = TherapyKind.objects.get_or_create(name="Needling")
    page.save()
    page.save_revision()


def once_named(named: Named, page: FactsheetPage) -> Revision:
    """The revision of `page` that names something that has been deleted since."""
    record = named.make()
    named.put_into(page, record)
    old = fresh(page).save_revision(user=person("Author"))
    take_out(page)
    type(record).objects.get(pk=record.pk).delete()
    return old


def shown(browser: Client, name: str, *args: Any) -> str:
    response = browser.get(reverse(name, args=args), follow=True)
    assert response.status_code == 200, name
    return " ".join(response.content.decode().split()).lower()


@each
def test_it_is_signed_off_and_goes_live(named: Named):
    sign_governed_texts()
    page = complete_draft()
    once_named(named, page)
    page = fresh(page)
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    reviewer = person("Clinical reviewer")
    browser = Client()
    browser.force_login(reviewer)
    shown(browser, "factsheets_sign_off", fresh(page).current_workflow_task_state.pk)
    decide(reviewer, fresh(page))
    assert SignOff.objects.of(page).exists()
    assert fresh(page).live


@each
@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "from-before"])
def test_every_screen_shows_the_kept_name(named: Named, is_kept):
    sign_governed_texts()
    page = complete_draft()
    old = once_named(named, page)
    if not is_kept:
        KeptName.objects.all().delete()
    words = "slipped disc" if is_kept else named.nameless
    latest = fresh(page).latest_revision_id
    browser = signed_in("superuser")
    pages = "wagtailadmin_pages:"
    preview = shown(browser, f"{pages}revisions_view", page.pk, old.pk)
    # What readers may not see does not stand among the relevant information, in a preview neither.
    assert (words in preview) == (named.name != "factsheet")
    assert words in shown(browser, f"{pages}revisions_compare", page.pk, old.pk, latest)
    assert words in shown(browser, f"{pages}revisions_compare", page.pk, "earliest", old.pk)
    form = shown(browser, f"{pages}revisions_revert", page.pk, old.pk)
    assert f"“{words}” has been deleted" in form
    if named.name in ("condition", "painpattern", "source", "therapykind"):  # what is signed
        assert words in shown(browser, "changed_words", old.pk)
        assert words in shown(browser, "changed_words", latest)
    for name, *args in (
        ("changed_words", old.pk),
        ("changed_words", latest),
        (f"{pages}history", page.pk),
        (f"{pages}edit", page.pk),
        ("wagtailadmin_home",),
        ("changes_report",),
        ("factsheets_versions", page.pk),
        ("factsheets_sign_offs", "factsheetpage", page.pk),
    ):
        shown(browser, name, *args)


@pytest.mark.parametrize("action", ["revert_to_page_revision", "copy_for_translation"])
def test_wagtails_api_offers_no_way_past_a_lock_or_past_who_wrote_the_words(action):
    page = complete_draft()
    before = (page.latest_revision_id, FactsheetPage.objects.count())
    response = signed_in("superuser").post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, action]),
        {"revision_id": page.latest_revision_id, "locale": "en", "copy_parents": True},
    )
    assert response.status_code == 404
    assert (fresh(page).latest_revision_id, FactsheetPage.objects.count()) == before


@each
def test_a_draft_that_names_it_makes_no_report_fail_and_no_import_guess(named: Named):
    page = complete_draft("Medical Acupuncture")
    old = once_named(named, page)
    FactsheetPage.objects.filter(pk=page.pk).update(latest_revision=old)
    browser = signed_in("superuser")
    assert "“slipped disc” has been deleted" in shown(browser, "incomplete_factsheets_report")
    matrix = browser.get(reverse("factsheets_by_condition_report"), {"drafts": "on"})
    assert matrix.status_code == 200
    shown(browser, "wagtailadmin_pages:edit", page.pk)
    shown(browser, "wagtailadmin_pages:view_draft", page.pk)
    Source.objects.create(kind="trial", title="Another trial", status="withdrawn")
    with pytest.raises(CommandError, match="“Slipped disc” has been deleted"):
        call_command("import_factsheet", str(SEED), "--update")


@each
def test_it_does_not_go_live_itself(named: Named):
    sign_governed_texts()
    page = complete_draft()
    old = once_named(named, page)
    with pytest.raises(PublicationRefused, match="“Slipped disc” has been deleted"):
        old.publish(skip_permission_checks=True)
    assert not fresh(page).live


@each
def test_daily_and_a_purge_run_over_it(named: Named):
    once_named(named, complete_draft())
    call_command("daily")
    call_command("purge_revisions")


@each_record
def test_what_is_scheduled_keeps_its_records(named: Named):
    sign_governed_texts()
    page, record = complete_draft(), named.make()
    named.put_into(page, record)
    page = fresh(page)
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision()
    publish_signed(fresh(page))
    assert fresh(page).revisions.filter(approved_go_live_at__isnull=False).exists()
    take_out(page)
    with pytest.raises(ProtectedError, match="in what is scheduled to go live"):
        type(record).objects.get(pk=record.pk).delete()


@each_record
def test_what_a_withdrawal_would_bring_back_keeps_its_records(named: Named):
    sign_governed_texts()
    page, record = complete_draft(), named.make()
    named.put_into(page, record)
    page = fresh(page)
    page.save_revision()
    publish_signed(fresh(page))
    editor = person("Editor")
    withdraw(fresh(page), reason="Old.", replacement=None, user=editor, now=timezone.now())
    take_out(page)
    with pytest.raises(ProtectedError, match="comes back if its withdrawal is undone"):
        type(record).objects.get(pk=record.pk).delete()
    assert not undo_withdrawal(fresh(page), user=editor, now=timezone.now())
    assert fresh(page).live


def test_the_list_of_uses_says_where():
    record = KIND_OF[Condition].make("Slipped disc")
    page = complete_draft()
    KIND_OF[Condition].put_into(page, record)
    page = fresh(page)
    page.save_revision()
    page.revisions.update(approved_go_live_at=timezone.now())
    take_out(page)
    url = KIND_OF[Condition].url("usage", record.pk)
    assert "In what is scheduled to go live" in signed_in("superuser").get(url).content.decode()


# What an older release wrote


def rewritten(change: Callable[[dict[str, Any]], object]) -> Revision:
    """The revision of a factsheet with rows of every kind, with other content than a release of today would write."""
    sign_governed_texts()
    page = complete_draft()
    for kind in KINDS:
        kind.put_into(page, kind.make(f"A {kind}"))
    old = fresh(page).save_revision()
    change(old.content)
    old.save()
    fresh(page).save_revision()
    return old


def _set(**values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda content: content.update(values)


def _in_rows(relation: str, **values: Any) -> Callable[[dict[str, Any]], object]:
    return lambda content: [row.update(values) for row in content[relation]]


def _without(*names: str) -> Callable[[dict[str, Any]], object]:
    return lambda content: [content.pop(name) for name in names]


def _without_in_rows(relation: str, *names: str) -> Callable[[dict[str, Any]], object]:
    return lambda content: [row.pop(name) for row in content[relation] for name in names]


OLD = {
    "a field that is gone": _set(price="£30"),
    "a kind of row that is gone": _set(circumstances=[{"pk": 1, "name": "Pregnancy"}]),
    "a choice that is gone": _set(certainty="excellent", regulation="guild", contraindication_state="maybe"),
    "a verdict that is gone": _in_rows("suitabilities", verdict="maybe"),
    "a section and a stance that are gone": _in_rows("citations", section="history", stance="doubts"),
    "a kind of note that is gone": _set(
        import_notes=[{"pk": 7, "kind": "lost", "text": "x", "settled": False}]
    ),
    "a day that is none": _set(evidence_searched_on="last spring"),
    "nothing where words are": _set(risks=None, summary=None, also_called=None),
    "nothing in rows": _in_rows("suitabilities", note=None),
    "nothing where rows are": _set(suitabilities=None, citations=None),
    "rows that are no rows": _set(suitabilities=["Sciatica"], citations=[3]),
    "fields that came later": _without("risks", "regulation", "likely_statement", "change_note"),
    "rows that came later": _without("citations", "associations", "import_notes"),
    "fields of rows that came later": _without_in_rows("citations", "stance", "locator", "reason"),
    "rows without a number": _without_in_rows("suitabilities", "pk"),
    "a key that is none": _in_rows("suitabilities", condition="Sciatica"),
    "a kind of therapy that is none": _set(therapy_kind="Needling"),
    "a language that is gone": _set(locale=4711),
}


@pytest.mark.parametrize("what", OLD)
def test_words_of_an_older_release_are_read(what):
    old = rewritten(OLD[what])
    page = fresh(old.content_object)
    browser = signed_in("superuser")
    pages = "wagtailadmin_pages:"
    latest = page.latest_revision_id
    shown(browser, f"{pages}revisions_view", page.pk, old.pk)
    shown(browser, f"{pages}revisions_compare", page.pk, old.pk, latest)
    shown(browser, f"{pages}revisions_revert", page.pk, old.pk)
    shown(browser, "changed_words", old.pk)
    shown(browser, "changed_words", latest)
    old.as_object().what_stands_in_the_way()


@pytest.mark.parametrize(
    "what", ["a choice that is gone", "a verdict that is gone", "a section and a stance that are gone"]
)
def test_a_choice_that_is_gone_keeps_words_from_going_live(what):
    old = rewritten(OLD[what])
    with pytest.raises(PublicationRefused, match="is no choice any more"):
        old.publish(skip_permission_checks=True)


def test_rows_that_came_later_are_not_those_of_today():
    old = rewritten(OLD["rows that came later"])
    assert list(old.as_object().citations.all()) == []
    assert fresh(old.content_object).citations.count() == 1
