"""Screens of Wagtail's that ours take the place of: in Wagtail's own map, under its addresses and names.

So whatever knows a screen by its name knows ours too: what asks for a recent proof, looks into uploads, guards the workflows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper
from typing import Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import workflows
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.workflows import TaskChooserResultsView, TaskChooserView, task_chosen
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.search_promotions.views import settings as promotions
from wagtail.documents.views import documents
from wagtail.images.views import images
from wagtail.models import Collection, Page
from wagtail.sites.views import SiteViewSet

from factsheets.documents.screens.collections import EditCollection, set_rule
from factsheets.documents.screens.deleting import DeleteUploadedImage
from factsheets.documents.screens.documents import DeleteDocument, DeleteUploaded, FinishUploaded
from factsheets.documents.screens.tags import (
    ListDocuments,
    ListImages,
    offering_seen_tags,
    suggest_tags,
)
from factsheets.edit_conflicts.approval import decide_on_page
from factsheets.edit_conflicts.other_saves import NoticesOtherSaves
from factsheets.edit_conflicts.reverting import RevertsWithItsRows
from factsheets.edit_conflicts.rules_of_readers import noticing_other_rules
from factsheets.page.screens.hidden_by_number import (
    BrowsePages,
    LinkToAnAddress,
    PagesChosen,
    for_those_who_change_workflows,
)
from factsheets.publication.screens.deleting import delete_page
from factsheets.publication.screens.privacy import saying_what_a_rule_takes
from factsheets.publication.screens.unpublishing import saying_what_readers_lose
from factsheets.staff.acts_on_many import leading_to_the_list
from factsheets.staff.dismissed import Dismissed
from factsheets.staff.wagtails_exports import SAFE_LISTS
from factsheets.typed_words.screens import create_page_or_put_back, edit_page_or_put_back
from factsheets.workflows.one_way.switching import DisableWorkflow, enable_step, enable_workflow


def _noticing(edit: type[EditView]) -> type[EditView]:
    """Wagtail's screen, for two people at once."""
    return type(f"Noticing{edit.__name__}", (NoticesOtherSaves, edit), {})


class _Sites(SiteViewSet):
    edit_view_class = _noticing(SiteViewSet.edit_view_class)


_View = Callable[..., HttpResponseBase]


def _add_instead(request: HttpRequest, **_copied: object) -> HttpResponse:
    """Wagtail's own saves a copy of a site over that site."""
    if not request.user.has_perm("wagtailcore.add_site"):
        raise PermissionDenied
    return redirect("wagtailsites:add")


def _safe_lists() -> Iterator[tuple[str, _View]]:
    for name, view in SAFE_LISTS.items():
        yield name, view.as_view()
        yield f"{name}_results", view.as_view(results_only=True)


#: By the name that Wagtail gave to what stood there.
IN_PLACE_OF_WAGTAILS: dict[str, _View] = {
    "wagtailadmin_dismissibles": Dismissed.as_view(),
    "wagtailadmin_pages:edit": edit_page_or_put_back,
    "wagtailadmin_pages:add": create_page_or_put_back,
    "wagtailadmin_pages:delete": delete_page,
    "wagtailadmin_pages:workflow_action": decide_on_page,
    "wagtailadmin_pages:revisions_revert": RevertsWithItsRows.as_view(),
    "wagtailadmin_workflows:disable": DisableWorkflow.as_view(),
    "wagtailadmin_workflows:enable": enable_workflow,
    "wagtailadmin_workflows:enable_task": enable_step,
    "wagtailadmin_workflows:task_chooser": for_those_who_change_workflows(TaskChooserView.as_view()),
    "wagtailadmin_workflows:task_chooser_results": for_those_who_change_workflows(
        TaskChooserResultsView.as_view()
    ),
    "wagtailadmin_workflows:task_chosen": for_those_who_change_workflows(task_chosen),
    "wagtailadmin_workflows:edit": _noticing(workflows.Edit).as_view(),
    "wagtailadmin_workflows:edit_task": _noticing(workflows.EditTask).as_view(),
    "wagtailadmin_choose_page_child": BrowsePages.as_view(),
    "wagtailadmin_choose_page_chosen_multiple": PagesChosen.as_view(),
    "wagtailadmin_choose_page_external_link": LinkToAnAddress.as_view(),
    "wagtailadmin_tag_autocomplete": suggest_tags,
    "wagtailadmin_tag_model_autocomplete": suggest_tags,
    "wagtailadmin_collections:edit": EditCollection.as_view(),
    "wagtailadmin_collections:set_privacy": noticing_other_rules(set_rule, Collection),
    "wagtailredirects:edit": _noticing(redirects.EditView).as_view(),
    "wagtailimages:index": ListImages.as_view(),
    "wagtailimages:index_results": ListImages.as_view(results_only=True),
    "wagtailimages:edit": _noticing(images.EditView).as_view(),
    "wagtailimages:delete_multiple": DeleteUploadedImage.as_view(),
    "wagtaildocs:index": ListDocuments.as_view(),
    "wagtaildocs:index_results": ListDocuments.as_view(results_only=True),
    "wagtaildocs:edit": _noticing(documents.EditView).as_view(),
    "wagtaildocs:delete": DeleteDocument.as_view(),
    "wagtaildocs:delete_multiple": DeleteUploaded.as_view(),
    "wagtaildocs:create_multiple_from_uploaded_document": FinishUploaded.as_view(),
    "wagtailsearchpromotions:edit": _noticing(promotions.EditView).as_view(),
    "wagtailsites:copy": _add_instead,
    "wagtailsites:edit": _Sites("wagtailsites", url_prefix="sites").edit_view,
    **dict(_safe_lists()),
}


#: Wagtail's own view stays, with something around it.
AROUND_WAGTAILS: dict[str, Callable[[Callable[..., Any]], _View]] = {
    "wagtail_bulk_action": leading_to_the_list,
    "wagtailadmin_pages:unpublish": saying_what_readers_lose,
    "wagtailadmin_pages:set_privacy": lambda view: noticing_other_rules(saying_what_a_rule_takes(view), Page),
    "wagtailimages_chooser:choose": offering_seen_tags,
    "wagtailimages_chooser:choose_results": offering_seen_tags,
}


def with_ours_in_place(wagtails: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Wagtail's map of the admin, with our screens in it. A name that Wagtail has no more stops the start: nothing is lost in silence."""
    left = {*IN_PLACE_OF_WAGTAILS, *AROUND_WAGTAILS}
    found = list(_with_ours(wagtails, "", left))
    if left:
        raise ImproperlyConfigured(
            f"Wagtail has no screen of these names any more: {sorted(left)}. See {__name__}."
        )
    return found


def _with_ours(
    wagtails: Iterable[URLPattern | URLResolver], under: str, left: set[str]
) -> Iterator[URLPattern | URLResolver]:
    for each in wagtails:
        if isinstance(each, URLResolver):
            below = f"{under}{each.namespace}:" if each.namespace else under
            inside = list(_with_ours(each.url_patterns, below, left))
            yield URLResolver(each.pattern, inside, each.default_kwargs, each.app_name, each.namespace)
        elif view := _ours(name := f"{under}{each.name}", each.callback):
            left.discard(name)
            yield URLPattern(each.pattern, _staff_only(view), each.default_args, each.name)
        else:
            yield each


def _ours(name: str, wagtails: _View) -> _View | None:
    around = AROUND_WAGTAILS.get(name)
    return around(wagtails) if around else IN_PLACE_OF_WAGTAILS.get(name)


def _staff_only(view: _View) -> _View:
    """As Wagtail has it for the whole of its own map."""
    guarded: _View = never_cache(require_admin_access(view))
    return update_wrapper(guarded, view)
