"""Wagtail's log names a private collection, and what lies in it, to those alone whom its rule lets in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Collection, ModelLogEntry

from factsheets.documents.private_collections import collections_kept_from


def keep_private_collections_out_of_history() -> None:
    """From now on the log is asked so, by the site history, its filters and its downloads."""
    manager = ModelLogEntry._meta.managers_map["objects"]
    manager.__class__ = type(manager.__class__.__name__, (_OfWhatIsSeen, manager.__class__), {})


class _OfWhatIsSeen:
    """Mixed into Wagtail's manager."""

    def viewable_by_user(self, user: AbstractUser | AnonymousUser) -> QuerySet[ModelLogEntry]:
        """As Wagtail has it, without what stands behind the rule of a collection."""
        entries: QuerySet[ModelLogEntry] = super().viewable_by_user(user)  # type: ignore[misc]
        kept = collections_kept_from(user)
        return entries.exclude(_about(kept)) if kept else entries


def _about(kept: list[int]) -> Q:
    """What the log says of these collections, and of the files in them."""
    found = _named(Collection, kept)
    for policy in (documents_policy, images_policy):
        files = policy.model._default_manager.filter(collection__in=kept).values_list("pk", flat=True)
        found |= _named(policy.model, files)
    return found


def _named(model: type[Any], keys: Any) -> Q:
    kind = ContentType.objects.get_for_model(model)
    return Q(content_type=kind, object_id__in=[str(key) for key in keys])
