"""A form from somebody who may not edit the page any more: refused, and what they typed is shown to be copied."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import pages as wagtails
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page

from .comparison import typed_words
from .typed_rows import fit_rows

#: Wagtail's own editing screen, which sends somebody without rights to the front page and drops the form.
_edit = next(pattern.callback for pattern in wagtails.urlpatterns if pattern.name == "edit")


def edit_or_show_what_was_typed(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """A clinician whose step a colleague has decided meanwhile may write no longer, but loses nothing.

    The saved text is not shown: they may not see it any more.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    is_form = request.method == "POST" and request.accepts("text/html")
    if is_form and not page.permissions_for_user(request.user).can_edit():
        return _typed(request, page)
    return _edit(request, page_id=page_id)


def _typed(request: HttpRequest, page: Any) -> HttpResponse:
    """403 (RFC 9110, 15.5.4), with the typed words."""
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
    context = {"title": get_latest_str(page), "typed": typed_words(form, panel)}
    return render(request, "factsheets/admin/what_was_typed.html", context, status=403)


edit_page = require_admin_access(edit_or_show_what_was_typed)
