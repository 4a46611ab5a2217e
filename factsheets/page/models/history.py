"""What the address of a factsheet tells about its past: the history of its versions, and that it was withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from factsheets.outputs.caveats import Caveat, caveats_of_lists
from factsheets.signing.models.signed_off import SignedOff
from factsheets.versions.models.version import Version
from factsheets.versions.models.withdrawal import Withdrawal

from .citation import Citation


def history_answer(factsheet: SignedOff, withdrawal: Withdrawal | None, request: HttpRequest) -> HttpResponse:
    """Every version with its note; of a withdrawn factsheet also what readers are told of that."""
    versions = Version.objects.of(factsheet).defer("content", "changed")
    context = _context(factsheet, withdrawal, request)
    context |= {"versions": versions, "list_caveats": caveats_now(factsheet)}
    return render(request, "factsheets/versions/history.html", context)


def withdrawn_answer(
    factsheet: SignedOff, withdrawal: Withdrawal, request: HttpRequest, **more: object
) -> HttpResponse:
    """410 Gone, with the words that readers are told; `more` is for the template."""
    context = _context(factsheet, withdrawal, request) | more
    return render(request, "factsheets/publication/withdrawn.html", context, status=410)


def _context(factsheet: SignedOff, withdrawal: Withdrawal | None, request: HttpRequest) -> dict[str, object]:
    return {
        "factsheet": factsheet,
        "address": factsheet.get_url(request) or "",
        **(withdrawal_parts(withdrawal, request) if withdrawal else {}),
    }


def caveats_now(factsheet: SignedOff) -> list[tuple[str, Caveat]]:
    """What has to be said with its lists now: notes of changes name what stands in them.

    Of what is withdrawn nothing more is told than that it is, and why.
    """
    if not factsheet.live:
        return []
    prefetch_related_objects([factsheet], Prefetch("citations", Citation.objects.select_related("source")))
    return caveats_of_lists(factsheet)


def standing_withdrawal(factsheet: SignedOff) -> Withdrawal | None:
    """The withdrawal that nobody has undone, if there is one."""
    return Withdrawal.objects.of(factsheet).standing().first()


def told_withdrawal(factsheet: SignedOff) -> Withdrawal | None:
    """What its address tells while it is not public: the withdrawal, until other words, or the same, are public again."""
    last = Withdrawal.objects.of(factsheet).first()
    came_back = last and factsheet.last_published_at and factsheet.last_published_at > last.withdrawn_at
    return None if came_back else last


def what_withdrawal_keeps_back(factsheet: SignedOff) -> list[str]:
    """A withdrawn factsheet does not come back by a publication, whoever approves it."""
    withdrawal = standing_withdrawal(factsheet)
    if withdrawal is None:
        return []
    day = date_format(timezone.localdate(withdrawal.withdrawn_at), "j F Y")
    return [f"Withdrawn: this factsheet was withdrawn on {day}. Undo the withdrawal first, then publish it."]


def withdrawal_parts(withdrawal: Withdrawal, request: HttpRequest) -> dict[str, object]:
    """What readers may know of a withdrawal. A replacement that is not public itself is not named."""
    factsheets: Any = type(withdrawal)._meta.get_field("replacement").related_model
    replacement = factsheets.objects.for_readers().filter(pk=withdrawal.replacement_id).first()
    return {
        "withdrawal": withdrawal,
        "replacement": replacement,
        "replacement_url": replacement.get_url(request) if replacement else "",
    }
