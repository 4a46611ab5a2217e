"""Deleting what is used, or what was ever signed off or public, is refused with a sentence on every admin screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.views.pages import delete
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page

from factsheets.keeping.models.protection import ProtectedWhileUsed
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.people.permissions import StayingPermissionTester
from factsheets.signing.models.retention import KeptOnRecord

#: A function, and in newer releases a class.
_wagtails_screen: Callable[..., HttpResponseBase] = (
    delete.DeleteView.as_view() if hasattr(delete, "DeleteView") else delete.delete
)


def refuse_deleting_records(request: HttpRequest, records: Iterable[Any]) -> HttpResponse | None:
    """Hook `before_delete_snippet`: back to the list with one sentence for each record that is used or stays.

    Wagtail's action for ticked records asks Django about permissions, not the policy of their kind.
    """
    records = list(records)
    sentences = refusals_of_used(record for record in records if isinstance(record, ProtectedWhileUsed))
    for record in records:
        if isinstance(record, KeptOnRecord) and (reason := record.why_it_stays()):
            sentences.append(reason)
        elif not record.snippet_viewset.permission_policy.user_has_permission(request.user, "delete"):
            otherwise = getattr(record, "instead_of_deleting", "Nobody may.")
            sentences.append(f"“{record}” cannot be deleted. {otherwise}")
    if not _say(request, sentences):
        return None
    return redirect(records[0].snippet_viewset.get_url_name("list"))


def refuse_deleting_used_factsheets(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_delete_page`: a factsheet that another one links to stays; so does any page above it."""
    if not _say(request, refusals_of_used(factsheets_in(page))):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def delete_page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's screen, but who may delete drafts reads why this page stays, not that a permission is missing."""
    page = get_object_or_404(Page, pk=page_id).specific
    if _say(request, refusals_of_kept(request.user, [page])):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return _wagtails_screen(request, page_id=page_id)


class DeletePages(DeleteBulkAction):
    """The same rules for ticked pages. Wagtail's own action refuses some of them too, but does not say why."""

    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ticked, ignored = self.get_actionable_objects()
        pages = [*ticked, *ignored["items_with_no_access"]]
        sentences = refusals_of_kept(request.user, pages)
        sentences += [sentence for page in ticked for sentence in refusals_of_used(factsheets_in(page))]
        if _say(request, sentences):
            return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


def factsheets_in(page: Page) -> list[FactsheetPage]:
    """Every factsheet that would be deleted with `page`, and the page itself if it is one."""
    return list(FactsheetPage.objects.descendant_of(page, inclusive=True))


def refusals_of_kept(user: AbstractBaseUser | AnonymousUser, pages: Iterable[Page]) -> list[str]:
    """Why these pages stay, for somebody who may delete such pages; one sentence each."""
    sentences: list[str] = []
    for page in pages:
        tester = page.permissions_for_user(user)
        if isinstance(tester, StayingPermissionTester) and tester.may_delete_drafts():
            sentences += filter(None, [tester.page.why_it_stays()])
    return sentences


def refusals_of_used(records: Iterable[ProtectedWhileUsed]) -> list[str]:
    """What uses these records, one sentence for each that is used."""
    sentences = []
    for record in records:
        try:
            record.refuse_while_used()
        except ProtectedError as refusal:
            sentences.append(refusal.args[0])
    return sentences


def _say(request: HttpRequest, sentences: list[str]) -> bool:
    """Whether there was anything to say to the user."""
    for sentence in sentences:
        messages.error(request, sentence)
    return bool(sentences)
