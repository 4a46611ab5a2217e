"""Words that signed texts share: proposed by staff, signed once by a clinician for every text that carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log

from factsheets.formats.clinical_content import DEFINITION, fingerprint
from factsheets.formats.shown_words import ShownWords, WordsChanged, refuse_other_words
from factsheets.models import (
    ClinicalSignOffTask,
    FactsheetPage,
    ReviewerProfile,
    SignOff,
    Version,
    WordingChange,
)
from factsheets.models.carried_wording import CarriedWording
from factsheets.models.held import held
from factsheets.models.version import Publication

from .signing_off import PROFILE_FIELDS


class WordingRefused(PermissionDenied):
    """Nothing was proposed or decided; the message says why and what to do."""


@transaction.atomic
def change_wording(
    record: CarriedWording, wording: Mapping[str, Any], *, by: AbstractBaseUser, now: datetime
) -> WordingChange | None:
    """Give a record, or the library, other words: at once where nobody has signed a text that carries them, and else as
    a change that waits for a clinician. The change that waits, or None.

    `record` itself is left with the words that are in force. A change that waits already is replaced.
    """
    stored = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    before = stored.wording()
    after = before | {name: value for name, value in wording.items() if name in before}
    if before == after:
        return None
    if not stored.is_under_signature():
        _put_into_force(stored, after, by=by, now=now, signed=None)
        _show(record, after)
        return None
    change, _ = WordingChange.objects.update_or_create(
        kind=record._meta.model_name,
        record_id=record.pk,
        outcome="",
        defaults={
            "record_name": str(stored)[:320],
            "before": before,
            "after": after,
            "proposed_by_id": by.pk,
            "proposed_by_name": _name_of(by),
            "proposed_at": now,
        },
    )
    log(instance=stored, action="factsheets.wording.propose", user=by, data=_for_the_log(change))
    _show(record, before)
    return change


@transaction.atomic
def sign_wording(
    change: WordingChange, *, shown: ShownWords | None, by: ReviewerProfile, comment: str, now: datetime
) -> list[FactsheetPage]:
    """Put the new words into force; the public factsheets that have a new version by that.

    Raises WordsChanged when the change or the factsheets that carry it are no longer those that were shown, and
    WordingRefused; then nothing has changed.
    """
    waiting = _held(change)
    if waiting.proposed_by_id == by.user.pk:
        raise WordingRefused(
            "You proposed these words yourself, so somebody else has to sign them off: four eyes see more."
        )
    record = _record_of(waiting, by.user)
    refuse_other_words(waiting, shown, waiting.content(record.carriers()))
    if record.wording() != waiting.before:
        raise WordsChanged(waiting, None, [])
    by.save()
    _close(
        waiting,
        WordingChange.Outcome.SIGNED_OFF,
        by=by.user,
        name=by.registered_name,
        comment=comment,
        now=now,
    )
    renewed = _put_into_force(record, waiting.after, by=by.user, now=now, signed=(waiting, by))
    log(instance=record, action="factsheets.wording.sign", user=by.user, data=_for_the_log(waiting))
    return renewed


@transaction.atomic
def decline_wording(change: WordingChange, *, by: AbstractBaseUser, comment: str, now: datetime) -> None:
    """The old words stay. Raises WordingRefused; then nothing has changed."""
    waiting = _held(change)
    record = _record_of(waiting, by)
    if not comment.strip():
        raise WordingRefused("Say why the old words stay.")
    _close(
        waiting, WordingChange.Outcome.DECLINED, by=by, name=_name_of(by), comment=comment.strip(), now=now
    )
    log(instance=record, action="factsheets.wording.decline", user=by, data=_for_the_log(waiting))


@transaction.atomic
def take_back_wording(change: WordingChange, *, by: AbstractBaseUser, now: datetime) -> None:
    """Whoever may change the record takes the proposal back. Raises WordingRefused."""
    waiting = _held(change)
    _close(waiting, WordingChange.Outcome.TAKEN_BACK, by=by, name=_name_of(by), comment="", now=now)
    if record := waiting.record:
        log(instance=record, action="factsheets.wording.take_back", user=by, data=_for_the_log(waiting))


def may_sign_wording(user: AbstractBaseUser) -> bool:
    """Those who sign texts sign the words that texts share."""
    return any(task.may_decide(user) for task in ClinicalSignOffTask.objects.filter(active=True))


def _held(change: WordingChange) -> WordingChange:
    waiting = WordingChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if waiting.outcome:
        raise WordingRefused(
            f"This change has been decided meanwhile: {waiting.get_outcome_display().lower()}, by {waiting.decided_by_name}."
        )
    return waiting


def _record_of(change: WordingChange, user: AbstractBaseUser) -> CarriedWording:
    if not may_sign_wording(user):
        raise WordingRefused("Only clinical reviewers decide about words that signed factsheets carry.")
    record = change.record
    if record is None:
        raise WordingRefused("The record is gone, so there is nothing to decide: take the change back.")
    return record


def _close(
    change: WordingChange, outcome: str, *, by: AbstractBaseUser, name: str, comment: str, now: datetime
) -> None:
    change.outcome, change.decided_at, change.comment = outcome, now, comment
    change.decided_by_id, change.decided_by_name = by.pk, name
    change.save()


def _put_into_force(
    record: CarriedWording,
    wording: Mapping[str, Any],
    *,
    by: AbstractBaseUser,
    now: datetime,
    signed: tuple[WordingChange, ReviewerProfile] | None,
) -> list[FactsheetPage]:
    """Change the words, carry the sign-offs of the texts on to them, and give each public factsheet a new version."""
    keys = [page.pk for page in record.carriers()]
    # Held before they are read: a publication that is under way is through by then.
    list(held(FactsheetPage.objects.filter(pk__in=keys).order_by("pk")))
    resting = [decision for key in keys for decision in _decisions_in_use(key)] if signed else []
    for name, value in wording.items():
        setattr(record, name, value)
    _check(record)
    record.take_over(wording)
    if signed:
        for decision in resting:
            _carry_on(decision, *signed, now=now)
    return _new_versions(keys, by=by, now=now)


def _check(record: CarriedWording) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise WordingRefused(" ".join(error.messages)) from None


def _decisions_in_use(factsheet: int) -> list[SignOff]:
    """The sign-offs that let words of one factsheet be public or go live, the oldest first: if their words are as they
    were signed until now."""
    approving = SignOff.objects.filter(factsheet=factsheet).approving().select_related("revision")
    public = (
        Version.objects.filter(factsheet=factsheet).order_by("-number").values_list("sign_off", flat=True)[:1]
    )
    wanted = {decision.pk: decision for decision in [*approving[:1], *approving.filter(pk__in=list(public))]}
    return [decision for _, decision in sorted(wanted.items()) if _covers_its_revision(decision)]


def _covers_its_revision(decision: SignOff) -> bool:
    revision: Any = decision.revision
    return revision is not None and revision.as_object().is_covered_by(decision)


def _carry_on(decision: SignOff, change: WordingChange, by: ReviewerProfile, *, now: datetime) -> None:
    """The same text with the new words: signed by whoever signed these, and resting on the sign-off of all others."""
    revision: Any = decision.revision
    content = revision.as_object().clinical_content()
    SignOff.objects.create(
        factsheet_id=decision.factsheet_id,
        revision=revision,
        content=content,
        fingerprint=fingerprint(content),
        rests_on=decision,
        wording_change=change,
        outcome=decision.outcome,
        reviewer=by.user,
        evidence_checked_to=decision.evidence_checked_to,
        comment=(
            f"New words of “{change.record_name}”, signed for every factsheet that carries them. "
            f"All other words stand as {decision.registered_name} signed them."
        ),
        signed_at=now,
        **{name: getattr(by, name) for name in PROFILE_FIELDS},
    )


def _new_versions(keys: Iterable[int], *, by: AbstractBaseUser, now: datetime) -> list[FactsheetPage]:
    """A version of each public factsheet whose readers see other words than in its last one."""
    renewed, versions = [], []
    for page in FactsheetPage.objects.live().filter(pk__in=keys).order_by("pk"):
        previous = Version.objects.of(page).first()
        content = page.content_for_readers()
        if previous is None or not previous.differences_to(content):
            continue
        covering = None if page.is_starter_example else page.covering_sign_off()
        made = Publication(
            content=content,
            definition=DEFINITION,
            published_at=now,
            user=by,
            is_example=page.is_starter_example,
            revision_id=page.live_revision_id,
            sign_off_id=covering.pk if covering else None,
        )
        versions.append(Version.following(previous, page.pk, made))
        renewed.append(page)
    Version.objects.add(versions)
    return renewed


def _show(record: CarriedWording, wording: Mapping[str, Any]) -> None:
    """What a form put into its object gives way to the words that are in force."""
    for name, value in wording.items():
        setattr(record, name, value)


def _name_of(user: AbstractBaseUser) -> str:
    full = getattr(user, "get_full_name", lambda: "")()
    return str(full or user.get_username())[:160]


def _for_the_log(change: WordingChange) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "record": change.record_name,
        "comment": change.comment,
    }
