"""Screens of Wagtail's that ours take the place of: under Wagtail's own addresses, which the map of every URL names first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import update_wrapper

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import workflows
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.workflows import TaskChooserResultsView, TaskChooserView, task_chosen
from wagtail.contrib.redirects import views as redirects
from wagtail.contrib.search_promotions.views import settings as promotions
from wagtail.documents.views import documents
from wagtail.images.views import images
from wagtail.sites.views import SiteViewSet

from factsheets.documents.screens.collections import EditCollection, set_rule
from factsheets.documents.screens.deleting import DeleteUploadedImage
from factsheets.documents.screens.documents import DeleteDocument, DeleteUploaded
from factsheets.edit_conflicts.approval import decide_on_page
from factsheets.edit_conflicts.other_saves import NoticesOtherSaves
from factsheets.page.screens.hidden_by_number import (
    BrowsePages,
    LinkToAnAddress,
    PagesChosen,
    for_those_who_change_workflows,
)
from factsheets.publication.screens.deleting import delete_page
from factsheets.staff.wagtails_exports import SAFE_LISTS
from factsheets.typed_words.screens import create_page_or_put_back, edit_page_or_put_back
from factsheets.workflows.one_way.switching import DisableWorkflow, enable_step, enable_workflow


def _noticing(edit: type[EditView]) -> type[EditView]:
    """Wagtail's screen, for two people at once."""
    return type(f"Noticing{edit.__name__}", (NoticesOtherSaves, edit), {})


class _Sites(SiteViewSet):
    edit_view_class = _noticing(SiteViewSet.edit_view_class)


def _staff_only(address: str, view: Callable[..., HttpResponseBase], name: str | None = None) -> URLPattern:
    """As Wagtail has it for the whole of its own map."""
    guarded: Callable[..., HttpResponseBase] = never_cache(require_admin_access(view))
    return path(address, update_wrapper(guarded, view), name=name)


def _safe_lists() -> Iterator[URLPattern]:
    for address, view in SAFE_LISTS.items():
        yield _staff_only(address, view.as_view())
        yield _staff_only(f"{address}results/", view.as_view(results_only=True))


#: Under the admin's address.
in_place_of_wagtails = [
    _staff_only("pages/<int:page_id>/edit/", edit_page_or_put_back),
    _staff_only(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        create_page_or_put_back,
        name="add_page",
    ),
    _staff_only("pages/<int:page_id>/delete/", delete_page),
    _staff_only(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/", decide_on_page
    ),
    _staff_only("workflows/disable/<int:pk>/", DisableWorkflow.as_view()),
    _staff_only("workflows/enable/<int:pk>/", enable_workflow),
    _staff_only("workflows/tasks/enable/<int:pk>/", enable_step),
    _staff_only("workflows/task_chooser/", for_those_who_change_workflows(TaskChooserView.as_view())),
    _staff_only(
        "workflows/task_chooser/results/", for_those_who_change_workflows(TaskChooserResultsView.as_view())
    ),
    _staff_only("workflows/task_chooser/<int:task_id>/", for_those_who_change_workflows(task_chosen)),
    _staff_only("choose-page/<int:parent_page_id>/", BrowsePages.as_view()),
    _staff_only("choose-page/chosen-multiple/", PagesChosen.as_view()),
    _staff_only("choose-external-link/", LinkToAnAddress.as_view()),
    _staff_only("collections/<int:pk>/", EditCollection.as_view()),
    _staff_only("collections/<int:collection_id>/privacy/", set_rule),
    _staff_only("redirects/<int:redirect_id>/", _noticing(redirects.EditView).as_view()),
    _staff_only("images/<int:image_id>/", _noticing(images.EditView).as_view()),
    _staff_only("documents/edit/<int:document_id>/", _noticing(documents.EditView).as_view()),
    _staff_only("workflows/edit/<int:pk>/", _noticing(workflows.Edit).as_view()),
    _staff_only("workflows/tasks/edit/<int:pk>/", _noticing(workflows.EditTask).as_view()),
    _staff_only("searchpicks/<int:query_id>/", _noticing(promotions.EditView).as_view()),
    _staff_only("sites/edit/<int:pk>/", _Sites("wagtailsites", url_prefix="sites").edit_view),
    _staff_only("documents/delete/<int:document_id>/", DeleteDocument.as_view()),
    _staff_only("documents/multiple/<int:doc_id>/delete/", DeleteUploaded.as_view()),
    _staff_only("images/multiple/<int:image_id>/delete/", DeleteUploadedImage.as_view()),
    *_safe_lists(),
]
