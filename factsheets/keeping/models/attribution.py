"""Who did it, and about what: by their present name, and by their kept name once the account or record is gone."""

from __future__ import annotations

from functools import partial

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.signals import pre_delete
from wagtail.admin.utils import get_user_display_name


class NamesOthers:
    """Mixed into a model with keys to accounts or records. Beside each key `<key>` it has the field `<key>_name`."""

    outlives: tuple[str, ...] = ()

    def name_of(self, key: str) -> str:
        """The name of the person or record behind `key`; empty where nobody is."""
        other = getattr(self, key)
        return _name(other) if other else getattr(self, f"{key}_name")


def kept_name_field() -> models.CharField[str, str]:
    """The name of what has been deleted; empty while it is there."""
    return models.CharField(max_length=320, blank=True, editable=False)


def keep_name_in_rows(
    sender: type[models.Model],
    instance: models.Model,
    *,
    model: type[models.Model],
    key: str,
    **_options: object,
) -> None:
    """Handler of `pre_delete`: the name stays wherever a screen says who or what it was."""
    model._base_manager.filter(**{key: instance.pk}).update(**{f"{key}_name": _name(instance)})


def keep_names_in_every_row() -> None:
    """Keep names before anything that they stand for is deleted. To be called once, when all models are loaded."""
    for model in apps.get_models():
        for key in model.outlives if issubclass(model, NamesOthers) else ():
            pre_delete.connect(
                partial(keep_name_in_rows, model=model, key=key),
                sender=model._meta.get_field(key).related_model,
                weak=False,
                dispatch_uid=f"factsheets.keep_{key}_of_{model}",
            )


def _name(other: models.Model) -> str:
    return get_user_display_name(other) if isinstance(other, get_user_model()) else str(other)
