"""The name of something that has been deleted: old revisions name it still."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete
from django.utils import timezone

from .protection import ProtectedWhileUsed


class KeptName(models.Model):
    """One record that is gone: of which model it was, under which primary key, and its last name."""

    #: The label of the model, such as “factsheets.condition”.
    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    name = models.TextField()
    deleted_at = models.DateTimeField("deleted")

    class Meta:
        verbose_name = "kept name"
        verbose_name_plural = "kept names"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="kept_name_once")]

    def __str__(self) -> str:
        return self.name


def stand_in_for(model: type[ProtectedWhileUsed], key: int) -> ProtectedWhileUsed:
    """An unsaved record in the place of one that is gone: its words are the kept name."""
    kept = KeptName.objects.filter(kind=_kind_of(model), key=key).values_list("name", flat=True).first()
    return model.stand_in(key, kept or _nameless(model))


def keep_name(sender: type[models.Model], instance: models.Model, **_options: object) -> None:
    """Handler of `post_delete`: whatever rows may name leaves its name behind."""
    KeptName.objects.update_or_create(
        kind=_kind_of(type(instance)),
        key=instance.pk,
        defaults={"name": str(instance), "deleted_at": timezone.now()},
    )


def keep_every_name() -> None:
    """Keep the name of everything that is protected while it is used. To be called once, when all models are loaded."""
    for model in apps.get_models():
        if issubclass(model, ProtectedWhileUsed):
            post_delete.connect(keep_name, sender=model, dispatch_uid=f"factsheets.keep_name_{model}")


def _kind_of(model: type[models.Model | ProtectedWhileUsed]) -> str:
    return str(model._meta.label_lower)


def _nameless(model: type[ProtectedWhileUsed]) -> str:
    """For what was deleted before names were kept."""
    kind = str(model._meta.verbose_name)
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} that was deleted"
