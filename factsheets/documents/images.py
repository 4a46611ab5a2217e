"""Uploaded pictures: one that something uses is not deleted, whoever asks and on whichever way; and no address shows another one."""

from __future__ import annotations

from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from factsheets.keeping.models.protection import Use, uses_in_words

_MOST_LETTERS = 60


def guard_images() -> None:
    """Refuse each deletion of a picture that is used, with the names of what uses it; name each new file anew."""
    model, uid = get_image_model(), "factsheets.documents.images.guard_images"
    pre_delete.connect(_before_deletion, sender=model, dispatch_uid=uid)
    pre_save.connect(_before_saving, sender=model, dispatch_uid=uid)


def _before_saving(instance: Any, *, raw: bool = False, **_kwargs: object) -> None:
    """A new file has a name that no other had: text that was signed may lead to a picture by its address alone."""
    if raw or not instance.file or instance.file._committed:
        return
    name = PurePath(str(instance.file.name))
    instance.file.name = f"{name.stem[:_MOST_LETTERS]}-{token_hex(4)}{name.suffix}"


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
