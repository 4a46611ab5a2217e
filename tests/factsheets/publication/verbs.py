"""Every verb of staff, ready to be carried out: tables of tests go through them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision, TaskState

from factsheets.models import Condition, FactsheetPage, ReviewerProfile, SignOff, Withdrawal, WordingChange
from factsheets.publication.scheduling import carry_out_schedules
from factsheets.publication.signing_off import SignOffDecision, decide, withdraw_sign_off
from factsheets.publication.take_down_requests import ask_to_take_down
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from factsheets.signing.formats.shown_words import ShownWords, shown_words, token_of
from factsheets.wording.proposing import (
    change_wording,
    decline_wording,
    sign_wording,
    take_back_wording,
    what_is_decided,
)
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

OLD, NEW = {"name": "Pregnancy", "plain_name": ""}, {"name": "Being pregnant"}


@dataclass(frozen=True)
class Entry:
    """What the audit log says: `data` without the numbers of rows."""

    action: str
    about: Model
    user: AbstractUser | None
    data: dict[str, Any]


@dataclass(frozen=True)
class Verb:
    """`act` does it; `entries` are what it leaves in the audit log besides Wagtail's own."""

    act: Callable[[], object]
    entries: list[Entry] = field(default_factory=list)


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def profile(user: AbstractUser) -> ReviewerProfile:
    """Not stored: the verb does that."""
    return ReviewerProfile(
        user=user,
        registered_name="Dr Jo Bloggs",
        role="GP",
        professional_body="A council",
        registration_number="1234567",
        interests="None",
    )


def public() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft()
    publish_signed(page)
    return fresh(page)


def of_the_sign_off(decision: SignOff | SignOffDecision) -> dict[str, Any]:
    checked_to = decision.evidence_checked_to
    return {
        "name": "Dr Jo Bloggs",
        "role": "GP",
        "comment": decision.comment,
        "evidence_checked_to": checked_to.isoformat() if checked_to else None,
    }


def _deciding(outcome: SignOff.Outcome, checked_to: date | None, comment: str, **fields: Any) -> Verb:
    sign_governed_texts()
    page, user = complete_draft(**fields), person("Clinical reviewer")
    page.get_workflow().start(page, user=None)
    page.current_workflow_task_state.approve(user=person("Editor"))
    state = fresh(page).current_workflow_task_state
    decision = SignOffDecision(outcome, shown_words(shown_of(page)), checked_to, comment)
    return Verb(
        lambda: decide(TaskState.objects.get(pk=state.pk), decision, by=profile(user), now=timezone.now()),
        [Entry(f"factsheets.sign_off.{outcome}", page, user, of_the_sign_off(decision))],
    )


def signing_off(**fields: Any) -> Verb:
    return _deciding(SignOff.Outcome.SIGNED_OFF, date(2026, 5, 3), "Well put.", **fields)


def asking_for_changes() -> Verb:
    return _deciding(SignOff.Outcome.CHANGES, None, "Name the risks.")


def withdrawing_a_sign_off_and_one_that_rests_on_it() -> Verb:
    (change, _), user = _proposed(), person("Clinical reviewer")
    first = SignOff.objects.get(factsheet__isnull=False)
    sign_wording(change, shown=seen(change), by=profile(user), comment="", now=timezone.now())
    resting = SignOff.objects.get(rests_on=first)
    said = {"reason": "A new trial."}
    return Verb(
        lambda: withdraw_sign_off(first, user=user, reason=" A new trial. ", now=timezone.now()),
        [
            Entry("factsheets.sign_off.withdraw", first.text, user, of_the_sign_off(each) | said)
            for each in (resting, first)
        ],
    )


def withdrawing() -> Verb:
    page, instead, user = public(), live("Massage"), person("Editor")
    return Verb(
        lambda: withdraw(page, reason=" It is old. ", replacement=instead, user=user, now=timezone.now()),
        [Entry("factsheets.withdraw", page, user, {"reason": "It is old.", "replacement": "Massage"})],
    )


def undoing_a_withdrawal() -> Verb:
    page, user = public(), person("Editor")
    withdraw(page, reason="It is old.", replacement=None, user=user, now=timezone.now())
    return Verb(
        lambda: undo_withdrawal(page, user=user, now=timezone.now()),
        [Entry("factsheets.withdraw.undo", page, user, {"reason": "It is old.", "replacement": None})],
    )


def undoing_the_withdrawal_of_words_that_are_not_kept() -> Verb:
    verb = undoing_a_withdrawal()
    Withdrawal.objects.update(revision=None)
    return verb


def asking_to_take_down() -> Verb:
    page, user = public(), person("Clinical reviewer")
    return Verb(
        lambda: ask_to_take_down(page, reason=" It does harm. ", user=user, now=timezone.now()),
        [Entry("factsheets.take_down.ask", page, user, {"reason": "It does harm."})],
    )


def _carried(*, signed: bool = True) -> tuple[FactsheetPage, Condition]:
    sign_governed_texts()
    condition, page = Condition.objects.create(**OLD), complete_draft()
    suits(page, "likely", condition)
    if signed:
        publish_signed(fresh(page))
    return fresh(page), condition


def _proposed() -> tuple[WordingChange, Condition]:
    _, condition = _carried()
    change_wording(condition, NEW, by=person("Resource manager"), now=timezone.now())
    return WordingChange.objects.waiting().get(), condition


def of_the_change(comment: str = "") -> dict[str, Any]:
    return {"before": OLD, "after": OLD | NEW, "record": "Pregnancy", "comment": comment}


def seen(change: WordingChange) -> ShownWords | None:
    """What a screen shows of a change at this moment."""
    return shown_words(token_of(change, what_is_decided(change)))


def rewording_at_once() -> Verb:
    (_, condition), user = _carried(signed=False), person("Resource manager")
    said = {"before": OLD, "after": OLD | NEW, "record": NEW["name"]}
    return Verb(
        lambda: change_wording(Condition.objects.get(pk=condition.pk), NEW, by=user, now=timezone.now()),
        [Entry("factsheets.wording.change", condition, user, said)],
    )


def proposing_words() -> Verb:
    (_, condition), user = _carried(), person("Resource manager")
    return Verb(
        lambda: change_wording(Condition.objects.get(pk=condition.pk), NEW, by=user, now=timezone.now()),
        [Entry("factsheets.wording.propose", condition, user, of_the_change() | {"proposed": NEW})],
    )


def signing_words() -> Verb:
    (change, condition), user = _proposed(), person("Clinical reviewer")
    shown = seen(change)
    return Verb(
        lambda: sign_wording(change, shown=shown, by=profile(user), comment="Clearer.", now=timezone.now()),
        [
            *(
                Entry(
                    "factsheets.wording.version",
                    page,
                    user,
                    {"version": 2, "record": "Pregnancy", "signed": True},
                )
                for page in FactsheetPage.objects.live()
            ),
            Entry("factsheets.wording.sign", condition, user, of_the_change("Clearer.")),
        ],
    )


def declining_words() -> Verb:
    (change, condition), user = _proposed(), person("Clinical reviewer")
    shown = seen(change)
    return Verb(
        lambda: decline_wording(change, shown=shown, by=user, comment=" Not clearer. ", now=timezone.now()),
        [Entry("factsheets.wording.decline", condition, user, of_the_change("Not clearer."))],
    )


def taking_words_back() -> Verb:
    (change, condition), user = _proposed(), person("Resource manager", "another-manager")
    shown = seen(change)
    return Verb(
        lambda: take_back_wording(change, shown=shown, by=user, now=timezone.now()),
        [Entry("factsheets.wording.take_back", condition, user, of_the_change())],
    )


def _due(page: FactsheetPage) -> None:
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)


def going_live_by_schedule() -> Verb:
    sign_governed_texts()
    page = complete_draft()
    sign(page)
    _due(page)
    return Verb(lambda: carry_out_schedules(now=timezone.now()))


def a_schedule_that_is_refused() -> Verb:
    sign_governed_texts()
    page = complete_draft()
    _due(page)
    obstacles = fresh(page).what_stands_in_the_way()
    return Verb(
        lambda: carry_out_schedules(now=timezone.now()),
        [Entry("factsheets.schedule.refused", page, None, {"obstacles": obstacles})],
    )


def coming_down_by_schedule() -> Verb:
    public()
    FactsheetPage.objects.update(expire_at=timezone.now() - timedelta(hours=1))
    return Verb(lambda: carry_out_schedules(now=timezone.now()))


VERBS: tuple[Callable[[], Verb], ...] = (
    signing_off,
    asking_for_changes,
    withdrawing_a_sign_off_and_one_that_rests_on_it,
    withdrawing,
    undoing_a_withdrawal,
    undoing_the_withdrawal_of_words_that_are_not_kept,
    asking_to_take_down,
    rewording_at_once,
    proposing_words,
    signing_words,
    declining_words,
    taking_words_back,
    going_live_by_schedule,
    a_schedule_that_is_refused,
    coming_down_by_schedule,
)
