"""What happened to a text stays on record: decisions, reviews, versions and withdrawals outlive texts, accounts and purges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from typing_extensions import override
from wagtail.models import Revision

_Record = TypeVar("_Record", bound=models.Model)


class OnRecordQuerySet(models.QuerySet[_Record]):
    """Deleting any of them raises ProtectedError; an empty one deletes nothing."""

    def that_keep_their_text(self) -> Self:
        """Those for which a text can never be deleted."""
        return self.all()

    @override
    def delete(self) -> tuple[int, dict[str, int]]:
        if record := self.first():
            raise _refusal(record)
        return 0, {}

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django looks for it on the function


class OnRecord(models.Model):
    """Nobody deletes a record of what happened. Keys to texts and revisions protect what they lead to."""

    #: What the record proves about its text, as it stands in a sentence.
    proves: str

    class Meta:
        abstract = True

    @override
    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise _refusal(self)

    @classmethod
    def what_may_come_back(cls, owner: type[models.Model]) -> Iterable[tuple[models.Model, Revision, str]]:
        """The revisions of texts of the kind `owner` that such records keep for readers: the text, the revision, and
        where that is, in words. They need what they name."""
        return []


def _refusal(record: models.Model) -> ProtectedError:
    return ProtectedError(f"“{record}” stays on record, so it cannot be deleted.", {record})


def cascade_unless_it_keeps(
    collector: Collector, field: models.ForeignKey[object, object], records: models.QuerySet[Any], using: str
) -> None:
    """For `on_delete` of the key to a text: a record goes with its draft, unless it is one that keeps the text."""
    kept: Any = field.model._default_manager.using(using)
    keeping = kept.that_keep_their_text()
    if found := list(keeping.filter(pk__in=[record.pk for record in records])):
        raise ProtectedError(str(found[0]), set(found))
    models.CASCADE(collector, field, records, using)


def protect_unless_it_goes_too(
    collector: Collector, field: models.ForeignKey[Any, Any], records: models.QuerySet[Any], using: str
) -> None:
    """For `on_delete` of the key to a revision: protected, but for a record that goes in the same deletion."""
    staying = [record for record in records if record not in collector.data.get(type(record), ())]
    if staying:
        raise ProtectedError(str(staying[0]), set(staying))
