"""The addresses of the library that are not pages of the tree."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from factsheets.api import views as api
from factsheets.documents.screens.collections import EditCollection, set_rule
from factsheets.edit_conflicts.approval import decide_on_page
from factsheets.edit_conflicts.editing import edit_page
from factsheets.feedback import views as feedback_views
from factsheets.library import sitemap as feeds
from factsheets.library import views
from factsheets.publication import views as copy_views
from factsheets.publication.screens.deleting import delete_page
from factsheets.search import views as search_views
from factsheets.warning_signs import views as help_views
from factsheets.workflows.one_way.switching import DisableWorkflow, enable_workflow

app_name = "factsheets"
urlpatterns = [
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("conditions/", views.condition_list, name="conditions"),
    path("conditions/<slug:slug>/", views.condition_page, name="condition"),
    path("help-now/", help_views.help_now, name="help_now"),
    path("find/", views.find_by_pain, name="find"),
    path("compare/", views.compare, name="compare"),
    path("search/", search_views.search_page, name="search"),
    path("search/suggestions", search_views.suggestion_list, name="suggestions"),
    path("api/v1/openapi.json", api.description, name="api_description"),
    path("api/v1/", api.unknown),
    path("api/v1/", api.api.urls),
    path("api/v1/<path:rest>", api.unknown),
    path("feedback/<slug:slug>/", feedback_views.feedback, name="feedback"),
    path("feedback/<slug:slug>/thanks/", feedback_views.feedback_thanks, name="feedback_thanks"),
    path("v/", copy_views.copies, name="copies"),
    path("v/<str:code>/", copy_views.copy, name="copy"),
    path("<path:page_path>/factsheet.pdf", copy_views.pdf, {"name": "factsheet.pdf"}, name="factsheet_pdf"),
    path(
        "<path:page_path>/large-print.pdf",
        copy_views.pdf,
        {"name": "large-print.pdf"},
        name="large_print_pdf",
    ),
]

#: Under the admin's address, in place of Wagtail's own: the map of every URL names them first.
in_place_of_wagtails = [
    path("pages/<int:page_id>/edit/", never_cache(edit_page)),
    path("pages/<int:page_id>/delete/", never_cache(delete_page)),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(decide_on_page),
    ),
    path("workflows/disable/<int:pk>/", never_cache(require_admin_access(DisableWorkflow.as_view()))),
    path("workflows/enable/<int:pk>/", never_cache(require_admin_access(enable_workflow))),
    path("collections/<int:pk>/", never_cache(require_admin_access(EditCollection.as_view()))),
    path("collections/<int:collection_id>/privacy/", never_cache(require_admin_access(set_rule))),
]
