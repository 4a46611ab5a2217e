"""Wording changes: the list of what waits and what was decided, and the decision of a clinical reviewer on one."""

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
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.language.vocabulary import WordingRefused
from factsheets.page.models.library_page import LibraryPage
from factsheets.publication.screens.changed_words import marked
from factsheets.publication.signing_off import PROFILE_FIELDS
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    Fact,
    ask_once_more,
    facts_of,
    goes_back,
    record_once,
)
from factsheets.signing.formats.content_difference import PartDifference, differences
from factsheets.signing.formats.shown_words import SHOWN, WordsChanged, shown_words
from factsheets.signing.models.carried_wording import kinds_of_records
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.models.wording_change import WordingChange
from factsheets.signing.screens.redisplayed_form import token_to_carry
from factsheets.wording.proposing import (
    decline_wording,
    may_sign_wording,
    sign_wording,
    take_back_wording,
    what_is_decided,
)

from .headings import may_change_headings

_OUTCOMES = [
    (outcome.value, outcome.label)
    for outcome in (WordingChange.Outcome.SIGNED_OFF, WordingChange.Outcome.DECLINED)
]
#: So many decisions of the past are listed.
_MOST = 50


class WordingForm(forms.ModelForm):
    """Who the reviewer is, as kept on their profile, and what they decide."""

    required_css_class = "required"

    outcome = forms.ChoiceField(label="What do you decide?", choices=_OUTCOMES, widget=forms.RadioSelect)
    comment = forms.CharField(
        label="Comment",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If the old words stay, say why. Colleagues read it; readers do not.",
    )

    class Meta:
        model = ReviewerProfile
        fields = PROFILE_FIELDS
        widgets = {"interests": forms.Textarea(attrs={"rows": 2})}

    field_order = ("outcome", "comment", *PROFILE_FIELDS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == WordingChange.Outcome.DECLINED and not given.get("comment", "").strip():
            self.add_error("comment", "Say why the old words stay.")
        return given


def may_see_wording(user: Any) -> bool:
    """Whoever may look at records, change the headings, or sign."""
    policies = [ModelPermissionPolicy(model) for model in kinds_of_records()]
    looks = any(policy.user_has_any_permission(user, ["view", "change"]) for policy in policies)
    return looks or may_change_headings(user) or may_sign_wording(user)


def may_take_back(user: Any, change: WordingChange) -> bool:
    """Whoever may change the record."""
    if change.kind == LibraryPage._meta.model_name:
        return may_change_headings(user)
    model = next(model for model in kinds_of_records() if model._meta.model_name == change.kind)
    return ModelPermissionPolicy(model).user_has_permission(user, "change")


def wording_changes(request: HttpRequest) -> HttpResponse:
    """What waits, then what was decided."""
    if not may_see_wording(request.user):
        raise PermissionDenied
    context = {
        "waiting": WordingChange.objects.waiting(),
        "decided": WordingChange.objects.exclude(outcome="").order_by("-decided_at", "-pk")[:_MOST],
    }
    return render(request, "factsheets/wording/screens/wording_changes.html", context)


def wording_change(request: HttpRequest, change_id: int) -> HttpResponse:
    """One change; for those who sign, with the form of their decision while it waits."""
    if not may_see_wording(request.user):
        raise PermissionDenied
    change = get_object_or_404(WordingChange, pk=change_id)
    user: Any = request.user
    if not may_sign_wording(user) or change.outcome:
        if request.method == "POST":
            messages.warning(request, "This change does not wait for your decision.")
            return redirect("factsheets_wording_change", change.pk)
        return _screen(request, change, None)
    profile = ReviewerProfile.objects.filter(user=user).first() or ReviewerProfile(user=user)
    initial = {"registered_name": profile.registered_name or user.get_full_name()}
    form = WordingForm(request.POST or None, instance=profile, initial=initial)
    if request.method == "POST" and form.is_valid() and not goes_back(request):
        if question := _question(request, change, form):
            return question
        try:
            told = record_once(request, partial(_decided, request, change, form))
            messages.success(request, told or RECORDED_ALREADY)
            return redirect("factsheets_wording_changes")
        except WordingRefused as refusal:
            form.add_error(None, str(refusal))
        except WordsChanged as refusal:
            change.refresh_from_db()
            return _screen(request, change, form, changed=refusal.changed)
    return _screen(request, change, form)


@require_POST
def take_back(request: HttpRequest, change_id: int) -> HttpResponse:
    """The button "Take the new words back"."""
    change = get_object_or_404(WordingChange, pk=change_id)
    if not may_take_back(request.user, change):
        raise PermissionDenied
    user: Any = request.user
    try:
        take_back_wording(change, shown=shown_words(request.POST.get(SHOWN, "")), by=user, now=timezone.now())
    except WordingRefused as refusal:
        messages.error(request, str(refusal))
    except WordsChanged as refusal:
        change.refresh_from_db()
        return _screen(request, change, None, changed=refusal.changed)
    else:
        messages.success(
            request, f"The new words of “{change.record_name}” are taken back. The old ones stay."
        )
    return redirect("factsheets_wording_changes")


def _question(request: HttpRequest, change: WordingChange, form: WordingForm) -> HttpResponse | None:
    signs = form.cleaned_data["outcome"] == WordingChange.Outcome.SIGNED_OFF
    new = [Fact(part["label"], part["words"]) for part in change.words(change.after) if part.get("words")]
    return ask_once_more(
        request,
        heading="Sign off these words?" if signs else "Decline these words?",
        subtitle=change.record_name,
        facts=[*new, *facts_of(form)],
        consequence="Readers see them at once, on every public factsheet that carries them." if signs else "",
    )


def _decided(request: HttpRequest, change: WordingChange, form: WordingForm) -> str:
    """Decide, and say what became of it. Raises WordingRefused or WordsChanged."""
    now, comment = timezone.now(), form.cleaned_data["comment"]
    shown = shown_words(request.POST.get(SHOWN, ""))
    if form.cleaned_data["outcome"] == WordingChange.Outcome.DECLINED:
        decline_wording(change, shown=shown, by=form.instance.user, comment=comment, now=now)
        return f"The old words of “{change.record_name}” stay."
    renewed = sign_wording(change, shown=shown, by=form.instance, comment=comment, now=now)
    count = f"{len(renewed)} public factsheet{'' if len(renewed) == 1 else 's'}"
    return f"The new words of “{change.record_name}” are in force. A new version was made of {count}."


def _screen(
    request: HttpRequest,
    change: WordingChange,
    form: WordingForm | None,
    *,
    changed: list[PartDifference] | None = None,
) -> HttpResponse:
    """The change as it is now; with `changed`, 409 and what differs from what the person saw."""
    record = change.record
    found = differences(change.words(change.before), change.words(change.after))
    context = {
        "change": change,
        "changes": [(difference, marked(difference)) for difference in found],
        "carriers": record.carriers() if record else [],
        "form": form,
        "shown": token_to_carry(request, change, what_is_decided(change), changed=changed),
        "changed_meanwhile": changed,
        "may_take_back": not change.outcome and may_take_back(request.user, change),
    }
    status = 200 if changed is None else 409
    return render(request, "factsheets/wording/screens/wording_change.html", context, status=status)
