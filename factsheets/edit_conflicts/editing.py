"""Wagtail's editing screen, so that nobody is sent away empty-handed: what was typed is saved or shown, and told why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.screens.view_reentry import is_running_again

from .comparison import typed_words
from .deciding_screen import DecidingEditView
from .late_decisions import answer_late_decision, took_part, without_the_decision
from .stale_form import refuse_stale_form
from .typed_rows import fit_rows

#: Wagtail's entry for its editing screen in its map of URLs turns every refusal into a missing permission.
_edit = DecidingEditView.as_view()
_NOT_BY_ITSELF = "Nothing was saved by itself. Press “Save draft” to see why."


def edit_page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """A clinician whose step a colleague has decided meanwhile may write no longer, but loses nothing.

    The saved text is not shown: they may not see it any more.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    is_form = request.method == "POST" and request.accepts("text/html")
    if is_form and not page.permissions_for_user(request.user).can_edit():
        if took_part(request.user, page) and (answer := answer_late_decision(request, page)):
            return answer
        return _typed(request, page)
    try:
        response = _saved_at_once(request, page) or _edit(request, page_id=page_id)
    except (PublicationRefused, StepDecided) as refusal:
        # Wagtail would speak of a missing permission, and drop the form. What was typed is saved, without the decision.
        messages.error(request, str(refusal))
        request.POST = without_the_decision(request.POST)  # type: ignore[assignment]
        return edit_page(request, page_id)
    return response


def _saved_at_once(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """The whole of a save as one transaction, before Wagtail's view has read the text.

    The view would read all of it, ask the hook that does the same, and be run by that once more. None where nothing is sent,
    or where the view has to refuse.
    """
    if request.method != "POST" or is_running_again(request):
        return None
    if not page.permissions_for_user(request.user).can_edit():
        return None
    answer = refuse_stale_form(request, page)
    if answer is None or request.accepts("text/html") or answer.headers["Content-Type"] == "application/json":
        return answer
    told = {"success": False, "error_code": "blocked_by_hook", "error_message": _NOT_BY_ITSELF}
    return JsonResponse(told, status=400)


def _typed(request: HttpRequest, page: Page) -> HttpResponse:
    """403 (RFC 9110, 15.5.4), with the typed words, the title among them: the stored one may be nothing to them."""
    latest = page.get_latest_revision_as_object()
    panel = type(page).get_edit_handler()
    form_class = panel.get_form_class()
    form = form_class(
        fit_rows(request.POST, latest, form_class),
        request.FILES,
        instance=latest,
        for_user=request.user,
        parent_page=page.get_parent(),
    )
    context = {"title": request.POST.get("title") or "this text", "typed": typed_words(form, panel)}
    return render(request, "factsheets/edit_conflicts/what_was_typed.html", context, status=403)
