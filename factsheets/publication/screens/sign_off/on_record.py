"""The decisions of clinical reviewers on one text, and taking a sign-off back."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.signing_off import SignOffRefused, why_not_withdrawn, withdraw_sign_off
from factsheets.publication.telling_editors import editors_to_tell
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    Fact,
    ask_once_more,
    day_in_full,
    facts_of,
    goes_back,
    is_answered,
    record_once,
)
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff
from factsheets.signing.models.workflow_status import moment_in_words

SIGNED_MODELS: tuple[type[SignedOff], ...] = (FactsheetPage, *GOVERNED_TEXTS)
NOBODY_TO_MAIL = "No editor has an e-mail address, so nobody got a mail: tell them yourself."
VIEW, CHANGE = "factsheets.view_signoff", "factsheets.change_signoff"


class WithdrawSignOffForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Colleagues read it in the history of the text.",
    )


def sign_offs_of(request: HttpRequest, kind: str, text_id: int) -> HttpResponse:
    """All decisions on one text, the latest first, with the words that each covers."""
    _ask(request, VIEW)
    model = {str(model._meta.model_name): model for model in SIGNED_MODELS}.get(kind)
    if model is None:
        raise Http404
    text = get_object_or_404(model, pk=text_id)
    found = list(SignOff.objects.of(text).select_related("withdrawn_by"))
    context = {
        "text": text,
        "sign_offs": found,
        "lacking": text.get_latest_revision_as_object().what_sign_off_lacks(),
        "may_withdraw": request.user.has_perm(CHANGE),
        "readers_see_it": text.live and not text.is_starter_example and not text.public_words_are_signed(),
    }
    return render(request, "factsheets/publication/screens/sign_offs.html", context)


def ask_to_withdraw_sign_off(request: HttpRequest, sign_off_id: int) -> HttpResponse:
    """Ask for the reason, then take the sign-off back."""
    _ask(request, CHANGE)
    sign_off = get_object_or_404(SignOff, pk=sign_off_id)
    if not sign_off.approves and not is_answered(request):
        messages.error(request, why_not_withdrawn(sign_off))
        return redirect(sign_offs_url(sign_off.text))
    form, user = WithdrawSignOffForm(request.POST or None), _user_of(request)
    if request.method == "POST" and form.is_valid() and not goes_back(request):
        signed = f"{sign_off.registered_name}, {day_in_full(timezone.localdate(sign_off.signed_at))}"
        question = ask_once_more(
            request,
            heading="Withdraw this sign-off?",
            subtitle=sign_off.text,
            facts=[Fact("Sign-off", signed), *facts_of(form)],
            consequence="Without it nobody can publish these words, and a schedule for them is cancelled.",
        )
        if question:
            return question
        act = partial(
            _taken_back, sign_off, user=user, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        try:
            done = record_once(request, act)
        except SignOffRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done or RECORDED_ALREADY)
            if done and not editors_to_tell():
                messages.warning(request, NOBODY_TO_MAIL)
        return redirect(sign_offs_url(sign_off.text))
    context = {"sign_off": sign_off, "form": form, "back_url": sign_offs_url(sign_off.text)}
    return render(request, "factsheets/publication/screens/withdraw_sign_off.html", context)


def _taken_back(sign_off: SignOff, **how: Any) -> str:
    """What has happened, in words."""
    cancelled = withdraw_sign_off(sign_off, **how)
    return " ".join(
        [
            f"The sign-off of “{sign_off.text}” is withdrawn.",
            *(
                f"It does not go live on {moment_in_words(each)}: that schedule is cancelled."
                for each in cancelled
            ),
        ]
    )


def sign_offs_url(text: SignedOff) -> str:
    """The address of the decisions on one text."""
    return reverse("factsheets_sign_offs", args=[text._meta.model_name, text.pk])


def sign_offs_button(page: Page, user: AbstractUser, **_options: object) -> list[Button]:
    """A way to the decisions on a factsheet, in the menu beside its title."""
    if not isinstance(page.specific_deferred, FactsheetPage) or not user.has_perm(VIEW):
        return []
    return [
        Button(
            "Sign-offs",
            reverse("factsheets_sign_offs", args=["factsheetpage", page.pk]),
            icon_name="check",
            priority=60,
        )
    ]


def _user_of(request: HttpRequest) -> User:
    """Somebody who has signed in: Wagtail lets nobody else come here."""
    return cast(User, request.user)


def _ask(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
