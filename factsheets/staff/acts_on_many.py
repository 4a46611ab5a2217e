"""Acts on many at once: they lead back to the list of what they are about, and ask about nothing that they will refuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from factsheets.powers.screens.bulk_acts import leave_out_before_asking

_View = Callable[..., HttpResponseBase]

#: Of things that are ticked for one act. What was measured of each is in docs/security.md; nobody else can save meanwhile.
MOST_AT_ONCE = 100


def leading_to_the_list(view: _View) -> _View:
    """Around Wagtail's view, which leads to its own address without the keys, and so to nothing, where no other is given."""

    @wraps(view)
    def act(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
        if not get_valid_next_url_from_request(request):
            asked = request.GET.copy()
            asked["next"] = _list_of(app_label, model_name)
            request.GET = asked  # type: ignore[assignment]
            request.POST = _without_next(request)
        if _are_too_many(request, app_label, model_name, action):
            messages.error(
                request, f"Nothing was done: tick {MOST_AT_ONCE} at most at once, and the others after that."
            )
            return redirect(get_valid_next_url_from_request(request) or _list_of(app_label, model_name))
        elsewhere = leave_out_before_asking(request, app_label, model_name, action)
        return elsewhere or view(request, app_label, model_name, action)

    return act


def _are_too_many(request: HttpRequest, app_label: str, model_name: str, action: str) -> bool:
    ticked: Any = request.GET.getlist("id")
    if "all" in ticked:
        kind = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
        if kind is None:
            return False  # the view says that there is no such act
        listed = kind(request, apps.get_model(app_label, model_name))
        ticked = listed.get_all_objects_in_listing_query(request.GET.get("childOf"))[: MOST_AT_ONCE + 1]
    return len(set(ticked)) > MOST_AT_ONCE


def _without_next(request: HttpRequest) -> Any:
    posted = request.POST.copy()
    posted.pop("next", None)
    return posted


def _list_of(app_label: str, model_name: str) -> str:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return reverse("wagtailadmin_home")  # the view says that there is no such thing
    if issubclass(model, Page):
        return reverse("wagtailadmin_explore_root")
    for kind, name in (
        (get_document_model(), "wagtaildocs:index"),
        (get_image_model(), "wagtailimages:index"),
    ):
        if model is kind:
            return reverse(name)
    if (app_label, model_name) == ("auth", "user"):
        return reverse("wagtailusers_users:index")
    viewset = getattr(model, "snippet_viewset", None)
    return reverse(viewset.get_url_name("list") if viewset else "wagtailadmin_home")
