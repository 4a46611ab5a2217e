"""Wagtail's own "Unpublish", for one page or many, in one transaction: with the log and all that it causes, or not at all.

No role unpublishes a page together with factsheets below it: none of them could be put back without another sign-off, and no
reader would be told why it is gone. Each is withdrawn by itself. Superusers may, as those who keep the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.models import Page

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.unpublishing import unpublish


def saying_what_readers_lose(wagtails: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wagtail's question, which says what readers lose, before it is drawn."""

    @wraps(wagtails)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = wagtails(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data:
            context = response.context_data
            if count := _public_factsheets_below(context["page"]):
                response.template_name = "factsheets/publication/screens/confirm_unpublish.html"
                context["factsheets_below"] = count
                if not getattr(
                    request.user, "is_superuser", False
                ):  # those below are not offered along with it
                    context |= {"live_descendant_count": 0, "translation_descendant_count": 0}
        return response

    return asked


def unpublish_at_once(request: HttpRequest, page: Page) -> HttpResponse:
    """Hook `before_unpublish_page`, which Wagtail asks after it has asked for permission: does the whole act itself."""
    with_those_below = bool(request.POST.get("include_descendants"))
    if with_those_below and not request.user.is_superuser and _public_factsheets_below(page):
        messages.error(request, _refusal(page))
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    with transaction.atomic():
        unpublish(page, user=request.user, with_those_below=with_those_below)
    messages.success(request, f"Page '{page.get_admin_display_title()}' unpublished.")
    back = get_valid_next_url_from_request(request)
    return redirect(back or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


class UnpublishPages(UnpublishBulkAction):
    """The ticked pages are all taken down, or none is."""

    template_name = "factsheets/publication/screens/confirm_unpublish_many.html"

    @override
    def form_valid(self, form: Form) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except FactsheetsBelow as refusal:
            messages.error(self.request, str(refusal))
            return redirect("wagtailadmin_explore_root")
        return response

    @classmethod
    @override
    def execute_action(cls, objects: Iterable[Page], **kwargs: Any) -> tuple[int, int]:
        pages = list(objects)
        user = kwargs.get("user")
        if kwargs.get("include_descendants") and not (user and user.is_superuser):
            for page in pages:
                if _public_factsheets_below(page):
                    raise FactsheetsBelow(_refusal(page))
        with transaction.atomic():
            done: tuple[int, int] = super().execute_action(pages, **kwargs)
        return done


class FactsheetsBelow(Exception):
    """The message says which page cannot be unpublished together with what is below it."""


def _public_factsheets_below(page: Page) -> int:
    return int(FactsheetPage.objects.descendant_of(page).live().count())


def _refusal(page: Page) -> str:
    return (
        f"Nothing was unpublished: there are public factsheets below “{page.get_admin_display_title()}”. Each factsheet is "
        "withdrawn by itself, so that readers are told why and it can be put back."
    )
