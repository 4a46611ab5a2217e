"""Withdrawal: a factsheet is taken down for good, its address says why; and the way back."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.versions.models.withdrawal import Withdrawal

from .unpublishing import unpublish


class WithdrawalRefused(PermissionDenied):
    """Nothing was withdrawn or undone; the message says why and what to do."""


@transaction.atomic
def withdraw(
    page: FactsheetPage,
    *,
    reason: str,
    replacement: FactsheetPage | None,
    user: AbstractBaseUser,
    now: datetime,
) -> Withdrawal:
    """Take a public factsheet down, with a reason for readers; a schedule of it goes too.

    Raises WithdrawalRefused; then, or when anything else fails, all is as it was.
    """
    row = page.hold()
    if not row.live:
        raise WithdrawalRefused(not_public(row))
    if not reason.strip():
        raise WithdrawalRefused("Say why it is withdrawn: readers see the reason.")
    if replacement and not FactsheetPage.objects.for_readers().exclude(pk=row.pk).filter(pk=replacement.pk):
        raise WithdrawalRefused(
            f"“{replacement}” cannot replace it: choose another factsheet that is public."
        )
    withdrawal = Withdrawal.objects.create(
        factsheet=row,
        reason=reason.strip(),
        replacement=replacement,
        revision_id=row.live_revision_id,
        withdrawn_at=now,
        withdrawn_by_id=user.pk,
    )
    # The screen has asked who may; a lock on the draft would stop Wagtail's own way of taking the page down.
    unpublish(row, user=user)
    log(instance=row, action="factsheets.withdraw", user=user, data=_for_the_log(withdrawal))
    return withdrawal


@transaction.atomic
def undo_withdrawal(page: FactsheetPage, *, user: AbstractBaseUser, now: datetime) -> list[str]:
    """Take the mark away; the words that were public go live again if nothing stands in their way.

    What stands in their way, one sentence each: then the factsheet is a draft. Raises WithdrawalRefused.
    """
    row = page.hold()
    withdrawal = Withdrawal.objects.of(row).standing().first()
    if withdrawal is None:
        raise WithdrawalRefused(f"“{row}” is not withdrawn any more, so there is nothing to undo.")
    withdrawal.undone_at, withdrawal.undone_by_id = now, user.pk
    withdrawal.save(update_fields=["undone_at", "undone_by"])
    log(instance=row, action="factsheets.withdraw.undo", user=user, data=_for_the_log(withdrawal))
    if withdrawal.revision is None:
        return ["The words that were public are not kept any more. Submit the factsheet to publish it."]
    obstacles: list[str] = withdrawal.revision.as_object().what_stands_in_the_way()
    if not obstacles:
        row.publish(withdrawal.revision, user=user, skip_permission_checks=True)
    return obstacles


def not_public(page: FactsheetPage) -> str:
    """What the second of two is told who withdraw the same factsheet."""
    return f"“{page}” is not public, so there is nothing to withdraw."


def _for_the_log(withdrawal: Withdrawal) -> dict[str, str | int | None]:
    return {
        "withdrawal": withdrawal.pk,
        "reason": withdrawal.reason,
        "replacement": withdrawal.replacement.title if withdrawal.replacement else None,
    }
