"""Changes of warning signs: the list, the decision of a clinical reviewer, "Seen", and the way to take a sign out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from typing_extensions import override
from wagtail.admin import messages

from factsheets.language.vocabulary import WarningLevel, WarningSignRefused
from factsheets.people.permissions import WarningSignPermissionPolicy
from factsheets.publication.screens.decision_form import DecisionForm, comment_field, outcome_field
from factsheets.publication.screens.proposed_change import MOST_DECIDED, ChangeView
from factsheets.screens.confirmation import Fact, ask_once_more, facts_of
from factsheets.signing.formats.clinical_content import Content
from factsheets.warning_signs.changing import (
    decline_narrowing,
    may_sign_warning_signs,
    propose_removal,
    see_widening,
    sign_narrowing,
    take_back_narrowing,
    what_a_sign_change_decides,
)
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange
from factsheets.warning_signs.trying import caught_by, effects_of

from .records import REPLACES
from .trying import may_see_warning_signs

_Outcome = WarningSignChange.Outcome


class NarrowingForm(DecisionForm):
    """Whether a sign listens for less; to decline that needs a reason."""

    outcome = outcome_field(
        [
            (_Outcome.SIGNED_OFF.value, "Sign it off: it listens for less"),
            (_Outcome.DECLINED.value, "Decline it: it stays as it is"),
        ]
    )
    comment = comment_field(
        "If it stays as it is, say why. Whoever proposed it reads it; readers do not.",
    )
    asks_why = (_Outcome.DECLINED, "Say why it stays as it is.")


def may_change_warning_signs(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever may write warning signs."""
    return WarningSignPermissionPolicy(WarningSign).user_has_permission(user, "change")


def sign_changes(request: HttpRequest) -> HttpResponse:
    """What waits, what nobody has seen, then what was decided."""
    if not may_see_warning_signs(request.user):
        raise PermissionDenied
    context = {
        "waiting": WarningSignChange.objects.waiting(),
        "unseen": WarningSignChange.objects.unseen(),
        "decided": WarningSignChange.objects.decided()[:MOST_DECIDED],
    }
    return render(request, "factsheets/warning_signs/screens/changes.html", context)


class SignChangeView(ChangeView):
    """One change of a warning sign, and the decision about it."""

    model = WarningSignChange
    form_class = NarrowingForm
    template_name = "factsheets/warning_signs/screens/change.html"
    address = "factsheets_warning_sign_change"
    address_of_all = "factsheets_warning_sign_changes"
    address_to_take_back = "factsheets_take_back_warning_sign"
    refusal = WarningSignRefused
    not_waiting = "This does not wait for your decision."

    change: WarningSignChange

    @property
    def is_mine(self) -> bool:
        """Whether whoever looks at it has proposed it: nobody signs off what they proposed."""
        return bool(self.change.proposed_by_id == self.user.pk)

    @override
    def may_open(self) -> bool:
        return may_see_warning_signs(self.user)

    @override
    def may_decide(self) -> bool:
        return self.change.waits and may_sign_warning_signs(self.user) and not self.is_mine

    @override
    def may_take_back(self) -> bool:
        return self.change.waits and self.is_mine

    @override
    def content(self) -> Content:
        return what_a_sign_change_decides(self.change)

    @override
    def question(self, form: NarrowingForm) -> HttpResponse | None:
        signs = form.cleaned_data["outcome"] == _Outcome.SIGNED_OFF
        effect = effects_of([self.change])[0]
        lost = ", ".join(f"“{each.phrase}”" for each in effect.less)
        return ask_once_more(
            self.request,
            heading="Let it listen for less?" if signs else "Leave the sign as it is?",
            subtitle=self.change.sign_name,
            facts=[
                Fact("What changes", " ".join(self.change.words)),
                Fact("Kept phrases that it no longer catches like this", lost or "None"),
                *facts_of(form),
            ],
            consequence="Whoever types what it no longer catches sees no warning by it, at once."
            if signs
            else "",
        )

    @override
    def decide(self, form: NarrowingForm) -> str:
        now, comment, shown = timezone.now(), form.cleaned_data["comment"], self.shown_words()
        if form.cleaned_data["outcome"] == _Outcome.DECLINED:
            decline_narrowing(self.change, shown=shown, by=self.user, comment=comment, now=now)
            return f"“{self.change.sign_name}” stays as it is. {self.change.proposed_by_name} is told."
        sign_narrowing(self.change, shown=shown, by=form.instance, comment=comment, now=now)
        return f"“{self.change.sign_name}”: {' '.join(self.change.words)}"

    @override
    def what_is_shown(self) -> dict[str, object]:
        change, signs = self.change, may_sign_warning_signs(self.user)
        return {
            "effect": effects_of([change])[0] if change.sign_id and not change.outcome else None,
            "parts": _side_by_side(change) if change.waits else [],
            "may_see": signs and change.kind == WarningSignChange.Kind.WIDENING and not change.outcome,
            "needs_other_eyes": change.waits and self.is_mine and signs,
        }


class SeeChangeView(SignChangeView):
    """The button "Seen"."""

    http_method_names = ["post"]

    @override
    def may_open(self) -> bool:
        return may_sign_warning_signs(self.user)

    @override
    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        return self.act(
            partial(see_widening, self.change, by=self.user, now=timezone.now()),
            said=f"Your name stands beside what “{self.change.sign_name}” listens for besides.",
        )


class TakeBackNarrowingView(SignChangeView):
    """The button "Take it back" of whoever proposed it."""

    http_method_names = ["post"]

    @override
    def may_open(self) -> bool:
        return may_change_warning_signs(self.user)

    @override
    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        return self.act(
            partial(take_back_narrowing, self.change, by=self.user, now=timezone.now()),
            said=f"“{self.change.sign_name}” stays as it is.",
        )


def remove(request: HttpRequest, sign_id: int) -> HttpResponse:
    """The button "Take it out": what the sign catches stands beside, and it goes when a clinician has signed that."""
    if not may_change_warning_signs(request.user):
        raise PermissionDenied
    user: Any = request.user
    sign = get_object_or_404(WarningSign, pk=sign_id)
    waiting = WarningSignChange.objects.waiting().filter(sign=sign).first()
    refused = ""
    if request.method == "POST":
        try:
            propose_removal(sign, by=user, now=timezone.now(), replaces=REPLACES in request.POST)
        except WarningSignRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, f"“{sign}” goes when a clinical reviewer has signed that. Until then it listens."
            )
            return redirect("factsheets_warning_sign_changes")
    context = {
        "sign": sign,
        "catch": caught_by(sign),
        "may_replace": waiting is not None and waiting.proposed_by_id == user.pk,
        "refused": refused,
    }
    return render(request, "factsheets/warning_signs/screens/remove.html", context)


def _side_by_side(change: WarningSignChange) -> list[tuple[str, str, str]]:
    """Each part of the sign: its label, its words now, and as they would be."""
    content = what_a_sign_change_decides(change)
    levels: dict[str, str] = {level.value: level.label for level in WarningLevel}
    shown = {part["part"]: levels.get(part["words"], part["words"]) for part in content}
    return [
        (
            part["label"].removesuffix(", now"),
            shown[part["part"]],
            shown.get(part["part"].removeprefix("now:"), ""),
        )
        for part in content
        if part["part"].startswith("now:")
    ]
