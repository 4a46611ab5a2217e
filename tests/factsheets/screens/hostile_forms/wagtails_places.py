"""What stands in the places of Wagtail's own addresses, in a site that has one of everything."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Site, Task, Workflow

from factsheets.models import FactsheetPage
from home.models import HomePage, PlainPage
from tests import builders

Known = dict[str, dict[str, list[Any]]]


def addresses_of_pages(page: FactsheetPage, plain: PlainPage) -> Known:
    kinds = {"content_type_app_name": ["factsheets"], "content_type_model_name": ["factsheetpage"]}
    home, library = HomePage.objects.get(), builders.library()
    return {
        "wagtailadmin_pages": {"pk": [page.pk]},  # as newer releases call it
        "wagtailadmin_pages:edit": {"page_id": [page.pk, plain.pk, library.pk]},
        "wagtailadmin_pages:unpublish": {"page_id": [plain.pk]},
        "wagtailadmin_pages:move": {"page_to_move_id": [plain.pk]},
        "wagtailadmin_pages:move_confirm": {"page_to_move_id": [plain.pk], "destination_id": [home.pk]},
        "wagtailadmin_pages:set_page_position": {"page_to_move_id": [plain.pk]},
        "wagtailadmin_pages:copy": {"page_id": [page.pk, plain.pk]},
        "wagtailadmin_pages:delete": {"page_id": [page.pk, plain.pk, library.pk]},
        "wagtailadmin_pages:add": kinds,
        "wagtailadmin_pages:preview_on_add": kinds,
        "wagtailadmin_pages:type_use": kinds,
        "wagtailadmin_pages:type_use_results": kinds,
        "wagtailadmin_pages:choose_parent": {"app_label": ["factsheets"], "model_name": ["factsheetpage"]},
    }


def addresses_of_wagtail(page: FactsheetPage, author: Any) -> Known:
    """All but those of pages."""
    workflow, task = Workflow.objects.first(), Task.objects.first()
    image, document = Image.objects.get(), Document.objects.get()
    return {
        "wagtailadmin_tag_model_autocomplete": {"app_name": ["taggit"], "model_name": ["tag"]},
        "wagtailadmin_collections": {"pk": [Collection.objects.get(name="Pictures").pk]},
        "wagtailadmin_workflows": {
            "pk": [workflow.pk],
            "app_label": ["wagtailcore"],
            "model_name": ["groupapprovaltask"],
        },
        "wagtailadmin_workflows:edit_task": {"pk": list(Task.objects.values_list("pk", flat=True))},
        "wagtailadmin_workflows:disable_task": {"pk": [task.pk]},
        "wagtailadmin_workflows:enable_task": {"pk": [task.pk]},
        "wagtailadmin_editing_sessions": {
            "app_label": ["factsheets"],
            "model_name": ["factsheetpage"],
            "object_id": [page.pk],
        },
        "wagtailusers_users": {"pk": [author.pk]},
        # The roles themselves refuse whatever is sent.
        "wagtailusers_groups": {"pk": [Group.objects.get_or_create(name="Proofreaders")[0].pk]},
        "wagtaildocs_chooser": {"pk": [document.pk]},
        "wagtailimages_chooser": {"pk": [image.pk]},
        "wagtailsites": {"pk": [Site.objects.get().pk]},
        "wagtailadmin_api:pages": {"pk": [page.pk], "action_name": _API_ACTIONS},
        "wagtailadmin_api:images": {"pk": [image.pk]},
        "wagtailadmin_api:documents": {"pk": [document.pk]},
        "help_with_sign_in": {"pk": [author.pk]},
        "wagtailadmin_password_reset_confirm": {"uidb64": ["MQ"], "token": ["set-password"]},
    }


_API_ACTIONS = [
    "convert_alias", "copy", "delete", "publish", "unpublish", "move", "revert_to_page_revision",
]  # fmt: skip
