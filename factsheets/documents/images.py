"""Uploaded pictures: one that something uses is not deleted, whoever asks and on whichever way."""

from __future__ import annotations

from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from factsheets.keeping.models.protection import Use, uses_in_words


def guard_images() -> None:
    """Refuse each deletion of a picture that is used, with the names of what uses it."""
    pre_delete.connect(
        _before_deletion, sender=get_image_model(), dispatch_uid="factsheets.documents.images.guard_images"
    )


def _before_deletion(instance: Model, **_kwargs: object) -> None:
    found: dict[tuple[str, str], Use] = {}
    for reference in ReferenceIndex.get_references_to(instance).select_related("base_content_type"):
        user = reference.base_content_type.get_object_for_this_type(pk=reference.object_id)
        found.setdefault((user._meta.label, reference.object_id), Use(user))
    if found:
        raise ProtectedError(
            f"“{instance}” cannot be deleted, because it is used by {uses_in_words(found.values())}. "
            "Remove it there first.",
            {use.user for use in found.values()},
        )
