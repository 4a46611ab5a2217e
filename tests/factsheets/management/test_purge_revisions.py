"""`manage.py purge_revisions` takes what nothing needs, and leaves what is on record and who wrote the words."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from wagtail.models import Comment, Revision

from factsheets.models import FactsheetPage, SafetyAdvice, SignOff, Version
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from home.models import PlainPage
from tests.builders import complete_draft, library, person, publish_signed, sign, sign_governed_texts
from tests.factsheets.publication.test_workflow import fresh

pytestmark = pytest.mark.django_db


def purge(**options: object) -> str:
    out = StringIO()
    call_command("purge_revisions", stdout=out, **options)
    return out.getvalue()


def edit(page: FactsheetPage, **changes: str) -> Revision:
    page = FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    return page.save_revision()


def left(page: FactsheetPage) -> list[int]:
    return list(page.revisions.order_by("pk").values_list("pk", flat=True))


def test_it_stands_in_place_of_wagtails():
    assert get_commands()["purge_revisions"] == "factsheets.management.before_wagtail"


def test_what_was_signed_published_or_withdrawn_stays_and_edits_before_go():
    sign_governed_texts()
    page = complete_draft()
    going = [page.latest_revision_id, edit(page, risks="<p>Bruises.</p>").pk]
    edit(page, risks="<p>It may bruise.</p>")
    publish_signed(fresh(page))
    first = fresh(page).live_revision_id
    going.append(edit(page, summary="Half a sen").pk)
    edit(page, summary="Half a sentence.")
    publish_signed(fresh(page))
    second = fresh(page).live_revision_id
    editor = person("Editor")
    withdraw(fresh(page), reason="Old.", replacement=None, user=editor, now=timezone.now())
    later = [edit(page, summary="A new start.").pk, edit(page, summary="A new start, again.").pk]
    assert purge(pages=True).startswith("3 old revisions deleted. ")
    assert left(page) == [first, second, *later]
    assert not Revision.objects.filter(pk__in=going).exists()
    assert not Version.objects.filter(revision=None).exists()
    assert not undo_withdrawal(fresh(page), user=editor, now=timezone.now())
    assert fresh(page).live


def test_all_since_the_last_sign_off_that_stands_stay():
    page = complete_draft()
    going = page.latest_revision_id
    signed = edit(page, risks="<p>Bruises.</p>").pk
    sign(fresh(page))
    since = [edit(page, risks=f"<p>{number} bruises.</p>").pk for number in range(3)]
    purge()
    assert left(page) == [signed, *since]
    assert going not in left(page)


def test_a_sign_off_that_was_withdrawn_is_none():
    page = complete_draft()
    first = page.latest_revision_id
    edit(page, risks="<p>Bruises.</p>")
    sign(fresh(page), withdrawn_at=timezone.now(), withdrawal_reason="A mistake.")
    edit(page, risks="<p>No bruises.</p>")
    purge()
    assert first in left(page)
    assert len(left(page)) == 3


def test_words_that_nobody_has_signed_keep_all_their_writers():
    page = complete_draft()
    for number in range(3):
        edit(page, risks=f"<p>{number} bruises.</p>")
    before = left(page)
    purge()
    assert left(page) == before


def test_what_a_clinician_asked_changes_of_stays():
    page = complete_draft()
    asked = sign(page, outcome=SignOff.Outcome.CHANGES, comment="Say more.").revision_id
    edit(page, risks="<p>Bruises.</p>")
    sign(fresh(page))
    purge()
    assert asked in left(page)


def test_what_is_scheduled_or_was_in_a_step_stays():
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    in_a_step = fresh(page).latest_revision_id
    fresh(page).current_workflow_state.cancel()
    scheduled = edit(page, risks="<p>Bruises.</p>")
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now() + timedelta(days=1))
    edit(page, risks="<p>No bruises.</p>")
    sign(fresh(page))
    purge()
    assert {in_a_step, scheduled.pk} <= set(left(page))


def test_governed_texts_are_purged_by_the_same_rule():
    sign_governed_texts()
    advice = SafetyAdvice.objects.get()
    signed, count = advice.latest_revision_id, advice.revisions.count()
    assert count > 1
    for _ in range(2):
        advice.save_revision()
    purge(non_pages=True)
    assert list(advice.revisions.order_by("pk").values_list("pk", flat=True)[:1]) == [signed]
    assert advice.revisions.count() == 3


def test_the_public_words_of_an_ordinary_page_stay():
    about = PlainPage.objects.get(slug="about")
    old = about.save_revision()
    about.save_revision().publish()
    public = about.save_revision()
    public.publish()
    about.save_revision()
    latest = about.save_revision()
    purge()
    assert left(about) == [public.pk, latest.pk]
    assert old.pk not in left(about)


def test_only_old_ones_go_and_only_of_the_kind_that_was_asked_for():
    page = complete_draft()
    old = page.latest_revision_id
    edit(page, risks="<p>Bruises.</p>")
    sign(fresh(page))
    Revision.objects.filter(pk=old).update(created_at=timezone.now() - timedelta(days=9))
    purge(non_pages=True)
    purge(days=10)
    assert old in left(page)
    purge(days=8, pages=True)
    assert old not in left(page)


def test_a_number_of_days_that_is_none_is_refused():
    with pytest.raises(CommandError, match="whole number"):
        purge(days=10**9)


def test_a_comment_moves_on_only_with_a_revision_that_goes():
    page = complete_draft()
    kept = sign(page).revision
    comment = Comment.objects.create(
        page=page, user=person("Author"), text="Why?", contentpath="risks", revision_created=kept
    )
    edit(page, risks="<p>Bruises.</p>")
    purge()
    comment.refresh_from_db()
    assert comment.revision_created == kept
    assert library().get_children().filter(pk=page.pk).exists()
