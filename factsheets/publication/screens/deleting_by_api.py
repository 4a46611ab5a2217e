"""The admin's own API, as Wagtail's scripts use it: what stays is refused with a sentence there too."""

from __future__ import annotations

from django.db import transaction
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from typing_extensions import override
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from .deleting import factsheets_in, refusals_of_kept, refusals_of_used


class DeletionRefused(APIException):
    """409 (RFC 9110, 15.5.10): the page is in a state in which nobody deletes it."""

    status_code = 409


class DeletePageOrSayWhyNot(DeletePageAPIAction):
    """Deletes a page and all below it, or raises DeletionRefused with the reasons."""

    @override
    def execute(self, instance: Page, data: dict[str, object]) -> Response:
        page = instance.specific
        sentences = refusals_of_kept(self.request.user, [page])
        if page.permissions_for_user(self.request.user).can_delete():
            sentences += refusals_of_used(factsheets_in(page))
        if sentences:
            raise DeletionRefused(" ".join(sentences))
        with transaction.atomic():
            return super().execute(instance, data)


#: What no script of the admin asks for: a draft that is locked would be exchanged by it, and a copy would forget who
#: wrote its words.
_NOT_OFFERED = ("revert_to_page_revision", "copy_for_translation")


class PagesApi(PagesAdminAPIViewSet):
    """Takes the place of Wagtail's own for pages."""

    actions = PagesAdminAPIViewSet.actions | {"delete": DeletePageOrSayWhyNot}


for _name in _NOT_OFFERED:
    PagesApi.actions.pop(_name)


def serve_pages(api: WagtailAPIRouter) -> None:
    """Hook `construct_admin_api`: in place of Wagtail's own."""
    api.register_endpoint("pages", PagesApi)
