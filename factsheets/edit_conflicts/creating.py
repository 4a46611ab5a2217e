"""A form for something new whose answer was lost makes no second one: what it made already is changed instead."""

from __future__ import annotations

import json

from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from wagtail.models import Page

from factsheets.screens.page_tree_lock import wait_for_the_tree
from factsheets.screens.view_reentry import is_running_again, run_again

from .second_tries import (
    FirstTry,
    claimed,
    created_before,
    is_the_same_again,
    note_try,
    tell_it_had_arrived,
)


def make_it_once(request: HttpRequest, *where: Model | type[Model]) -> HttpResponseBase | None:
    """Hooks `before_create_page` and `before_create_snippet`."""
    if request.method != "POST" or is_running_again(request):
        return None
    with transaction.atomic():
        if not claimed(request):
            return None
        if made := created_before(request):
            return _changed_instead(request, *made)
        answer = wait_for_the_tree(request) if isinstance(where[0], Page) else run_again(request)
        note_try(request, getattr(request, "was_created", None), answer)  # type: ignore[arg-type]
    return answer


def remember_what_was_made(request: HttpRequest, made: Model) -> None:
    """Hooks `after_create_page` and `after_create_snippet`."""
    request.was_created = made  # type: ignore[attr-defined]


def _changed_instead(request: HttpRequest, first: FirstTry, made: Model) -> HttpResponseBase:
    if is_the_same_again(request, first):
        return tell_it_had_arrived(request, first)
    name = "wagtailadmin_pages:edit" if isinstance(made, Page) else made.snippet_viewset.get_url_name("edit")  # type: ignore[attr-defined]
    address = reverse(name, args=[quote(made.pk)])
    request.path = request.path_info = address
    match = request.resolver_match = resolve(address)
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if isinstance(answer, JsonResponse) and answer.status_code == 200:
        told = json.loads(answer.content)
        told.pop("html", None)  # of the editing screen, which this is not yet
        told |= {"url": address, "hydrate_url": f"{address}?_w_hydrate_create_view=1"}
        answer.content = JsonResponse(told).content
    return answer
