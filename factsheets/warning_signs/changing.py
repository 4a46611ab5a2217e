"""Warning signs: what widens one acts at once and is shown to clinicians, what narrows one waits for their signature."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from factsheets.language.vocabulary import WarningSignRefused
from factsheets.signing.formats.clinical_content import Content, Part
from factsheets.signing.formats.shown_words import ShownWords, refuse_other_words
from factsheets.signing.models.reviewer_profile import ReviewerProfile, account_name
from factsheets.warning_signs.formats.recogniser import Sign
from factsheets.warning_signs.formats.sign_changes import (
    Difference,
    applied,
    change_in_words,
    difference,
    merged,
    sign_content,
    wider,
)
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange, narrowing_declined
from factsheets.wording.proposing import may_sign_wording

#: In the audit log.
LOGGED_AS = "factsheets.warning_sign"
_REPLACED = "Replaced by another proposal of the same person."


class Changed(NamedTuple):
    """What a change of a sign came to: what is in force at once, and what waits."""

    acts: WarningSignChange | None
    waits: WarningSignChange | None


def may_sign_warning_signs(user: AbstractBaseUser) -> bool:
    """Those who sign texts sign what narrows a warning sign."""
    return may_sign_wording(user)


@transaction.atomic
def note_new_sign(sign: WarningSign, *, by: AbstractBaseUser, now: datetime) -> WarningSignChange:
    """A new sign acts at once, and is listed for clinicians."""
    words = sign.as_sign()
    change = difference(Sign(words.name, words.level, ()), words)
    return _record(sign, WarningSignChange.Kind.WIDENING, change, by=by, now=now)


@transaction.atomic
def change_sign(
    sign: WarningSign, *, base: Sign | None, by: AbstractBaseUser, now: datetime, replaces: bool = False
) -> Changed:
    """Take over what a form made of `base`, the words that it showed; without them, of the words in force.

    `sign` itself is left with the wider words, for the form to save. Raises WarningSignRefused where something waits
    already that this would push aside; then nothing has changed.
    """
    current = _held(sign.pk).as_sign()
    target = merged(base or current, sign.as_sign(), current)
    if not target.about:
        raise WarningSignRefused(
            "Somebody changed this sign meanwhile, and nothing would be left of what it is about. Open it again."
        )
    in_force = wider(current, target)
    widening, narrowing = difference(current, in_force), difference(in_force, target)
    if narrowing:
        _make_room(sign, by=by, now=now, replaces=replaces)
    kinds = WarningSignChange.Kind
    acts = _record(sign, kinds.WIDENING, widening, by=by, now=now) if widening else None
    waits = _record(sign, kinds.NARROWING, narrowing, by=by, now=now) if narrowing else None
    sign.take(in_force)
    return Changed(acts, waits)


@transaction.atomic
def propose_removal(
    sign: WarningSign, *, by: AbstractBaseUser, now: datetime, replaces: bool = False
) -> WarningSignChange:
    """The sign is to go; it stays until a clinician has signed that. Raises WarningSignRefused."""
    stored = _held(sign.pk)
    _make_room(stored, by=by, now=now, replaces=replaces)
    return _record(stored, WarningSignChange.Kind.REMOVAL, {}, by=by, now=now)


@transaction.atomic
def sign_narrowing(
    change: WarningSignChange,
    *,
    shown: ShownWords | None,
    by: ReviewerProfile,
    comment: str,
    now: datetime,
) -> None:
    """Let the sign listen for less, or go.

    Raises WordsChanged when the sign or the change is no longer what was shown, and WarningSignRefused; then nothing
    has changed.
    """
    waiting = _to_decide(change, by.user, shown)
    sign = waiting.sign
    if sign is None:
        raise WarningSignRefused("The sign is gone, so there is nothing to sign: decline the change.")
    by.save()
    outcome = WarningSignChange.Outcome.SIGNED_OFF
    name = f"{by.registered_name}, {by.role}, {by.registration_number}"
    waiting.close(outcome, by=by.user, name=name, comment=comment, now=now)
    _log(sign, "sign", waiting, user=by.user)
    if waiting.kind == WarningSignChange.Kind.REMOVAL:
        log(instance=sign, action="wagtail.delete", user=by.user)
        sign.take_out()
    else:
        sign.take_over(applied(sign.as_sign(), waiting.difference))


@transaction.atomic
def decline_narrowing(
    change: WarningSignChange,
    *,
    shown: ShownWords | None,
    by: AbstractBaseUser,
    comment: str,
    now: datetime,
) -> None:
    """The sign stays as it is, and whoever proposed it is told. Raises WordsChanged or WarningSignRefused."""
    if not comment.strip():
        raise WarningSignRefused("Say why the sign stays as it is.")
    waiting = _to_decide(change, by, shown)
    outcome = WarningSignChange.Outcome.DECLINED
    waiting.close(outcome, by=by, name=account_name(by), comment=comment.strip(), now=now)
    if waiting.sign:
        _log(waiting.sign, "decline", waiting, user=by)
    narrowing_declined.send(sender=WarningSignChange, change=waiting)


@transaction.atomic
def take_back_narrowing(change: WarningSignChange, *, by: AbstractBaseUser, now: datetime) -> None:
    """Whoever proposed it takes it back. Raises WarningSignRefused."""
    waiting = _waiting(change)
    if waiting.proposed_by_id != by.pk:
        raise WarningSignRefused(f"Only {waiting.proposed_by_name}, who proposed it, can take it back.")
    waiting.close(WarningSignChange.Outcome.TAKEN_BACK, by=by, name=account_name(by), comment="", now=now)
    if waiting.sign:
        _log(waiting.sign, "take_back", waiting, user=by)


@transaction.atomic
def see_widening(change: WarningSignChange, *, by: AbstractBaseUser, now: datetime) -> None:
    """A clinician has looked at what a sign listens for besides. Raises WarningSignRefused."""
    widening = change.hold()
    if widening.kind != WarningSignChange.Kind.WIDENING or not may_sign_warning_signs(by):
        raise WarningSignRefused("Only clinical reviewers look at what warning signs listen for besides.")
    if widening.outcome:
        raise WarningSignRefused(f"{widening.decided_by_name} has seen it already.")
    widening.close(WarningSignChange.Outcome.SEEN, by=by, name=account_name(by), comment="", now=now)
    if widening.sign:
        _log(widening.sign, "see", widening, user=by)


def what_a_sign_change_decides(change: WarningSignChange) -> Content:
    """All that a decision is about, as a screen shows it: the sign now, and as it would be."""
    now = change.sign.as_sign() if change.sign else Sign(change.sign_name, "", ())
    then = _then(change, now)
    return [
        *(
            part | {"part": f"now:{part['part']}", "label": f"{part['label']}, now"}
            for part in sign_content(now)
        ),
        *(sign_content(then) if then else [Part(part="goes", label="The whole sign", words="goes")]),
    ]


def _then(change: WarningSignChange, now: Sign) -> Sign | None:
    return None if change.kind == WarningSignChange.Kind.REMOVAL else applied(now, change.difference)


def _held(key: int) -> WarningSign:
    sign = WarningSign.objects.select_for_update().filter(pk=key).first()
    if sign is None:
        raise WarningSignRefused("This sign is gone: somebody took it out meanwhile.")
    return sign


def _make_room(sign: WarningSign, *, by: AbstractBaseUser, now: datetime, replaces: bool) -> None:
    """Nothing that waits is pushed aside but by whoever proposed it, and knowingly."""
    waiting = WarningSignChange.objects.waiting().filter(sign=sign).first()
    if waiting is None:
        return
    if waiting.proposed_by_id != by.pk:
        raise WarningSignRefused(
            f"{waiting.proposed_by_name} has proposed already that this sign listens for less, and that waits for a "
            "clinical reviewer. Nothing was saved. Until it is decided you can only let the sign listen for more."
        )
    if not replaces:
        raise WarningSignRefused(
            "You have proposed already that this sign listens for less, and that waits for a clinical reviewer. Nothing "
            "was saved. Tick “Replace what I proposed before”, or leave those lines as they were."
        )
    outcome = WarningSignChange.Outcome.TAKEN_BACK
    waiting.close(outcome, by=by, name=account_name(by), comment=_REPLACED, now=now)
    _log(sign, "take_back", waiting, user=by)


def _record(
    sign: WarningSign, kind: str, change: Difference, *, by: AbstractBaseUser, now: datetime
) -> WarningSignChange:
    recorded = WarningSignChange.objects.create(
        sign=WarningSign(pk=sign.pk),
        sign_name=sign.name[:80],
        kind=kind,
        difference=change,
        proposed_by_id=by.pk,
        proposed_by_name=account_name(by),
        proposed_at=now,
    )
    _log(sign, "widen" if kind == WarningSignChange.Kind.WIDENING else "propose", recorded, user=by)
    return recorded


def _waiting(change: WarningSignChange) -> WarningSignChange:
    waiting = change.hold()
    if waiting.kind == WarningSignChange.Kind.WIDENING:
        raise WarningSignRefused("This is in force already: there is nothing to decide.")
    if waiting.outcome:
        raise WarningSignRefused(
            f"This has been decided meanwhile: {waiting.get_outcome_display().lower()}, by {waiting.decided_by_name}."
        )
    return waiting


def _to_decide(
    change: WarningSignChange, user: AbstractBaseUser, shown: ShownWords | None
) -> WarningSignChange:
    """The change and its sign, held, if they are what was shown to a clinician who did not propose it."""
    if change.sign_id:
        _held(
            change.sign_id
        )  # in the same order as a change of the sign, so that neither waits for the other for ever
    waiting = _waiting(change)
    if not may_sign_warning_signs(user):
        raise WarningSignRefused("Only clinical reviewers decide whether a warning sign listens for less.")
    if waiting.proposed_by_id == user.pk:
        raise WarningSignRefused(
            "You proposed it yourself, so somebody else has to decide: four eyes see more."
        )
    refuse_other_words(waiting, shown, what_a_sign_change_decides(waiting))
    return waiting


def _log(sign: WarningSign, act: str, change: WarningSignChange, *, user: AbstractBaseUser) -> None:
    words = change_in_words(change.difference) or ["The whole sign goes."]
    log(
        instance=sign,
        action=f"{LOGGED_AS}.{act}",
        user=user,
        data={"record": change.sign_name, "words": words, "comment": change.comment},
    )
