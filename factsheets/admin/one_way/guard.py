"""Acts on roles, steps and workflows that would close the one way to publication are refused; those on people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from factsheets.upkeep.health.fault import Fault
from factsheets.upkeep.health.listing import what_is_wrong

#: Screens of Wagtail's whose acts are refused if the way would not be open afterwards.
REFUSED = frozenset(
    {
        "wagtailusers_groups:edit",
        "wagtailusers_groups:delete",
        "wagtailadmin_workflows:add",
        "wagtailadmin_workflows:edit",
        "wagtailadmin_workflows:remove",
        "wagtailadmin_workflows:edit_task",
        "wagtailadmin_workflows:disable_task",
    }
)
#: Acts on people: an account that has to be closed is closed, whatever follows.
TOLD = frozenset({"wagtailusers_users:edit", "wagtailusers_users:delete", "wagtail_bulk_action"})


class WayClosed(Exception):
    """What would stop texts from going live if the act were done."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults


class KeepsTheWayOpen:
    """Middleware: it knows the screens by the names of their addresses, whoever provides them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None or not request.user.is_authenticated:
            return None
        if match.view_name in REFUSED:
            return _unless_it_closes_the_way(request, view, args, kwargs)
        if match.view_name in TOLD and kwargs.get("app_label", "auth") == "auth":
            with loud(request):
                return view(request, *args, **kwargs)
        return None


def _unless_it_closes_the_way(
    request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
) -> HttpResponse:
    before = _stopping()
    try:
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if new := _new(before):
                raise WayClosed(new)
    except WayClosed as closed:
        # What the screen has said about an act that did not happen is not said.
        for _message in get_messages(request):
            pass
        messages.error(
            request, f"Nothing was changed: afterwards no text could go the way to publication. {closed}"
        )
        return redirect("wagtailadmin_home" if _has_no_page(request) else request.get_full_path())
    return response


def _has_no_page(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == "wagtailadmin_workflows:remove"


@contextmanager
def loud(request: HttpRequest) -> Iterator[None]:
    """Whatever is done inside, say which part of the way it closed."""
    before = _stopping()
    yield
    for fault in _new(before):
        messages.warning(request, f"This closed the way to publication. {fault}")


def _stopping() -> set[Fault]:
    return {fault for fault in what_is_wrong() if fault.stops}


def _new(before: set[Fault]) -> list[Fault]:
    return [fault for fault in what_is_wrong() if fault.stops and fault not in before]
