"""Screens of Wagtail's that name a page by its number to whoever passes the number: here to those alone who may see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from typing_extensions import override
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView, ExternalLinkView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, task_permission_policy, workflow_permission_policy

from factsheets.page.models.view_restrictions import open_to_readers

_View = Callable[..., HttpResponseBase]


def hidden_from(user: object, numbers: Collection[int | str]) -> set[int]:
    """Of these pages, those that somebody neither reaches among the pages nor reads; the root has nothing to hide."""
    asked = Page.objects.filter(pk__in=numbers, depth__gt=1)
    theirs = page_permission_policy.explorable_instances(user).values("pk")
    return set(asked.exclude(pk__in=theirs).exclude(open_to_readers()).values_list("pk", flat=True))


class BrowsePages(BrowseView):
    """The chooser of pages, below a page whose title it shows."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """As Wagtail does, for a page that may be seen."""
        if parent_page_id and hidden_from(request.user, [parent_page_id]):
            raise PermissionDenied
        response: HttpResponse = super().get(request, parent_page_id)
        return response


class PagesChosen(ChosenMultipleView):
    """Several pages by their numbers: those that may not be seen are left out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """As Wagtail does, for pages that may be seen."""
        numbers = [number for number in request.GET.getlist("id") if number.isascii() and number.isdigit()]
        numbers = [number for number in numbers if len(number) < 19]
        hidden = hidden_from(request.user, numbers)
        asked = request.GET.copy()
        asked.setlist("id", [number for number in numbers if int(number) not in hidden])
        request.GET = asked  # type: ignore[assignment]
        response: HttpResponse = super().get(request)
        return response


class LinkToAnAddress(ExternalLinkView):
    """An address typed for a link: Wagtail offers the page that lies there, by its title."""

    @override
    def post(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = super().post(request)
        told = json.loads(response.content)
        found = told.get("internal") or told.get("result") or {}
        number = found.get("id") if isinstance(found, dict) else None
        if number and hidden_from(request.user, [number]):
            response = self.render_chosen_response(self.get_result_data())
        return response


def refuse_to_move_what_is_hidden(request: HttpRequest, page: Page, destination: Page) -> None:
    """Hook `before_move_page`: the question before a page is moved names both, and Wagtail asks for no permission there."""
    if hidden_from(request.user, [page.pk, destination.pk]):
        raise PermissionDenied


def for_those_who_change_workflows(view: _View) -> _View:
    """The choosers of steps: for those who put steps into workflows."""

    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        user, any_of = request.user, ["add", "change", "delete"]
        if not (
            workflow_permission_policy.user_has_any_permission(user, any_of)
            or task_permission_policy.user_has_any_permission(user, any_of)
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
