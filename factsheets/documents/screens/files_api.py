"""The admin's own API for pictures and documents: it names those that somebody may choose or change, and no others."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from typing_extensions import override
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.models import AbstractDocument
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as images_policy

_ANY = ["choose", "change"]


class ImagesApi(ImagesAdminAPIViewSet):
    """Takes the place of Wagtail's own for pictures."""

    @override
    def get_queryset(self) -> QuerySet[Model]:
        theirs = images_policy.instances_user_has_any_permission_for(self.request.user, _ANY).values("pk")
        shown: QuerySet[Model] = super().get_queryset().filter(pk__in=theirs)
        return shown


class DocumentsApi(DocumentsAdminAPIViewSet):
    """Takes the place of Wagtail's own for documents."""

    @override
    def get_queryset(self) -> QuerySet[AbstractDocument]:
        theirs = documents_policy.instances_user_has_any_permission_for(self.request.user, _ANY).values("pk")
        shown: QuerySet[AbstractDocument] = super().get_queryset().filter(pk__in=theirs)
        return shown


def serve_files(api: WagtailAPIRouter) -> None:
    """Hook `construct_admin_api`: in place of Wagtail's own."""
    api.register_endpoint("images", ImagesApi)
    api.register_endpoint("documents", DocumentsApi)
