"""The screens of Wagtail's admin that switch a way off or on."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from factsheets.workflows.one_way.switching import DisableWorkflow, enable_workflow

in_place_of_wagtails = [
    path("workflows/disable/<int:pk>/", never_cache(require_admin_access(DisableWorkflow.as_view()))),
    path("workflows/enable/<int:pk>/", never_cache(require_admin_access(enable_workflow))),
]
