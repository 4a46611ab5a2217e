"""Words that signed texts share: proposed by staff, signed once by a clinician for every text that carries them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from factsheets.database.row_locks import held
from factsheets.language.vocabulary import WordingRefused
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.signing.formats.clinical_content import Content
from factsheets.signing.formats.shown_words import ShownWords, refuse_other_words
from factsheets.signing.models.carried_wording import CarriedWording
from factsheets.signing.models.reviewer_profile import ReviewerProfile, account_name
from factsheets.signing.models.shared_authorship import WORDING_CHANGED
from factsheets.signing.models.wording_change import WordingChange
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask

from .carrying_on import put_into_force

#: In the audit log.
WORDING_PROPOSED = "factsheets.wording.propose"


@transaction.atomic
def change_wording(
    record: CarriedWording, wording: Mapping[str, object], *, by: AbstractBaseUser, now: datetime
) -> WordingChange | None:
    """Give a record, or the library, other words: at once where nobody has signed a text that carries them, and else as
    a change that waits for a clinician. The change that waits, or None.

    `record` itself is left with the words that are in force. A change that waits already takes the new words in; what
    it says of other fields stays.
    """
    stored = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    before = stored.wording()
    changed = {name: value for name, value in wording.items() if name in before and before[name] != value}
    if not changed:
        return None
    # Held before the question is asked: a sign-off that is under way is through by then.
    list(held(FactsheetPage.objects.filter(pk__in=[page.pk for page in stored.carriers()]).order_by("pk")))
    waiting = WordingChange.objects.of(record).waiting().select_for_update(of=("self",)).first()
    if not stored.is_under_signature():
        if waiting:
            waiting.close(
                WordingChange.Outcome.TAKEN_BACK, by=by, name=account_name(by), comment=_AT_ONCE, now=now
            )
        put_into_force(stored, before | changed, by=by, now=now, signed=None)
        log(
            instance=stored,
            action=WORDING_CHANGED,
            user=by,
            data={"before": before, "after": before | changed, "record": stored.name_of_words},
        )
        _show(record, before | changed)
        return None
    change = waiting or WordingChange(kind=str(record._meta.model_name), record_id=record.pk)
    change.record_name, change.before = stored.name_of_words[:320], before
    change.after = (waiting.after if waiting else before) | changed
    change.proposed_by_id, change.proposed_by_name, change.proposed_at = by.pk, account_name(by), now
    change.save()
    log(instance=stored, action=WORDING_PROPOSED, user=by, data=_for_the_log(change) | {"proposed": changed})
    _show(record, before)
    return change


_AT_ONCE = "Other words came into force at once, because no signed factsheet carries them any more."


@transaction.atomic
def sign_wording(
    change: WordingChange, *, shown: ShownWords | None, by: ReviewerProfile, comment: str, now: datetime
) -> list[FactsheetPage]:
    """Put the new words into force; the public factsheets that have a new version by that.

    Raises WordsChanged when the change or the factsheets that carry it are no longer those that were shown, and
    WordingRefused; then nothing has changed.
    """
    waiting = _held(change, by.user, shown)
    record = waiting.record
    if record is None:
        raise WordingRefused("The record is gone, so there is nothing to sign: decline the change.")
    if by.user.pk in _proposers(waiting, record):
        raise WordingRefused(
            "You proposed some of these words yourself, so somebody else has to sign them off: four eyes see more."
        )
    if record.wording() != waiting.before:
        raise WordingRefused(
            "The words in force are no longer those for which this was proposed. Decline it, and ask for a new proposal."
        )
    by.save()
    waiting.close(
        WordingChange.Outcome.SIGNED_OFF,
        by=by.user,
        name=by.registered_name,
        comment=comment,
        now=now,
    )
    renewed = put_into_force(record, waiting.after, by=by.user, now=now, signed=(waiting, by))
    log(instance=record, action="factsheets.wording.sign", user=by.user, data=_for_the_log(waiting))
    return renewed


@transaction.atomic
def decline_wording(
    change: WordingChange, *, shown: ShownWords | None, by: AbstractBaseUser, comment: str, now: datetime
) -> None:
    """The old words stay. Raises WordsChanged or WordingRefused; then nothing has changed."""
    waiting = _held(change, by, shown)
    if not comment.strip():
        raise WordingRefused("Say why the old words stay.")
    waiting.close(
        WordingChange.Outcome.DECLINED, by=by, name=account_name(by), comment=comment.strip(), now=now
    )
    if record := waiting.record:
        log(instance=record, action="factsheets.wording.decline", user=by, data=_for_the_log(waiting))


@transaction.atomic
def take_back_wording(
    change: WordingChange, *, shown: ShownWords | None, by: AbstractBaseUser, now: datetime
) -> None:
    """Whoever may change the record takes the proposal back. Raises WordsChanged or WordingRefused."""
    waiting = _waiting(change)
    refuse_other_words(waiting, shown, what_is_decided(waiting))
    waiting.close(WordingChange.Outcome.TAKEN_BACK, by=by, name=account_name(by), comment="", now=now)
    if record := waiting.record:
        log(instance=record, action="factsheets.wording.take_back", user=by, data=_for_the_log(waiting))


def what_is_decided(change: WordingChange) -> Content:
    """All that a decision about a change is about, as a screen shows it."""
    record = change.record
    return change.content(record.carriers() if record else [])


def may_sign_wording(user: AbstractBaseUser) -> bool:
    """Those who sign texts sign the words that texts share."""
    return any(task.may_decide(user) for task in ClinicalSignOffTask.objects.filter(active=True))


def _waiting(change: WordingChange) -> WordingChange:
    waiting = change.hold()
    if waiting.outcome:
        raise WordingRefused(
            f"This change has been decided meanwhile: {waiting.decided_as}, by {waiting.decided_by_name}."
        )
    return waiting


def _held(change: WordingChange, user: AbstractBaseUser, shown: ShownWords | None) -> WordingChange:
    """The change, held, if it is the one that was shown to somebody who signs."""
    waiting = _waiting(change)
    if not may_sign_wording(user):
        raise WordingRefused("Only clinical reviewers decide about words that signed factsheets carry.")
    refuse_other_words(waiting, shown, what_is_decided(waiting))
    return waiting


def _proposers(change: WordingChange, record: CarriedWording) -> set[int | None]:
    """Whoever proposed any of the words that wait, since words of this record were signed last."""
    entries = log_registry.get_logs_for_instance(record).filter(action=WORDING_PROPOSED)
    return {change.proposed_by_id} | {
        entry.user_id
        for entry in entries
        if any(change.after.get(name) == value for name, value in entry.data.get("proposed", {}).items())
    }


def _show(record: CarriedWording, wording: Mapping[str, object]) -> None:
    """What a form put into its object gives way to the words that are in force."""
    for name, value in wording.items():
        setattr(record, name, value)


def _for_the_log(change: WordingChange) -> dict[str, object]:
    return {
        "before": change.before,
        "after": change.after,
        "record": change.record_name,
        "comment": change.comment,
    }
