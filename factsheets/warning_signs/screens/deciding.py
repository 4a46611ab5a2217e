"""Changes of warning signs: the list, the decision of a clinical reviewer, "Seen", and the way to take a sign out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from factsheets.language.vocabulary import WarningLevel, WarningSignRefused
from factsheets.people.permissions import WarningSignPermissionPolicy
from factsheets.publication.signing_off import PROFILE_FIELDS
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    Fact,
    ask_once_more,
    facts_of,
    goes_back,
    record_once,
)
from factsheets.signing.formats.content_difference import PartDifference
from factsheets.signing.formats.shown_words import SHOWN, WordsChanged, shown_words
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.screens.redisplayed_form import token_to_carry
from factsheets.warning_signs.changing import (
    decline_narrowing,
    may_sign_warning_signs,
    propose_removal,
    see_widening,
    sign_narrowing,
    take_back_narrowing,
    what_is_decided,
)
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange
from factsheets.warning_signs.trying import caught_by, effects_of

from .records import REPLACES
from .trying import may_see_warning_signs

#: So many decisions of the past are listed.
_MOST = 50
_OUTCOMES = [
    (WarningSignChange.Outcome.SIGNED_OFF.value, "Sign it off: it listens for less"),
    (WarningSignChange.Outcome.DECLINED.value, "Decline it: it stays as it is"),
]


class NarrowingForm(forms.ModelForm):
    """Who the reviewer is, as kept on their profile, and what they decide."""

    required_css_class = "required"

    outcome = forms.ChoiceField(label="What do you decide?", choices=_OUTCOMES, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="Comment",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If it stays as it is, say why. Whoever proposed it reads it; readers do not.",
    )

    class Meta:
        model = ReviewerProfile
        fields = PROFILE_FIELDS
        widgets = {"interests": forms.Textarea(attrs={"rows": 2})}

    field_order = ("outcome", "comment", *PROFILE_FIELDS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (
            given.get("outcome") == WarningSignChange.Outcome.DECLINED
            and not given.get("comment", "").strip()
        ):
            self.add_error("comment", "Say why it stays as it is.")
        return given


def sign_changes(request: HttpRequest) -> HttpResponse:
    """What waits, what nobody has seen, then what was decided."""
    if not may_see_warning_signs(request.user):
        raise PermissionDenied
    context = {
        "waiting": WarningSignChange.objects.waiting(),
        "unseen": WarningSignChange.objects.unseen(),
        "decided": WarningSignChange.objects.decided()[:_MOST],
    }
    return render(request, "factsheets/warning_signs/screens/changes.html", context)


def sign_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change; for those who sign, with the form of their decision while it waits."""
    if not may_see_warning_signs(request.user):
        raise PermissionDenied
    change = get_object_or_404(WarningSignChange, pk=change_id)
    user: Any = request.user
    if not change.waits or not may_sign_warning_signs(user) or change.proposed_by_id == user.pk:
        if request.method == "POST":
            messages.warning(request, "This does not wait for your decision.")
            return redirect("factsheets_warning_sign_change", change.pk)
        return _screen(request, change, None)
    profile = ReviewerProfile.objects.filter(user=user).first() or ReviewerProfile(user=user)
    initial = {"registered_name": profile.registered_name or user.get_full_name()}
    form = NarrowingForm(request.POST or None, instance=profile, initial=initial)
    if request.method == "POST" and form.is_valid() and not goes_back(request):
        if question := _question(request, change, form):
            return question
        try:
            told = record_once(request, partial(_decided, request, change, form))
            messages.success(request, told or RECORDED_ALREADY)
            return redirect("factsheets_warning_sign_changes")
        except WarningSignRefused as refusal:
            form.add_error(None, str(refusal))
        except WordsChanged as refusal:
            change.refresh_from_db()
            return _screen(request, change, form, changed=refusal.changed)
    return _screen(request, change, form)


@require_POST
def see(request: HttpRequest, change_id: int) -> HttpResponse:
    """The button "Seen"."""
    if not may_sign_warning_signs(_user_of(request)):
        raise PermissionDenied
    change = get_object_or_404(WarningSignChange, pk=change_id)
    return _act(
        request,
        partial(see_widening, change, by=_user_of(request), now=timezone.now()),
        f"Your name stands beside what “{change.sign_name}” listens for besides.",
    )


@require_POST
def take_back(request: HttpRequest, change_id: int) -> HttpResponse:
    """The button "Take it back" of whoever proposed it."""
    if not _may_change(request):
        raise PermissionDenied
    change = get_object_or_404(WarningSignChange, pk=change_id)
    return _act(
        request,
        partial(take_back_narrowing, change, by=_user_of(request), now=timezone.now()),
        f"“{change.sign_name}” stays as it is.",
    )


def remove(request: HttpRequest, sign_id: int) -> HttpResponse:
    """The button "Take it out": what the sign catches stands beside, and it goes when a clinician has signed that."""
    if not _may_change(request):
        raise PermissionDenied
    sign = get_object_or_404(WarningSign, pk=sign_id)
    waiting = WarningSignChange.objects.waiting().filter(sign=sign).first()
    refused = ""
    if request.method == "POST":
        try:
            propose_removal(sign, by=_user_of(request), now=timezone.now(), replaces=REPLACES in request.POST)
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
        "may_replace": waiting is not None and waiting.proposed_by_id == request.user.pk,
        "refused": refused,
    }
    return render(request, "factsheets/warning_signs/screens/remove.html", context)


def _act(request: HttpRequest, act: partial[None], said: str) -> HttpResponse:
    try:
        act()
    except WarningSignRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("factsheets_warning_sign_changes")


def _question(request: HttpRequest, change: WarningSignChange, form: NarrowingForm) -> HttpResponse | None:
    signs = form.cleaned_data["outcome"] == WarningSignChange.Outcome.SIGNED_OFF
    effect = effects_of([change])[0]
    lost = ", ".join(f"“{each.phrase}”" for each in effect.less)
    return ask_once_more(
        request,
        heading="Let it listen for less?" if signs else "Leave the sign as it is?",
        subtitle=change.sign_name,
        facts=[
            Fact("What changes", " ".join(change.words)),
            Fact("Kept phrases that it no longer catches like this", lost or "None"),
            *facts_of(form),
        ],
        consequence="Whoever types what it no longer catches sees no warning by it, at once."
        if signs
        else "",
    )


def _decided(request: HttpRequest, change: WarningSignChange, form: NarrowingForm) -> str:
    """Decide, and say what became of it. Raises WarningSignRefused or WordsChanged."""
    now, comment = timezone.now(), form.cleaned_data["comment"]
    shown = shown_words(request.POST.get(SHOWN, ""))
    if form.cleaned_data["outcome"] == WarningSignChange.Outcome.DECLINED:
        decline_narrowing(change, shown=shown, by=form.instance.user, comment=comment, now=now)
        return f"“{change.sign_name}” stays as it is. {change.proposed_by_name} is told."
    sign_narrowing(change, shown=shown, by=form.instance, comment=comment, now=now)
    return f"“{change.sign_name}”: {' '.join(change.words)}"


def _screen(
    request: HttpRequest,
    change: WarningSignChange,
    form: NarrowingForm | None,
    *,
    changed: list[PartDifference] | None = None,
) -> HttpResponse:
    """The change as it is now; with `changed`, 409 and what differs from what the person saw."""
    user = _user_of(request)
    signs, is_mine = may_sign_warning_signs(user), change.proposed_by_id == user.pk
    context = {
        "change": change,
        "effect": effects_of([change])[0] if change.sign_id and not change.outcome else None,
        "parts": _side_by_side(change) if change.waits else [],
        "form": form,
        "shown": token_to_carry(request, change, what_is_decided(change), changed=changed),
        "changed_meanwhile": changed,
        "may_see": signs and change.kind == WarningSignChange.Kind.WIDENING and not change.outcome,
        "may_take_back": change.waits and is_mine,
        "needs_other_eyes": change.waits and is_mine and signs,
    }
    status = 200 if changed is None else 409
    return render(request, "factsheets/warning_signs/screens/change.html", context, status=status)


def _side_by_side(change: WarningSignChange) -> list[tuple[str, str, str]]:
    """Each part of the sign: its label, its words now, and as they would be."""
    content = what_is_decided(change)
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


def _may_change(request: HttpRequest) -> bool:
    return WarningSignPermissionPolicy(WarningSign).user_has_permission(_user_of(request), "change")


def _user_of(request: HttpRequest) -> Any:
    return request.user
