"""The report “Mail that waits”: what could not be sent yet and why, and the two things that can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.log_actions import log
from wagtail.models import Workflow

from factsheets.mail.models import OutgoingMail
from factsheets.mail.sending import GIVEN_UP_AFTER, OF_POWERS, give_up, send_again
from factsheets.people.permissions import may_mend_the_way
from factsheets.screens.report import LinkColumn, Report


class MailQueue(Report):
    """Every mail that has not been sent. Its words are not shown: they may be a link that sets a password."""

    name = "mail_that_waits"
    page_title = "Mail that waits"
    header_icon = "mail"
    menu_order = 60
    # Those who look after the way to publication; mail is how people hear of what waits for them.
    seen_with = Workflow
    any_permission_required = ["change"]
    default_ordering = "made_at"
    headings = {
        "to": "To",
        "subject": "About",
        "stands": "How it stands",
        "attempts": "Tries",
        "why_not": "Why not sent",
    }

    columns = [
        Column("to", label="To", sort_key="to"),
        Column("subject", label="About"),
        Column("stands", label="How it stands", sort_key="made_at"),
        NumberColumn("attempts", label="Tries", sort_key="attempts"),
        Column("why_not", label="Why not sent"),
        LinkColumn("again", label="Send again", accessor=lambda mail: _to_sending(mail)),
        LinkColumn("give_up", label="Give up", accessor=lambda mail: _to_giving_up(mail)),
    ]

    @override
    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        return OutgoingMail.objects.not_sent()


def _to_sending(mail: OutgoingMail) -> tuple[str, str] | None:
    """Not where the words are gone with the secret that they held."""
    return (reverse("send_mail_again", args=[mail.pk]), "Send again") if mail.body else None


def _to_giving_up(mail: OutgoingMail) -> tuple[str, str] | None:
    """Not where the mail tells others of powers: whoever gave those would stop it."""
    if mail.given_up_at or mail.key.startswith(OF_POWERS):
        return None
    return reverse("give_up_mail", args=[mail.pk]), "Give up"


def _give_up(pk: int, *, now: datetime) -> bool:
    """False also for a mail that tells others of powers."""
    tells_of_powers = OutgoingMail.objects.filter(pk=pk, key__startswith=OF_POWERS).exists()
    return not tells_of_powers and give_up(pk, now=now)


def _settle(
    request: HttpRequest, pk: int, *, act: Callable[..., bool], button: str, consequence: str, done: str
) -> HttpResponse:
    """Ask once, then act; a mail that was sent meanwhile is left alone."""
    if not may_mend_the_way(request.user):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    if request.method != "POST":
        context = {
            "mail": mail,
            "button": button,
            "consequence": consequence,
            "back": reverse("mail_that_waits_report"),
        }
        return render(request, "factsheets/staff/mail_queue.html", context)
    with transaction.atomic():
        is_done = act(pk, now=timezone.now())
        if is_done:
            log(instance=mail, action="wagtail.edit", title=f"Mail: {button.lower()}", user=request.user)
    if is_done:
        messages.success(request, done)
    else:
        messages.warning(
            request,
            "Nothing was changed: the mail was sent or settled meanwhile, or is being sent just now, "
            "or tells others of powers, which nobody stops.",
        )
    return redirect("mail_that_waits_report")


def mail_queue_urls() -> list[URLPattern]:
    """The report, and what can be done about one mail."""
    again: Callable[..., HttpResponseBase] = partial(
        _settle,
        act=send_again,
        button="Send again",
        consequence=f"It is tried at once. If it cannot be sent, it is tried again and again for {GIVEN_UP_AFTER.days} days.",
        done="The mail is tried at once.",
    )
    no_more: Callable[..., HttpResponseBase] = partial(
        _settle,
        act=_give_up,
        button="Give up",
        consequence="It is not tried any more. Nobody is told.",
        done="The mail is given up.",
    )
    return [
        *MailQueue.urls(),
        path("mail/<int:pk>/send-again/", again, name="send_mail_again"),
        path("mail/<int:pk>/give-up/", no_more, name="give_up_mail"),
    ]
