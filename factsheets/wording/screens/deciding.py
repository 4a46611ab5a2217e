"""Wording changes: the list of what waits and what was decided, and the decision of a clinical reviewer on one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from typing_extensions import override
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.language.vocabulary import WordingRefused
from factsheets.page.models.library_page import LibraryPage
from factsheets.publication.screens.changed_words import marked
from factsheets.publication.screens.decision_form import DecisionForm, comment_field, outcome_field
from factsheets.publication.screens.proposed_change import MOST_DECIDED, ChangeView
from factsheets.screens.confirmation import Fact, ask_once_more, facts_of
from factsheets.signing.formats.clinical_content import Content
from factsheets.signing.formats.content_difference import differences
from factsheets.signing.models.carried_wording import kinds_of_records
from factsheets.signing.models.wording_change import WordingChange
from factsheets.wording.proposing import (
    decline_wording,
    may_sign_wording,
    sign_wording,
    take_back_wording,
    what_is_decided,
)

from .headings import may_change_headings

_Outcome = WordingChange.Outcome


class WordingForm(DecisionForm):
    """Whether the new words come into force; to decline them needs a reason."""

    outcome = outcome_field(
        [(outcome.value, outcome.label) for outcome in (_Outcome.SIGNED_OFF, _Outcome.DECLINED)]
    )
    comment = comment_field("If the old words stay, say why. Colleagues read it; readers do not.")
    asks_why = (_Outcome.DECLINED, "Say why the old words stay.")


def may_see_wording(user: Any) -> bool:
    """Whoever may look at records, change the headings, or sign."""
    policies = [ModelPermissionPolicy(model) for model in kinds_of_records()]
    looks = any(policy.user_has_any_permission(user, ["view", "change"]) for policy in policies)
    return looks or may_change_headings(user) or may_sign_wording(user)


def may_take_back(user: AbstractBaseUser | AnonymousUser, change: WordingChange) -> bool:
    """Whoever may change the record."""
    if change.kind == LibraryPage._meta.model_name:
        return may_change_headings(user)
    model = next(model for model in kinds_of_records() if model._meta.model_name == change.kind)
    return bool(ModelPermissionPolicy(model).user_has_permission(user, "change"))


def wording_changes(request: HttpRequest) -> HttpResponse:
    """What waits, then what was decided."""
    if not may_see_wording(request.user):
        raise PermissionDenied
    context = {
        "waiting": WordingChange.objects.waiting(),
        "decided": WordingChange.objects.decided()[:MOST_DECIDED],
    }
    return render(request, "factsheets/wording/screens/wording_changes.html", context)


class WordingChangeView(ChangeView):
    """One change of words, and the decision about it."""

    model = WordingChange
    form_class = WordingForm
    template_name = "factsheets/wording/screens/wording_change.html"
    address = "factsheets_wording_change"
    address_of_all = "factsheets_wording_changes"
    address_to_take_back = "factsheets_take_back_wording"
    refusal = WordingRefused
    not_waiting = "This change does not wait for your decision."

    change: WordingChange

    @override
    def may_open(self) -> bool:
        return may_see_wording(self.user)

    @override
    def may_decide(self) -> bool:
        return may_sign_wording(self.user) and not self.change.outcome

    @override
    def may_take_back(self) -> bool:
        return not self.change.outcome and may_take_back(self.user, self.change)

    @override
    def content(self) -> Content:
        return what_is_decided(self.change)

    @override
    def question(self, form: WordingForm) -> HttpResponse | None:
        signs = form.cleaned_data["outcome"] == _Outcome.SIGNED_OFF
        words = self.change.words(self.change.after)
        new = [Fact(part["label"], part["words"]) for part in words if part.get("words")]
        return ask_once_more(
            self.request,
            heading="Sign off these words?" if signs else "Decline these words?",
            subtitle=self.change.record_name,
            facts=[*new, *facts_of(form)],
            consequence="Readers see them at once, on every public factsheet that carries them."
            if signs
            else "",
        )

    @override
    def decide(self, form: WordingForm) -> str:
        now, comment, shown = timezone.now(), form.cleaned_data["comment"], self.shown_words()
        if form.cleaned_data["outcome"] == _Outcome.DECLINED:
            decline_wording(self.change, shown=shown, by=self.user, comment=comment, now=now)
            return f"The old words of “{self.change.record_name}” stay."
        renewed = sign_wording(self.change, shown=shown, by=form.instance, comment=comment, now=now)
        count = f"{len(renewed)} public factsheet{'' if len(renewed) == 1 else 's'}"
        return (
            f"The new words of “{self.change.record_name}” are in force. A new version was made of {count}."
        )

    @override
    def what_is_shown(self) -> dict[str, object]:
        record = self.change.record
        found = differences(self.change.words(self.change.before), self.change.words(self.change.after))
        return {
            "changes": [(difference, marked(difference)) for difference in found],
            "carriers": record.carriers() if record else [],
        }


class TakeBackWordingView(WordingChangeView):
    """The button "Take the new words back"."""

    http_method_names = ["post"]

    @override
    def post(self, request: HttpRequest, change_id: int) -> HttpResponse:
        if not may_take_back(self.user, self.change):
            raise PermissionDenied
        act = partial(
            take_back_wording, self.change, shown=self.shown_words(), by=self.user, now=timezone.now()
        )
        return self.act(
            act, said=f"The new words of “{self.change.record_name}” are taken back. The old ones stay."
        )
