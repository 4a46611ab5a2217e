"""Wagtail's own "Unpublish", for one page or many, in one transaction: with the log and all that it causes, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.models import Page

from factsheets.publication.unpublishing import unpublish


def unpublish_at_once(request: HttpRequest, page: Page) -> HttpResponse:
    """Hook `before_unpublish_page`, which Wagtail asks after it has asked for permission: does the whole act itself."""
    with transaction.atomic():
        unpublish(page, user=request.user, with_those_below=bool(request.POST.get("include_descendants")))
    messages.success(request, f"Page '{page.get_admin_display_title()}' unpublished.")
    back = get_valid_next_url_from_request(request)
    return redirect(back or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


class UnpublishPages(UnpublishBulkAction):
    """The ticked pages are all taken down, or none is."""

    @classmethod
    @override
    def execute_action(cls, objects: Iterable[Page], **kwargs: Any) -> tuple[int, int]:
        with transaction.atomic():
            done: tuple[int, int] = super().execute_action(objects, **kwargs)
        return done
