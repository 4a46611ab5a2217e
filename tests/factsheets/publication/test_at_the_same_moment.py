"""Two people decide in the same moment: one wins, the other is told, and readers see one publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Thread
from time import monotonic
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState
from wagtail.signals import page_published

from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.models import (
    Condition,
    FactsheetPage,
    ReviewerProfile,
    SignOff,
    Version,
    Withdrawal,
    WordingChange,
)
from factsheets.publication.scheduling import ScheduleRun, carry_out_schedules
from factsheets.publication.signing_off import SignOffDecision, SignOffRefused, decide
from factsheets.publication.withdrawing import WithdrawalRefused, undo_withdrawal, withdraw
from factsheets.signing.formats.shown_words import shown_words
from factsheets.wording.proposing import change_wording, sign_wording
from tests.builders import (
    complete_draft,
    live,
    person,
    publish_signed,
    shown_of,
    sign,
    sign_governed_texts,
    suits,
)

from .verbs import seen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def publications() -> Iterator[list[int]]:
    seen: list[int] = []

    def note(instance: FactsheetPage, **_kwargs: object) -> None:
        seen.append(instance.pk)

    page_published.connect(note)
    yield seen
    page_published.disconnect(note)


@pytest.fixture
def page() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    return FactsheetPage.objects.get(pk=page.pk)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of it at the same moment, each in a thread with a connection of its own; what each was told."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=20)
            act()
        except (StepDecided, SignOffRefused, WithdrawalRefused) as refusal:
            return str(refusal)
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def profile(name: str) -> ReviewerProfile:
    return ReviewerProfile(
        user=person("Clinical reviewer", name),
        registered_name=name,
        role="GP",
        professional_body="A council",
        registration_number="1",
        interests="None",
    )


def deciding(page: FactsheetPage, name: str, outcome: str) -> Callable[[], object]:
    """What a reviewer of that name does on the step that waits now."""
    state = FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state
    decision = SignOffDecision(
        SignOff.Outcome(outcome), shown_words(shown_of(page)), timezone.localdate(), "Seen."
    )
    by = profile(name)
    return lambda: decide(TaskState.objects.get(pk=state.pk), decision, by=by, now=timezone.now())


def test_two_sign_offs(page, publications):
    page.current_workflow_task_state.approve(user=person("Editor"))
    told = at_once(deciding(page, "one", "signed_off"), deciding(page, "two", "signed_off"))
    assert told == ["Somebody else has decided this step meanwhile: it is approved.", "done"]
    assert publications == [page.pk]
    assert SignOff.objects.of(page).count() == 1


def test_a_sign_off_and_a_request_for_changes(page, publications):
    page.current_workflow_task_state.approve(user=person("Editor"))
    told = at_once(deciding(page, "one", "signed_off"), deciding(page, "two", "changes"))
    assert told.count("done") == 1
    assert SignOff.objects.of(page).count() == 1
    approved = SignOff.objects.get(factsheet=page).approves
    assert publications == ([page.pk] if approved else [])
    assert FactsheetPage.objects.get(pk=page.pk).live == approved


def test_two_editorial_checks(page):
    state = page.current_workflow_task_state
    task = state.task.specific

    def passing(name: str) -> Callable[[], object]:
        user = person("Editor", name)
        return lambda: task.on_action(TaskState.objects.get(pk=state.pk), user, "approve", comment="")

    told = at_once(passing("one"), passing("two"))
    assert told == ["Somebody else has decided this step meanwhile: it is approved.", "done"]
    assert TaskState.objects.filter(workflow_state=state.workflow_state).count() == 2


def test_two_withdrawals(page):
    public = live("Massage")

    def withdrawing(name: str) -> Callable[[], object]:
        user = person("Editor", name)
        return lambda: withdraw(public, reason="Old.", replacement=None, user=user, now=timezone.now())

    told = at_once(withdrawing("one"), withdrawing("two"))
    assert told == ["done", "“Massage” is not public, so there is nothing to withdraw."]
    assert Withdrawal.objects.of(public).count() == 1


def test_two_undoings(page):
    public = live("Massage")
    withdraw(public, reason="Old.", replacement=None, user=person("Editor"), now=timezone.now())

    def undoing(name: str) -> Callable[[], object]:
        user = person("Editor", name)
        return lambda: undo_withdrawal(public, user=user, now=timezone.now())

    told = at_once(undoing("one"), undoing("two"))
    assert told == ["done", "“Massage” is not withdrawn any more, so there is nothing to undo."]


def test_two_publications_of_one_revision(page):
    """Each makes a version of its own, or none: no number is given twice."""
    public = live("Massage")
    sign(public)
    latest = public.latest_revision

    def publishing() -> object:
        return latest.publish(skip_permission_checks=True)

    assert at_once(publishing, publishing) == ["done", "done"]
    numbers = list(Version.objects.of(public).values_list("number", flat=True))
    assert numbers == list(range(len(numbers), 0, -1))


def test_a_publication_that_meets_a_withdrawal_waits_for_it_and_is_refused(page):
    """The obstacles are looked at after the wait, not before."""
    publish_signed(page)
    live_page = FactsheetPage.objects.get(pk=page.pk)
    told: list[str] = []

    def publish_again() -> None:
        try:
            live_page.publish(live_page.get_latest_revision(), skip_permission_checks=True)
            told.append("done")
        except PublicationRefused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    publishing = Thread(target=publish_again)
    with transaction.atomic():
        withdraw(page, reason="It does harm.", replacement=None, user=person("Editor"), now=timezone.now())
        publishing.start()
        wait_until_somebody_waits()
    publishing.join(timeout=30)
    assert len(told) == 1
    assert "Undo the withdrawal first" in told[0]
    assert not FactsheetPage.objects.get(pk=page.pk).live


def test_a_record_that_is_renamed_while_its_factsheet_is_signed_off_waits_for_a_signature(page):
    """Whether a signature is needed is asked after the wait, not before."""
    condition = Condition.objects.create(name="Sciatica")
    suits(page, "likely", condition)
    manager = person("Resource manager")

    def rename() -> None:
        try:
            change_wording(condition, {"name": "A broken neck"}, by=manager, now=timezone.now())
        finally:
            connection.close()

    renaming = Thread(target=rename)
    with transaction.atomic():
        publish_signed(FactsheetPage.objects.get(pk=page.pk))
        renaming.start()
        wait_until_somebody_waits()
    renaming.join(timeout=30)
    assert Condition.objects.get().name == "Sciatica"
    assert WordingChange.objects.waiting().get().after["name"] == "A broken neck"
    assert FactsheetPage.objects.get(pk=page.pk).public_words_are_signed()


def test_a_sign_off_that_is_under_way_while_shared_words_are_signed_is_carried_on(page):
    """Which sign-offs are carried on is asked after the wait, not before."""
    condition = Condition.objects.create(name="Sciatica")
    suits(page, "likely", condition)
    publish_signed(FactsheetPage.objects.get(pk=page.pk))
    change_wording(condition, {"name": "Leg pain"}, by=person("Resource manager"), now=timezone.now())
    change, by = WordingChange.objects.get(), profile("one")
    shown = seen(change)
    draft = FactsheetPage.objects.get(pk=page.pk)
    draft.summary = "Other words."
    draft.save_revision()
    assert meeting(
        lambda: sign_wording(change, shown=shown, by=by, comment="", now=timezone.now()),
        lambda: publish_signed(draft),
    )
    public = FactsheetPage.objects.get(pk=page.pk)
    assert (public.summary, public.what_sign_off_lacks()) == ("Other words.", [])


def test_a_schedule_that_meets_a_withdrawal_goes_with_it(page):
    """Whether it is still due is asked after the wait: it is no failure that nobody can put right."""
    publish_signed(page)
    page = FactsheetPage.objects.get(pk=page.pk)
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=hour_ago)
    editor = person("Editor")
    told = meeting(
        lambda: carry_out_schedules(now=timezone.now()),
        lambda: withdraw(page, reason="Harm.", replacement=None, user=editor, now=timezone.now()),
    )
    assert told == ScheduleRun()
    assert not FactsheetPage.objects.get(pk=page.pk).live


def test_an_expiry_that_meets_new_words_does_not_take_them_down(page):
    publish_signed(page)
    FactsheetPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    draft = FactsheetPage.objects.get(pk=page.pk)
    draft.summary, draft.expire_at = "Other words.", None
    draft.save_revision()
    told = meeting(lambda: carry_out_schedules(now=timezone.now()), lambda: publish_signed(draft))
    assert told == ScheduleRun()
    public = FactsheetPage.objects.get(pk=page.pk)
    assert (public.live, public.summary) == (True, "Other words.")


def meeting(act: Callable[[], Any], under_way: Callable[[], object]) -> Any:
    """Begin `act` while `under_way` has been done but nobody can see it yet; what `act` came to."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            under_way()
            begun = pool.submit(run)
            wait_until_somebody_waits()
        return begun.result(timeout=30)


def wait_until_somebody_waits() -> None:
    """Until another connection waits for what this one holds. SQLite lets nobody begin to write meanwhile."""
    if connection.vendor == "sqlite":
        return
    waiting, deadline = 0, monotonic() + 30
    with connection.cursor() as cursor:
        while not waiting:
            assert monotonic() < deadline
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks"
                " WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
            )
            (waiting,) = cursor.fetchone()
