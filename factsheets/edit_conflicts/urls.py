"""The screens of Wagtail's admin where two texts at once are noticed."""

from django.urls import path
from django.views.decorators.cache import never_cache

from factsheets.edit_conflicts.approval import decide_on_page
from factsheets.edit_conflicts.editing import edit_page

in_place_of_wagtails = [
    path("pages/<int:page_id>/edit/", never_cache(edit_page)),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        never_cache(decide_on_page),
    ),
]
