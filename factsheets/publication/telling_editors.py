"""What editors are told by mail at once: a sign-off was withdrawn, or a factsheet is to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from factsheets.mail.sending import queue_mail
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.people.roles import EDITOR
from factsheets.publication.models.take_down_request import TakeDownRequest
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff
from factsheets.signing.models.workflow_tasks import EditorialCheckTask


def on_sign_off_withdrawn(
    sender: type[SignOff], sign_off: SignOff, cancelled: Sequence[datetime], **kwargs: object
) -> None:
    """Handler of `sign_off_withdrawn`, inside the transaction that withdraws it: one mail for each editor."""
    text = sign_off.text
    context = {
        "sign_off": sign_off,
        "text": text,
        "is_factsheet": isinstance(text, FactsheetPage),
        "cancelled": cancelled,
        "readers_see_it": _readers_see_unsigned(text),
        "edit_path": _where_to_edit(text),
    }
    _tell(f"sign-off-withdrawn:{sign_off.pk}", "factsheets/publication/email/sign_off_withdrawn.txt", context)


def on_take_down_asked_for(sender: type[TakeDownRequest], request: TakeDownRequest, **kwargs: object) -> None:
    """Handler of `take_down_asked_for`, inside the transaction that records the request."""
    context = {
        "request": request,
        "factsheet": request.factsheet,
        "withdraw_path": reverse("factsheets_withdraw", args=[request.factsheet_id]),
    }
    _tell(f"take-down:{request.pk}", "factsheets/publication/email/take_down_asked_for.txt", context)


def editors_to_tell() -> list[AbstractUser]:
    """Everybody who is an editor, by the name of the role or because it takes the editorial check, and can be reached."""
    roles = Group.objects.filter(Q(name=EDITOR) | Q(pk__in=EditorialCheckTask.objects.values("groups")))
    editors = get_user_model().objects.filter(groups__in=roles, is_active=True).exclude(email="")
    return list(editors.distinct().order_by("pk"))


def _tell(key: str, template: str, context: Mapping[str, object]) -> None:
    now = timezone.now()
    for editor in editors_to_tell():
        queue_mail(f"{key}:{editor.pk}", editor.email, template, {**context, "person": editor}, now=now)


def _readers_see_unsigned(text: SignedOff) -> bool:
    row = type(text)._default_manager.get(pk=text.pk)
    return bool(row.live) and not row.is_starter_example and not row.public_words_are_signed()


def _where_to_edit(text: SignedOff) -> str:
    if isinstance(text, FactsheetPage):
        return reverse("wagtailadmin_pages:edit", args=[text.pk])
    return reverse(type(text).snippet_viewset.get_url_name("edit"), args=[text.pk])
