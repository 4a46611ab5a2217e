"""`manage.py publish_scheduled`, as cron runs it: what staff scheduled goes live, if it still may."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from factsheets.models import Disclaimer, FactsheetPage, Version
from factsheets.publication.scheduling import ScheduleRun, carry_out_schedules, what_is_due
from tests.builders import complete_draft, library, live, person, publish_signed, sign_governed_texts

from .test_workflow import decide, fresh, post

pytestmark = pytest.mark.django_db


def signed_for_tomorrow(title: str = "TENS", **fields: Any) -> FactsheetPage:
    """Approved by an editor and a clinician, to go live tomorrow."""
    page = complete_draft(title, go_live_at=timezone.now() + timedelta(days=1), **fields)
    page.get_workflow().start(page, user=None)
    decide(person("Editor", f"editor of {title}"), fresh(page))
    decide(person("Clinical reviewer", f"reviewer of {title}"), fresh(page))
    assert fresh(page).scheduled_revision is not None
    assert not fresh(page).live
    return fresh(page)


def the_day_comes(page: Page) -> None:
    """As if the moment of going live had passed an hour ago."""
    hour_ago = timezone.now() - timedelta(hours=1)
    for revision in Revision.objects.filter(object_id=str(page.pk), approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = hour_ago.isoformat()
        revision.approved_go_live_at = hour_ago
        revision.save()


def run() -> str:
    """One run; the sentences on standard error, empty if all went well."""
    try:
        call_command("publish_scheduled")
    except CommandError as error:
        return str(error)
    return ""


@pytest.fixture
def published() -> Iterator[list[str]]:
    """The titles of the pages that went live, in order."""
    titles: list[str] = []

    def note(instance: Page, **_kwargs: Any) -> None:
        if instance.live:
            titles.append(instance.title)

    page_published.connect(note)
    yield titles
    page_published.disconnect(note)


def test_ours_takes_the_place_of_wagtails():
    assert get_commands()["publish_scheduled"] == "factsheets.management.before_wagtail"


def test_signed_words_go_live_at_their_time_and_not_before(published):
    sign_governed_texts()
    page = signed_for_tomorrow()
    published.clear()
    assert run() == ""
    assert not fresh(page).live
    the_day_comes(page)
    assert run() == ""
    assert fresh(page).live
    assert run() == ""
    assert published == ["TENS"]


def test_the_words_that_were_signed_go_live_and_a_later_draft_stays_a_draft():
    sign_governed_texts()
    page = signed_for_tomorrow(summary="Signed words.")
    signed = page.scheduled_revision
    page.summary = "A later draft."
    later = page.save_revision()
    the_day_comes(page)
    assert run() == ""
    page = fresh(page)
    assert (page.summary, page.live_revision_id, page.latest_revision_id) == (
        "Signed words.",
        signed.pk,
        later.pk,
    )
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().summary == "A later draft."


def test_an_example_stays_one_until_the_moment_when_signed_words_take_its_place(monkeypatch):
    sign_governed_texts()
    page = complete_draft()
    page.publish_as_example(page.get_latest_revision())
    example = fresh(page)
    example.summary, example.go_live_at = "Signed words.", timezone.now() + timedelta(days=1)
    example.save_revision()
    publish_signed(example)
    before = fresh(page)
    assert before.scheduled_revision is not None
    assert (before.is_starter_example, Version.objects.of(page).count()) == (True, 1)
    the_day_comes(page)
    moment = fresh(page).scheduled_revision.approved_go_live_at
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert carry_out_schedules(now=moment).done == ["“Medical acupuncture” is live as scheduled."]
    after = fresh(page)
    assert (after.summary, after.is_starter_example) == ("Signed words.", False)
    assert [version.is_example for version in Version.objects.of(page)] == [False, True]


def test_what_stands_in_the_way_by_then_is_told_and_nothing_is_lost(client):
    sign_governed_texts()
    page = signed_for_tomorrow()
    Disclaimer.objects.get().unpublish()
    the_day_comes(page)
    told = run()
    assert "“TENS” was not published as scheduled." in told
    assert "the disclaimer has not been signed off" in told
    assert "its schedule is cancelled" in told
    page = fresh(page)
    assert not page.live
    assert page.scheduled_revision is None
    assert page.get_latest_revision_as_object().summary == page.summary
    assert run() == ""  # told once
    client.force_login(person("Editor"))
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Not published as scheduled; the schedule is cancelled." in history
    assert "the disclaimer has not been signed off" in history


@pytest.mark.parametrize(
    ("trouble", "is_traced"), [(OSError("the disk is full"), False), (ValueError("a fault of ours"), True)]
)
def test_a_page_that_fails_stops_no_other_and_keeps_its_schedule(caplog, trouble, is_traced):
    sign_governed_texts()
    pages = [signed_for_tomorrow(title) for title in ("Massage", "Osteopathy", "TENS")]

    def break_down(instance: Page, **_kwargs: Any) -> None:
        if instance.live and instance.title == "Massage":
            raise trouble

    for page in pages:
        the_day_comes(page)
    page_published.connect(break_down)
    try:
        told = run()
    finally:
        page_published.disconnect(break_down)
    assert told == f"“Massage” stays as it is, and the next run tries again: {trouble}"
    assert ("Traceback" in caplog.text) == is_traced
    assert [fresh(page).live for page in pages] == [False, True, True]
    assert run() == ""
    assert fresh(pages[0]).live


def test_an_editor_can_cancel_a_schedule_and_write_on(client):
    sign_governed_texts()
    page = signed_for_tomorrow()
    client.force_login(person("Author"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "has been scheduled to go live at" in client.get(edit).content.decode()
    cancel = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.scheduled_revision.pk])
    client.post(cancel)
    assert fresh(page).scheduled_revision is not None  # not an author

    editor = person("Editor")
    client.force_login(editor)
    assert cancel in client.get(edit).content.decode()
    client.post(cancel)
    assert fresh(page).scheduled_revision is None
    post(editor, fresh(page), summary="Other words.")
    assert fresh(page).get_latest_revision_as_object().summary == "Other words."
    the_day_comes(page)
    assert run() == ""
    assert not fresh(page).live


def test_an_ordinary_page_goes_live_by_its_schedule_and_expires():
    page = library().get_parent().specific
    page.introduction = "Words of tomorrow."
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert type(page).objects.get().introduction != "Words of tomorrow."
    the_day_comes(page)
    assert run() == ""
    assert type(page).objects.get().introduction == "Words of tomorrow."

    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert run() == ""
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.expired) == (False, True)


def test_a_schedule_that_is_cancelled_while_the_run_is_under_way_is_no_failure():
    sign_governed_texts()
    first, second = (signed_for_tomorrow(title) for title in ("Massage", "TENS"))
    the_day_comes(first)
    the_day_comes(second)

    def cancel(instance: Page, **_kwargs: Any) -> None:
        Revision.objects.filter(object_id=str(second.pk)).update(approved_go_live_at=None)

    page_published.connect(cancel)
    try:
        assert run() == ""
    finally:
        page_published.disconnect(cancel)
    assert (fresh(first).live, fresh(second).live) == (True, False)


def test_a_run_that_comes_late_lets_new_words_take_the_place_of_expired_ones():
    """In time, the old words would have come down and the new ones gone up."""
    page = live("TENS")
    sign_governed_texts()
    page.summary = "New words."
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision()
    publish_signed(page)
    the_day_comes(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=2))
    assert run() == ""
    assert (fresh(page).live, fresh(page).summary) == (True, "New words.")


def test_what_expires_keeps_the_schedule_of_later_words():
    sign_governed_texts()
    page = live("TENS")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision()
    publish_signed(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=2))
    assert run() == ""
    page = fresh(page)
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at > timezone.now()


def test_a_dry_run_names_what_is_due_and_changes_nothing(capsys):
    sign_governed_texts()
    page = signed_for_tomorrow()
    call_command("publish_scheduled", "--dryrun")
    assert capsys.readouterr().out == "Nothing is due.\n"
    the_day_comes(page)
    expiring = live("Massage")
    Page.objects.filter(pk=expiring.pk).update(expire_at=timezone.now() - timedelta(hours=2))
    call_command("publish_scheduled", "--dryrun")
    assert capsys.readouterr().out == "“TENS” is due to go live.\n“Massage” is due to be taken down.\n"
    assert not fresh(page).live
    assert fresh(expiring).live


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_publish_each_page_once(published):
    sign_governed_texts()
    pages = [live(title) for title in ("Massage", "TENS")]
    for page in pages:
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision()
        publish_signed(page)
        the_day_comes(page)
    published.clear()
    barrier = Barrier(3)

    def one(_: int) -> str:
        try:
            barrier.wait(timeout=20)
            return run()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(one, range(3))) == ["", "", ""]
    assert sorted(published) == ["Massage", "TENS"]


def test_the_very_moment_of_a_schedule_counts():
    """Going live at that moment and not a second before; the same for taking down."""
    sign_governed_texts()
    page = signed_for_tomorrow()
    moment = page.scheduled_revision.approved_go_live_at
    assert what_is_due(now=moment - timedelta(seconds=1)) == []
    assert carry_out_schedules(now=moment - timedelta(seconds=1)) == ScheduleRun()
    assert what_is_due(now=moment) == ["“TENS” is due to go live."]
    the_day_comes(page)
    moment = fresh(page).scheduled_revision.approved_go_live_at
    assert carry_out_schedules(now=moment).done == ["“TENS” is live as scheduled."]

    other = live("Massage")
    FactsheetPage.objects.filter(pk=other.pk).update(expire_at=moment)
    assert what_is_due(now=moment - timedelta(seconds=1)) == []
    assert what_is_due(now=moment) == ["“Massage” is due to be taken down."]
    assert carry_out_schedules(now=moment).done == ["“Massage” was taken down as scheduled."]
