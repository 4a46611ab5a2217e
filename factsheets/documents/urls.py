"""The screens of Wagtail's admin that say who may read a collection."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from factsheets.documents.screens.collections import EditCollection, set_rule

in_place_of_wagtails = [
    path("collections/<int:pk>/", never_cache(require_admin_access(EditCollection.as_view()))),
    path("collections/<int:collection_id>/privacy/", never_cache(require_admin_access(set_rule))),
]
