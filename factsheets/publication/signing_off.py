"""Clinical sign-off: a clinician decides on exact words, and the decision is kept with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.log_actions import log
from wagtail.models import TaskState

from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.formats.shown_words import ShownWords, refuse_other_words
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.models.sign_off import SignOff, field_of, sign_off_withdrawn
from factsheets.signing.models.signed_off import SignedOff
from factsheets.signing.models.workflow_tasks import claim

from .scheduling import cancel_what_is_not_signed


class SignOffRefused(PermissionDenied):
    """The decision was not taken; the message says why and what to do. Nothing has changed."""


@dataclass(frozen=True)
class SignOffDecision:
    """What a clinical reviewer decided about the words that the form showed, and on what grounds."""

    outcome: SignOff.Outcome
    shown: ShownWords | None
    evidence_checked_to: date | None
    comment: str


@transaction.atomic
def decide(
    task_state: TaskState, decision: SignOffDecision, *, by: ReviewerProfile, now: datetime
) -> SignOff:
    """Record the decision and let the workflow go on; the last step publishes.

    Raises WordsChanged, SignOffRefused, StepDecided or PublicationRefused; then nothing has changed, the schedule
    included.
    """
    text = _claimed_text(task_state)
    content = text.clinical_content()
    refuse_other_words(text, decision.shown, content)
    if not task_state.task.specific.may_decide(by.user):
        raise SignOffRefused("Only members of the step's group decide it.")
    approves = decision.outcome == SignOff.Outcome.SIGNED_OFF
    if approves and (obstacles := what_keeps_from_signing(text, by.user)):
        raise SignOffRefused(" ".join(obstacles))
    by.save()
    sign_off = SignOff.objects.create(
        **{field_of(text): text},
        revision_id=task_state.revision_id,
        content=content,
        fingerprint=fingerprint(content),
        outcome=decision.outcome,
        reviewer=by.user,
        evidence_checked_to=decision.evidence_checked_to,
        comment=decision.comment,
        signed_at=now,
        **{name: getattr(by, name) for name in PROFILE_FIELDS},
    )
    log(
        instance=text,
        action=f"factsheets.sign_off.{decision.outcome}",
        user=by.user,
        data=_for_the_log(sign_off),
    )
    (task_state.approve if approves else task_state.reject)(user=by.user, comment=decision.comment)
    return sign_off


#: What a sign-off takes over from the reviewer's profile.
PROFILE_FIELDS = ("registered_name", "role", "professional_body", "registration_number", "interests")


def what_keeps_from_signing(text: SignedOff, user: AbstractBaseUser) -> list[str]:
    """Why `user` cannot sign off the words of `text`, a latest revision, one sentence each."""
    obstacles = text.what_stands_in_the_way(besides_sign_off=True)
    if user in text.writers():
        obstacles.append(
            "You wrote some of the words that no sign-off covers yet, so somebody else has to sign them off: four eyes "
            "see more."
        )
    return obstacles


@transaction.atomic
def withdraw_sign_off(
    sign_off: SignOff, *, user: AbstractBaseUser, reason: str, now: datetime
) -> list[datetime]:
    """Take a sign-off back, with a reason: the words cannot be published, or published again, without a new one.

    Words that are public stay public until somebody withdraws the factsheet. Words that wait for their moment do not go
    live: what comes back are the moments of the schedules that are cancelled with it.
    """
    text = sign_off.text.hold()
    found = SignOff.objects.select_for_update(of=("self",)).get(pk=sign_off.pk)
    if not found.approves:
        raise SignOffRefused(why_not_withdrawn(found))
    if not reason.strip():
        raise SignOffRefused("Say why the sign-off is withdrawn.")
    found.withdrawn_at, found.withdrawn_by_id, found.withdrawal_reason = now, user.pk, reason.strip()
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    cancelled = []
    for resting in SignOff.objects.standing().filter(rests_on=found):
        cancelled += withdraw_sign_off(resting, user=user, reason=reason, now=now)
    log(
        instance=text,
        action="factsheets.sign_off.withdraw",
        user=user,
        data={**_for_the_log(found), "reason": found.withdrawal_reason},
    )
    cancelled += cancel_what_is_not_signed(text, user=user)
    sign_off_withdrawn.send(sender=SignOff, sign_off=found, cancelled=cancelled)
    return cancelled


def why_not_withdrawn(decision: SignOff) -> str:
    """What somebody is told who withdraws what does not approve anything."""
    if decision.withdrawn_at is None:
        return "There is no sign-off to withdraw here: this decision asked for changes."
    by = f", by {decision.who_withdrew}" if decision.who_withdrew else ""
    day = date_format(timezone.localdate(decision.withdrawn_at), "j F Y")
    return (
        f"There is no sign-off to withdraw here: it has been withdrawn already{by}, on {day}: "
        f"“{decision.withdrawal_reason}”"
    )


def _claimed_text(task_state: TaskState) -> SignedOff:
    """The latest words of the text, held with the step."""
    row = task_state.revision.content_object.hold()
    claim(task_state)
    if task_state.revision_id != row.latest_revision_id:
        # Somebody edited the text while it waited here: the decision is on the new words.
        task_state.revision_id = row.latest_revision_id
        task_state.save(update_fields=["revision"])
    text: SignedOff = row.get_latest_revision_as_object()
    return text


def _for_the_log(sign_off: SignOff) -> dict[str, str | int | None]:
    return {
        "sign_off": sign_off.pk,
        "name": sign_off.registered_name,
        "role": sign_off.role,
        "comment": sign_off.comment,
        "evidence_checked_to": sign_off.evidence_checked_to.isoformat()
        if sign_off.evidence_checked_to
        else None,
    }
