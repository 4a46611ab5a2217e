"""What no clinician stands by any more: first of all what readers see, with the way to end it; then what they were to see."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.utils import get_user_display_name

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.prefetching import factsheets_for_reading
from factsheets.people.permissions import may_ask_to_take_down
from factsheets.publication.models.take_down_request import TakeDownRequest
from factsheets.publication.models.unsigned_words import UnsignedWords, unsigned_in_public
from factsheets.publication.models.withdrawn_before_public import withdrawn_before_public
from factsheets.publication.screens.addresses import where_to_edit_text
from factsheets.screens.confirmation import answered
from factsheets.signing.formats.shown_words import SHOWN, short_token_of
from factsheets.signing.models.sign_off import SignOff

from .section import Act, DashboardItem, DashboardSection

#: What readers are told at the address, unless whoever takes it down words it otherwise.
REASON_FOR_READERS = "We have taken this factsheet down while a clinician looks at its words again."
#: A request that has ended is shown so long to whoever asked.
_ENDED_IS_SHOWN = timedelta(days=30)


def without_sign_off(user: AbstractUser) -> DashboardSection:
    """Every public text whose words no standing sign-off covers, whatever came before or after."""
    may_look = user.has_perm("factsheets.view_signoff")
    unsigned = list(unsigned_in_public()) if may_look else []
    keys = [found.text.pk for found in unsigned if isinstance(found.text, FactsheetPage)]
    whole = factsheets_for_reading().in_bulk(keys)
    items = [_item(found, user, whole) for found in unsigned]
    return DashboardSection("without-sign-off", "Readers still see it", items, is_alarm=True)


def kept_back(user: AbstractUser) -> DashboardSection:
    """What was to go live and does not, because its sign-off was withdrawn first."""
    found = withdrawn_before_public() if user.has_perm("factsheets.view_signoff") else []
    return DashboardSection(
        "kept-back",
        "Sign-off withdrawn before it went live",
        [
            DashboardItem(
                decision.text.get_latest_revision().object_str,
                where_to_edit_text(decision.text, user),
                what=f"{_withdrawn(decision)} It does not go live unless it is submitted and signed off again.",
                since=decision.withdrawn_at,
            )
            for decision in found
        ],
    )


def asked_for(user: AbstractUser, now: datetime) -> DashboardSection:
    """What `user` has asked to be taken down: what became of it, or that nothing has yet."""
    mine = TakeDownRequest.objects.filter(asked_by=user.pk).exclude(settled_at__lt=now - _ENDED_IS_SHOWN)
    requests = mine.select_related("factsheet").order_by("-asked_at", "-pk")
    return DashboardSection(
        "asked-for", "You asked for it to be taken down", [_request(each) for each in requests]
    )


def _item(found: UnsignedWords, user: AbstractUser, whole: dict[int, FactsheetPage]) -> DashboardItem:
    text, request = found.text, found.request
    sentences = [_why(found)]
    acts = []
    if not isinstance(text, FactsheetPage):
        sentences.append("No factsheet can be without it: correct it, and have it signed off again at once.")
    elif text.permissions_for_user(user).can_withdraw():
        acts.append(_take_it_down(whole[text.pk]))
    elif request is None and may_ask_to_take_down(user):
        acts.append(_ask(text, found))
    if request:
        by = f"{get_user_display_name(request.asked_by)} asked" if request.asked_by else "Somebody asked"
        sentences.append(
            f"{by} for it to be taken down on {_day(request.asked_at)}: “{request.reason}” It is not done yet."
        )
    return DashboardItem(
        str(text), where_to_edit_text(text, user), what=" ".join(sentences), is_late=True, acts=acts
    )


def _why(found: UnsignedWords) -> str:
    decision = found.withdrawn
    if decision is None:
        return "No clinical reviewer has signed off the words that readers see."
    return f"Its sign-off was withdrawn. {_withdrawn(decision)}"


def _withdrawn(decision: SignOff) -> str:
    by = get_user_display_name(decision.withdrawn_by) if decision.withdrawn_by else "Somebody"
    when = f" on {_day(decision.withdrawn_at)}" if decision.withdrawn_at else ""
    return (
        f"{by} withdrew{when} what {decision.registered_name} had signed off on {_day(decision.signed_at)}: "
        f"“{decision.withdrawal_reason}”"
    )


def _take_it_down(page: FactsheetPage) -> Act:
    return Act(
        url=reverse("factsheets_withdraw", args=[page.pk]),
        label="Take it down now",
        promise="From that moment readers no longer see it, its PDFs or any list with it. You can undo it later.",
        field_label="Readers then read this at its address. Change it if you like:",
        reason=REASON_FOR_READERS,
        is_serious=True,
        # What becomes of it stands beside the button: nobody is asked once more.
        hidden={SHOWN: short_token_of(page, page.clinical_content()), **answered()},
    )


def _ask(page: FactsheetPage, found: UnsignedWords) -> Act:
    withdrawn = found.withdrawn.withdrawal_reason if found.withdrawn else ""
    return Act(
        url=reverse("factsheets_ask_to_take_down", args=[page.pk]),
        label="Ask for it to be taken down",
        promise="All editors get a mail at once and see it on their first screen. You see here what becomes of it.",
        field_label="Editors read this. Change it if you like:",
        reason=f"Its sign-off was withdrawn: {withdrawn}"
        if withdrawn
        else "No clinician has signed off its words.",
    )


def _request(request: TakeDownRequest) -> DashboardItem:
    page = request.factsheet
    if request.settled_at is None:
        what = "Not done yet: readers still see it."
    elif request.settled_as == TakeDownRequest.Ending.SIGNED_AGAIN:
        what = f"Signed off again on {_day(request.settled_at)}, so readers go on seeing it."
    else:
        what = f"Taken down on {_day(request.settled_at)}."
    return DashboardItem(
        page.title,
        reverse("factsheets_sign_offs", args=["factsheetpage", page.pk]),
        what=what,
        since=request.asked_at,
        is_late=request.settled_at is None,
    )


def _day(moment: datetime) -> str:
    return date_format(timezone.localdate(moment), "j F Y")
