"""Asking for a factsheet to be taken down, by those who may not do it themselves; and how such a request ends."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.models.take_down_request import TakeDownRequest, take_down_asked_for


class RequestRefused(PermissionDenied):
    """Nothing was recorded; the message says why."""


@transaction.atomic
def ask_to_take_down(
    page: FactsheetPage, *, reason: str, user: AbstractBaseUser, now: datetime
) -> TakeDownRequest:
    """Record the request, once for a factsheet until it has ended. Raises RequestRefused."""
    row = page.hold()
    if not row.live:
        raise RequestRefused(f"“{row}” is not public any more, so there is nothing to take down.")
    if not reason.strip():
        raise RequestRefused("Say why it should be taken down.")
    if TakeDownRequest.objects.open().filter(factsheet=row).exists():
        raise RequestRefused(f"Somebody has asked for “{row}” to be taken down already. The editors know.")
    request = TakeDownRequest.objects.create(
        factsheet=row, reason=reason.strip(), asked_by_id=user.pk, asked_at=now
    )
    log(instance=row, action="factsheets.take_down.ask", user=user, data={"reason": request.reason})
    take_down_asked_for.send(sender=TakeDownRequest, request=request)
    return request


def on_unpublished(sender: type[FactsheetPage], instance: FactsheetPage, **kwargs: object) -> None:
    """Handler of `page_unpublished`: whichever way the factsheet was taken down, what was asked for has happened."""
    _settle(instance, TakeDownRequest.Ending.TAKEN_DOWN)


def on_published(sender: type[FactsheetPage], instance: FactsheetPage, **kwargs: object) -> None:
    """Handler of `page_published`: words that a clinician signed again need not be taken down."""
    if (
        TakeDownRequest.objects.open().filter(factsheet=instance.pk).exists()
        and FactsheetPage.objects.get(pk=instance.pk).public_words_are_signed()
    ):
        _settle(instance, TakeDownRequest.Ending.SIGNED_AGAIN)


def _settle(page: FactsheetPage, ending: TakeDownRequest.Ending) -> None:
    waiting = TakeDownRequest.objects.open().filter(factsheet=page.pk)
    waiting.update(settled_at=timezone.now(), settled_as=ending)
