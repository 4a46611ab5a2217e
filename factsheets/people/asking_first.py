"""Some of Wagtail's addresses show something before they ask who may see it, or never ask: here they are asked for first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, WorkflowMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

_Asked = Callable[[AbstractUser, dict[str, object]], bool]
_OF_PAGES = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
_OF_FILES = ["add", "change", "delete", "choose"]
_OF_RECORDS = ["add", "change", "delete", "view"]
_CHOOSERS, _SNIPPETS = "wagtailsnippetchoosers_", "wagtailsnippets_"
_CANCELLING = "confirm_workflow_cancellation"
#: Of pages: each says the title of one that is in no step, before it asks for anything.
_OF_STEPS = ("workflow_action", "collect_workflow_action_data", "workflow_preview")


class AsksFirst:
    """Middleware of the admin: whoever has nothing to do with a kind of thing is not shown its names either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; Django asks the method below before the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Refuse as Wagtail does. Whoever has not signed in is asked by the view itself."""
        match = request.resolver_match
        may = _asked_of(match.view_name) if match else None
        if match is None or may is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if may(request.user, match.kwargs):  # type: ignore[arg-type]
            return None
        refusal: HttpResponseBase = permission_denied(request)
        return refusal


def _may_move(user: AbstractUser, places: dict[str, object]) -> bool:
    page = Page.objects.filter(pk=places["page_to_move_id"]).first()
    return page is None or bool(page.permissions_for_user(user).can_move())


def _may_edit(user: AbstractUser, places: dict[str, object]) -> bool:
    page = Page.objects.filter(pk=places["page_id"]).first()
    return page is None or bool(page.permissions_for_user(user).can_edit())


def _may_know_how_it_stands(user: AbstractUser, places: dict[str, object]) -> bool:
    """Whoever may edit a page, and whoever decides a step of the workflow that it went through last."""
    page = Page.objects.filter(pk=places["page_id"]).first()
    if page is None or page.permissions_for_user(user).can_edit():
        return True
    text = page.specific
    last = text.workflow_states.order_by("-pk").first() if isinstance(text, WorkflowMixin) else None
    steps = [task.specific for task in last.workflow.tasks] if last else []
    return any(step.user_can_access_editor(text, user) for step in steps)


def _may_choose_image(user: AbstractUser, places: dict[str, object]) -> bool:
    image = get_image_model().objects.filter(pk=places["image_id"]).first()
    return image is None or bool(image_policy.user_has_permission_for_instance(user, "choose", image))


def _has_promotions(user: AbstractUser, places: dict[str, object]) -> bool:
    return _has_records(user, "wagtailsearchpromotions", "searchpromotion")


def _has_any(user: AbstractUser, places: dict[str, Any]) -> bool:
    """For acts on many at once; the names of those that are not theirs stand in Wagtail's answer."""
    app, model = places["app_label"], places["model_name"]
    if (app, model) == ("wagtailcore", "page"):
        return bool(page_permission_policy.user_has_any_permission(user, _OF_PAGES))
    for policy in (image_policy, document_policy):
        if (app, model) == (policy.model._meta.app_label, policy.model._meta.model_name):
            return bool(policy.user_has_any_permission(user, _OF_FILES))
    return _has_records(user, app, model)


def _has_records(user: AbstractUser, app: str, name: str) -> bool:
    try:
        model = apps.get_model(app, name)
    except LookupError:
        return True  # the view says that there is no such thing
    viewset = getattr(model, "snippet_viewset", None)
    policy = viewset.permission_policy if viewset else ModelPermissionPolicy(model)
    return bool(policy.user_has_any_permission(user, _OF_RECORDS))


_BY_NAME: dict[str, _Asked] = {
    "wagtail_bulk_action": _has_any,
    "wagtailadmin_pages:move_confirm": _may_move,
    f"wagtailadmin_pages:{_CANCELLING}": _may_edit,
    **{f"wagtailadmin_pages:{act}": _may_know_how_it_stands for act in _OF_STEPS},
    "wagtailimages_chooser:select_format": _may_choose_image,
    "wagtailsearchpromotions:chooser": _has_promotions,
    "wagtailsearchpromotions:chooserresults": _has_promotions,
}


def _asked_of(name: str) -> _Asked | None:
    """What is asked at an address of this name; None where the view asks enough."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    part, _, act = name.rpartition(":")
    for beginning in (_CHOOSERS, _SNIPPETS):
        if part.startswith(beginning) and (beginning == _CHOOSERS or act == _CANCELLING):
            app, _, model = part.removeprefix(beginning).partition("_")
            return lambda user, _places: _has_records(user, app, model)
    return None
