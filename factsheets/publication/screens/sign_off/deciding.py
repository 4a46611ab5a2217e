"""The form of clinical sign-off: what changed, word by word, and the reviewer's decision on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page, TaskState

from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.outputs.caveats import contested_lists
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.screens.changed_words import marked
from factsheets.publication.screens.decision_form import DecisionForm, comment_field, outcome_field
from factsheets.publication.signing_off import (
    PROFILE_FIELDS,
    SignOffDecision,
    SignOffRefused,
    decide,
    what_keeps_from_signing,
)
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    ask_once_more,
    facts_of,
    goes_back,
    is_answered,
    record_once,
)
from factsheets.signing.formats.content_difference import PartDifference
from factsheets.signing.formats.shown_words import SHOWN, WordsChanged, shown_words
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff
from factsheets.signing.models.workflow_status import moment_in_words, what_was_decided, where_it_is
from factsheets.signing.models.workflow_tasks import SAY_WHICH, ClinicalSignOffTask
from factsheets.signing.screens.redisplayed_form import token_to_carry

#: Sent with `request` and `page` when somebody has signed a factsheet off on this screen.
factsheet_signed_off = Signal()


class SignOffForm(DecisionForm):
    """Besides: up to when the reviewer looked at the evidence, for a factsheet."""

    outcome = outcome_field(SignOff.Outcome.choices)
    evidence_checked_to = forms.DateField(
        label="Evidence checked to",
        required=False,
        widget=AdminDateInput,
        help_text="You looked at the evidence that was published up to this day.",
    )
    comment = comment_field("If you ask for changes, say which. Colleagues read it; readers do not.", rows=4)
    asks_why = (SignOff.Outcome.CHANGES, SAY_WHICH)

    field_order = ("outcome", "evidence_checked_to", "comment", *PROFILE_FIELDS)

    def __init__(self, *args: Any, asks_for_evidence: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.asks_for_evidence = asks_for_evidence
        if not asks_for_evidence:
            del self.fields["evidence_checked_to"]

    def leave_only_changes(self) -> None:
        """For whoever may not sign off now: what they tick is not refused afterwards."""
        kept = SignOff.Outcome.CHANGES
        self.fields["outcome"].widget.choices = [(kept.value, kept.label)]

    def clean_evidence_checked_to(self) -> date | None:
        """Refuses a day to come."""
        day: date | None = self.cleaned_data["evidence_checked_to"]
        if day and day > self.today:
            raise forms.ValidationError("This day has not come yet.")
        return day

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean()
        missing_day = "evidence_checked_to" in given and not given["evidence_checked_to"]
        if given.get("outcome") == SignOff.Outcome.SIGNED_OFF and self.asks_for_evidence and missing_day:
            self.add_error("evidence_checked_to", "Say up to which day you looked at the evidence.")
        return given


def sign_off(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """The decision on the words that wait in one clinical step."""
    state, user = get_object_or_404(TaskState, pk=task_state_id).specific, _user_of(request)
    task = state.task.specific
    if not isinstance(task, ClinicalSignOffTask) or not task.may_decide(user):
        raise PermissionDenied
    row = state.revision.content_object
    if state.status != TaskState.STATUS_IN_PROGRESS:
        told = f"{what_was_decided(row)} {where_it_is(row)}"
        messages.warning(request, f"“{row}” does not wait for this decision any more. {told}")
        return redirect("wagtailadmin_home")
    form = SignOffForm.asked_of(
        request, asks_for_evidence=isinstance(row, FactsheetPage), today=timezone.localdate()
    )
    changed: list[PartDifference] | None = None
    if request.method == "POST" and form.is_valid() and not goes_back(request):
        barred = [] if is_answered(request) else _what_bars(form, row, user)
        if not barred and (question := _question(request, row, form)):
            return question
        try:
            if barred:
                form.add_error("outcome", " ".join(barred))
            elif _decided(request, state, form):
                return redirect("wagtailadmin_home")
        except WordsChanged as refusal:
            changed = refusal.changed
            form.add_error(None, str(refusal))
    context = _context(request, row, form, changed)
    status = 200 if changed is None else 409
    return render(request, "factsheets/publication/screens/sign_off.html", context, status=status)


def _what_bars(form: SignOffForm, row: SignedOff, user: User) -> list[str]:
    """What the act would be refused for: said before the question, and not after its answer."""
    if form.cleaned_data["outcome"] != SignOff.Outcome.SIGNED_OFF:
        return []
    return what_keeps_from_signing(row.get_latest_revision_as_object(), user)


def _question(request: HttpRequest, row: SignedOff, form: SignOffForm) -> HttpResponse | None:
    signs = form.cleaned_data["outcome"] == SignOff.Outcome.SIGNED_OFF
    return ask_once_more(
        request,
        heading="Sign off these words?" if signs else "Ask for changes?",
        subtitle=row,
        facts=facts_of(form),
        consequence=f"{_from_when(row)} You can withdraw a sign-off, but it stays on record."
        if signs
        else "",
    )


def _from_when(row: SignedOff) -> str:
    due = row.get_latest_revision_as_object().go_live_at
    if due and due > timezone.now():
        return f"Readers see the words from {moment_in_words(due)} on, as scheduled, and not before."
    return "Readers can see the words from then on."


def _user_of(request: HttpRequest) -> User:
    """Somebody who has signed in: Wagtail lets nobody else come here."""
    return cast(User, request.user)


def _decided(request: HttpRequest, state: TaskState, form: SignOffForm) -> bool:
    """Whether the decision was taken; if not, the form says why and keeps what was typed. Raises WordsChanged."""
    decision = SignOffDecision(
        outcome=SignOff.Outcome(form.cleaned_data["outcome"]),
        shown=shown_words(request.POST.get(SHOWN, "")),
        evidence_checked_to=form.cleaned_data.get("evidence_checked_to"),
        comment=form.cleaned_data["comment"],
    )
    try:
        act = partial(decide, state, decision, by=form.instance, now=timezone.now())
        done = record_once(request, act)
    except StepDecided as refusal:
        text = state.revision.content_object
        form.add_error(None, f"{refusal} {where_it_is(text)}")
        return False
    except (SignOffRefused, PublicationRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _what_happened(done) if done else RECORDED_ALREADY)
    if done and done.approves and done.factsheet_id:
        page = FactsheetPage.objects.get(pk=done.factsheet_id)
        factsheet_signed_off.send(sender=SignOff, request=request, page=page)
    return True


def _what_happened(done: SignOff) -> str:
    text = type(done.text)._default_manager.get(pk=done.text.pk)
    if done.outcome == SignOff.Outcome.CHANGES:
        return f"Changes to “{text}” are asked for. {where_it_is(text)}"
    return f"“{text}” is signed off. {where_it_is(text)}"


def _context(
    request: HttpRequest, row: SignedOff, form: SignOffForm, changed: list[PartDifference] | None
) -> dict[str, Any]:
    text = row.get_latest_revision_as_object()
    signed = SignOff.objects.of(row).filter(outcome=SignOff.Outcome.SIGNED_OFF)
    last, obstacles = signed.standing().first(), what_keeps_from_signing(text, _user_of(request))
    if obstacles:
        form.leave_only_changes()
    return {
        "text": text,
        "revision": row.latest_revision,
        "shown": token_to_carry(request, text, text.clinical_content(), changed=changed),
        "changed_meanwhile": changed,
        "last_sign_off": last,
        "withdrawn": None if last else signed.first(),
        "writers": [get_user_display_name(person) for person in text.writers()],
        "changes": [(difference, marked(difference)) for difference in text.changed_since(last)],
        "change_note": text.change_note.strip() if isinstance(text, FactsheetPage) else "",
        "contested": contested_lists(text) if isinstance(text, FactsheetPage) else [],
        "obstacles": obstacles,
        "form": form,
        "preview_url": _url_of(row, "revisions_view", row.latest_revision_id),
        "editor_url": _url_of(row, "edit"),
    }


def _url_of(text: SignedOff, name: str, *arguments: object) -> str:
    if isinstance(text, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[text.pk, *arguments])
    return reverse(type(text).snippet_viewset.get_url_name(name), args=[text.pk, *arguments])
