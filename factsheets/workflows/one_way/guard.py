"""Acts on roles, steps and workflows that would close the one way to publication are refused; those on people are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from wagtail.admin import messages
from wagtail.models import Site, Task, Workflow
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.workflows.health.fault import WorkflowFault
from factsheets.workflows.health.listing import what_is_wrong

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
        "wagtailsites:add",
        "wagtailsites:edit",
        "wagtailsites:delete",
    }
)
_DISABLING = "wagtailadmin_workflows:disable_task"
_CLOSED = "afterwards no text could go the way to publication."
#: What is sent there has no screen of its own to go back to.
_WITHOUT_A_PAGE = frozenset({"wagtailadmin_workflows:remove"})
#: Acts on people: an account that has to be closed is closed, whatever follows.
TOLD = frozenset({"wagtailusers_users:edit", "wagtailusers_users:delete", "wagtail_bulk_action"})


class WayClosed(Exception):
    """What would stop texts from going live if the act were done."""

    def __init__(self, faults: list[WorkflowFault]) -> None:
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults


class KeepsTheWayOpen:
    """Middleware: it knows the screens by the names of their addresses, whoever provides them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse with a message what would close the way, and tell of what did; every other request is only handed on."""
        name = _screen(request)
        if elsewhere := _refused_before_asking(request):
            return elsewhere
        if name in REFUSED:
            return self._unless_it_closes_the_way(request, name)
        if name in TOLD:
            with loud(request):
                return self.get_response(request)
        return self.get_response(request)

    def _unless_it_closes_the_way(self, request: HttpRequest, name: str) -> HttpResponse:
        """What breaks while it is tried is taken back and tried once more: the form then sees what came in its way."""
        try:
            response = self._tried(request)
            return response if response.status_code < 500 else self._tried(request)
        except WayClosed as closed:
            Site.clear_site_root_paths_cache()  # Wagtail noted what was taken back.
            # What the screen has said about an act that did not happen is not said.
            for _message in get_messages(request):
                pass
            messages.error(request, f"Nothing was changed: {_CLOSED} {closed}")
        return redirect("wagtailadmin_home" if name in _WITHOUT_A_PAGE else request.get_full_path())

    def _tried(self, request: HttpRequest) -> HttpResponse:
        before = _stopping()
        _refuse_disabling(request, before)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif new := _new(before):
                raise WayClosed(new)
        return response


def _refuse_disabling(request: HttpRequest, before: set[WorkflowFault]) -> None:
    """A step that texts wait in is passed for them when it is disabled; that would be refused in words about a permission."""
    match = resolve(request.path_info)
    may = ModelPermissionPolicy(Task).user_has_any_permission(request.user, ["change", "delete"])
    if match.view_name != _DISABLING or not may:
        return
    with transaction.atomic():
        Task.objects.filter(pk=match.kwargs["pk"]).update(active=False)
        new = _new(before)
        transaction.set_rollback(True)
    if new:
        raise WayClosed(new)


def _refused_before_asking(request: HttpRequest) -> HttpResponse | None:
    """Whether a step shall be disabled is not asked where it would be refused."""
    if (
        request.method not in ("GET", "HEAD")
        or _name(request) != _DISABLING
        or not request.user.is_authenticated
    ):
        return None
    try:
        _refuse_disabling(request, _stopping())
    except WayClosed as closed:
        messages.error(request, f"This step cannot be disabled: {_CLOSED} {closed}")
        return redirect("wagtailadmin_workflows:edit_task", resolve(request.path_info).kwargs["pk"])
    return None


def what_would_close(workflow: Workflow) -> list[WorkflowFault]:
    """What stops texts from going live once it is disabled; nothing is changed."""
    before = _stopping()
    with transaction.atomic():
        Workflow.objects.filter(pk=workflow.pk).update(active=False)
        new = _new(before)
        transaction.set_rollback(True)
    return new


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _screen(request: HttpRequest) -> str:
    """The name of the screen that something is sent to by somebody who has signed in; empty for all others."""
    if request.method != "POST":
        return ""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return ""
    name = match.view_name
    is_of_accounts = match.kwargs.get("app_label", "auth") == "auth"
    return name if name in REFUSED | TOLD and is_of_accounts and request.user.is_authenticated else ""


@contextmanager
def loud(request: HttpRequest) -> Iterator[None]:
    """Whatever is done inside, say which part of the way it closed."""
    before = _stopping()
    yield
    for fault in _new(before):
        messages.warning(request, f"This closed the way to publication. {fault}")


def _stopping() -> set[WorkflowFault]:
    return {fault for fault in what_is_wrong() if fault.stops}


def _new(before: set[WorkflowFault]) -> list[WorkflowFault]:
    return [fault for fault in what_is_wrong() if fault.stops and fault not in before]
