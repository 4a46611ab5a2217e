"""Acts on many at once: they lead back to the list of what they are about, and ask about nothing that they will refuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from factsheets.powers.screens.bulk_acts import leave_out_before_asking

_View = Callable[..., HttpResponseBase]


def leading_to_the_list(view: _View) -> _View:
    """Around Wagtail's view, which leads to its own address without the keys, and so to nothing, where no other is given."""

    @wraps(view)
    def act(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
        if not get_valid_next_url_from_request(request):
            asked = request.GET.copy()
            asked["next"] = _list_of(app_label, model_name)
            request.GET = asked  # type: ignore[assignment]
            request.POST = _without_next(request)
        elsewhere = leave_out_before_asking(request, app_label, model_name, action)
        return elsewhere or view(request, app_label, model_name, action)

    return act


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
