"""Withdrawing a factsheet and undoing it: two screens, and their entries in the menu of the editing screen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from factsheets.documents.models import documents_that_go_with
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.history import standing_withdrawal
from factsheets.publication.decision import deciding_on, words_to_decide_about
from factsheets.publication.withdrawing import WithdrawalRefused, not_public, undo_withdrawal, withdraw
from factsheets.screens.confirmation import (
    RECORDED_ALREADY,
    Fact,
    ask_once_more,
    facts_of,
    goes_back,
    record_once,
)
from factsheets.signing.formats.content_difference import PartDifference
from factsheets.signing.formats.shown_words import SHOWN, WordsChanged
from factsheets.signing.screens.redisplayed_form import token_to_carry


class WithdrawalForm(forms.Form):
    """Asks why, and what readers should read instead."""

    required_css_class = "required"

    reason = forms.CharField(
        label="Why do we no longer offer it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Readers see this at the old address. Plain words, one to three sentences.",
    )
    replacement = forms.ModelChoiceField(
        label="What should readers read instead?",
        queryset=FactsheetPage.objects.live(),
        required=False,
        widget=AdminPageChooser(target_models=[FactsheetPage]),
        help_text="Another public factsheet, if there is one.",
    )


def withdraw_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason and the replacement, and withdraw."""
    page, user = get_object_or_404(FactsheetPage, pk=page_id), _staff(request)
    may = page.permissions_for_user(user)
    if not page.live and may.can_undo_withdrawal():
        messages.error(request, not_public(page))
        return _to_editing(page)
    if not may.can_withdraw():
        raise PermissionDenied
    form, changed = WithdrawalForm(request.POST or None), None
    if request.method == "POST" and form.is_valid() and not goes_back(request):
        question = ask_once_more(
            request,
            heading="Withdraw this factsheet?",
            subtitle=page,
            facts=[Fact("Factsheet", page.title), *facts_of(form)],
            consequence="Readers no longer see it from that moment. The withdrawal can be undone, but it stays on record.",
        )
        if question:
            return question
        try:
            with deciding_on(page, request.POST.get(SHOWN, "")):
                withdrawal = record_once(
                    request, partial(withdraw, page, **form.cleaned_data, user=user, now=timezone.now())
                )
        except WithdrawalRefused as refusal:
            form.add_error(None, str(refusal))
        except WordsChanged as refusal:
            changed = refusal.changed
        else:
            done = f"“{page}” is withdrawn. Its address says why."
            messages.success(request, done if withdrawal else RECORDED_ALREADY)
            back = get_valid_next_url_from_request(request)
            return redirect(back) if back else _to_editing(page)
    context = {
        "page": page,
        "form": form,
        "linked_from": _public_pages_that_link_to(page),
        "documents": documents_that_go_with(page),
        **_shown(request, page, changed),
    }
    return render(request, "factsheets/publication/screens/withdraw.html", context, status=_status(changed))


def undo_withdrawal_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask once more, and undo."""
    page, user = get_object_or_404(FactsheetPage, pk=page_id), _staff(request)
    if not page.permissions_for_user(user).can_undo_withdrawal():
        raise PermissionDenied
    withdrawal, changed = standing_withdrawal(page), None
    if request.method == "POST":
        try:
            with deciding_on(page, request.POST.get(SHOWN, "")):
                obstacles = undo_withdrawal(page, user=user, now=timezone.now())
        except WithdrawalRefused as refusal:
            messages.error(request, str(refusal))
            return _to_editing(page)
        except WordsChanged as refusal:
            changed = refusal.changed
        else:
            _say_what_became_of_it(request, page, obstacles)
            return _to_editing(page)
    if withdrawal is None:
        messages.error(request, f"“{page}” is not withdrawn, so there is nothing to undo.")
        return _to_editing(page)
    context = {"page": page, "withdrawal": withdrawal, **_shown(request, page, changed)}
    return render(
        request, "factsheets/publication/screens/undo_withdrawal.html", context, status=_status(changed)
    )


def _shown(
    request: HttpRequest, page: FactsheetPage, changed: list[PartDifference] | None
) -> dict[str, object]:
    """What the form carries of the words that the decision is about, and what has changed since it was opened."""
    carried = token_to_carry(request, page, words_to_decide_about(page), changed=changed)
    return {"shown": carried, "changed_meanwhile": changed}


def _status(changed: list[PartDifference] | None) -> int:
    return 200 if changed is None else 409


def _staff(request: HttpRequest) -> AbstractBaseUser:
    """Who asks: Wagtail lets nobody in here who has not signed in."""
    return cast(AbstractBaseUser, request.user)


def _say_what_became_of_it(request: HttpRequest, page: FactsheetPage, obstacles: list[str]) -> None:
    if obstacles:
        messages.warning(
            request,
            f"“{page}” is not withdrawn any more, but it is not public yet. {' '.join(obstacles)}",
        )
    else:
        messages.success(request, f"“{page}” is public again, with the words that were public before.")


def _to_editing(page: FactsheetPage) -> HttpResponse:
    return redirect("wagtailadmin_pages:edit", page.pk)


def _public_pages_that_link_to(page: FactsheetPage) -> list[Page]:
    """Whose text or list names this factsheet: editors will want to change them."""
    references = ReferenceIndex.get_references_to(page)
    in_pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    numbers = [int(number) for number in in_pages.values_list("object_id", flat=True)]
    return list(Page.objects.live().filter(pk__in=numbers).exclude(pk=page.pk).order_by("title"))


def withdrawal_buttons(
    page: Page, user: AbstractBaseUser, next_url: str | None = None, **_place: object
) -> Iterator[Button]:
    """Hook `register_page_header_buttons`: one of the two, where it can be used."""
    factsheet = page.specific_deferred
    if not isinstance(factsheet, FactsheetPage):
        return
    may = factsheet.permissions_for_user(user)
    if may.can_withdraw():
        yield _button("Withdraw", "factsheets_withdraw", factsheet, icon_name="warning")
    elif may.can_undo_withdrawal() and standing_withdrawal(factsheet):
        yield _button("Undo the withdrawal", "factsheets_undo_withdrawal", factsheet, icon_name="undo")


def _button(label: str, name: str, page: FactsheetPage, *, icon_name: str) -> Button:
    return Button(label, reverse(name, args=[page.pk]), icon_name=icon_name, priority=62)


def withdrawing_urls() -> list[URLPattern]:
    """The addresses of both screens, below those of the admin."""
    return [
        path("factsheets/<int:page_id>/withdraw/", withdraw_view, name="factsheets_withdraw"),
        path(
            "factsheets/<int:page_id>/undo-withdrawal/",
            undo_withdrawal_view,
            name="factsheets_undo_withdrawal",
        ),
    ]


class WithdrawalFormatter(LogFormatter):
    """Why a factsheet was withdrawn, and where readers are sent."""

    label = "Withdraw"

    @override
    def format_message(self, log_entry: ModelLogEntry) -> str:
        replacement = log_entry.data.get("replacement")
        instead = f" Readers are sent to “{replacement}”." if replacement else ""
        return f"Withdrawn: “{log_entry.data['reason']}”.{instead}"


class UndoFormatter(LogFormatter):
    """The reason that no longer holds."""

    label = "Undo the withdrawal"

    @override
    def format_message(self, log_entry: ModelLogEntry) -> str:
        return f"Withdrawal undone. The reason was: “{log_entry.data['reason']}”."


def register_withdrawal_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action("factsheets.withdraw")(WithdrawalFormatter)
    actions.register_action("factsheets.withdraw.undo")(UndoFormatter)
