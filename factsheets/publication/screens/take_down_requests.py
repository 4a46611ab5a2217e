"""Asking for a factsheet to be taken down: the screen for those who may not take it down themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from typing_extensions import override
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.people.permissions import may_ask_to_take_down
from factsheets.publication.screens.sign_off.on_record import NOBODY_TO_MAIL
from factsheets.publication.take_down_requests import RequestRefused, ask_to_take_down
from factsheets.publication.telling_editors import editors_to_tell


class AskForm(forms.Form):
    """Asks why."""

    required_css_class = "required"

    reason = forms.CharField(
        label="Why should it be taken down?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Editors read this. Readers do not.",
    )


def ask_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, record the request and tell all editors."""
    user: Any = request.user
    if not may_ask_to_take_down(user):
        raise PermissionDenied
    page = get_object_or_404(FactsheetPage, pk=page_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_take_down(page, reason=form.cleaned_data["reason"], user=user, now=timezone.now())
        except RequestRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                f"The editors are asked to take “{page}” down. Your first screen says when it is done.",
            )
            if not editors_to_tell():
                messages.warning(request, NOBODY_TO_MAIL)
        return redirect("wagtailadmin_home")
    return render(
        request, "factsheets/publication/screens/ask_to_take_down.html", {"page": page, "form": form}
    )


def asking_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("factsheets/<int:page_id>/ask-to-take-down/", ask_view, name="factsheets_ask_to_take_down"),
    ]


class RequestFormatter(LogFormatter):
    """Why somebody asked."""

    label = "Ask for it to be taken down"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Asked for it to be taken down: “{log_entry.data['reason']}”."


def register_request_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action("factsheets.take_down.ask")(RequestFormatter)
