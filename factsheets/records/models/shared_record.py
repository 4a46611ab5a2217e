"""What every record that factsheets share has in common: a name that is looked up, and protection while used."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.text import slugify
from typing_extensions import override
from wagtail.search import index

from factsheets.keeping.models.protection import ProtectedWhileUsed
from factsheets.signing.models.carried_wording import CarriedWording

Record = TypeVar("Record", bound="SharedRecord")


class SharedRecordQuerySet(models.QuerySet[Record]):
    """Records by their natural key; deleting many of them is refused as deleting one is."""

    #: The field that holds a record's natural key.
    name_field = "name"

    def named(self, name: str) -> Self:
        """Records of this name, upper and lower case alike."""
        return self.filter(**{f"{self.name_field}__iexact": " ".join(name.split())})

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete all of them, or none: `ProtectedError` for the first that is used."""
        for record in self:
            record.refuse_while_used()
        return super().delete()


class SubjectQuerySet(SharedRecordQuerySet[Record]):
    """What the rows of "might it help me?" are about."""

    def for_readers(self) -> Self:
        """Those that at least one factsheet speaks about that every reader may see.

        Asked record by record, since one factsheet is enough: how long it takes does not grow with the library.
        """
        link: Any = self.model._meta.get_field("suitabilities")
        rows = link.related_model
        factsheets = rows._meta.get_field("page").related_model.objects
        public = factsheets.for_readers().order_by().filter(pk=models.OuterRef("page"))
        about_it = rows.objects.filter(models.Exists(public), **{link.field.name: models.OuterRef("pk")})
        return self.filter(models.Exists(about_it))


class TitledRecordQuerySet(SharedRecordQuerySet[Record]):
    """Records whose natural key is a title."""

    name_field = "title"


class SharedRecord(ProtectedWhileUsed, CarriedWording, index.Indexed, models.Model):
    """A record that factsheets share. Deleting one that is used is refused with the list of its uses.

    It takes `clean_fields` and `delete` of Django, which come last everywhere. Because of `CarriedWording`, it stands before modelcluster's
    `ClusterableModel` in a record that has rows of its own. The order of its own bases says nothing.
    """

    #: The field that holds the natural key.
    known_by: ClassVar[str] = SharedRecordQuerySet.name_field

    class Meta:
        abstract = True

    @override
    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Spaces make no other name: two records that look alike to everybody are one."""
        setattr(self, self.known_by, " ".join(getattr(self, self.known_by).split()))
        super().clean_fields(exclude=exclude)

    def carriers(self) -> list[models.Model]:
        """The factsheets that use it, drafts included."""
        return [use.user for use in self.uses() if use.user._meta.model_name == "factsheetpage"]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise `ProtectedError`, which names the uses, while anything needs it."""
        self.refuse_while_used()
        return super().delete(*args, **kwargs)


def slug_for(record: models.Model, name: str) -> str:
    """A slug for `name` that no other record of the same kind has."""
    stem = slugify(name)[:80] or "record"
    taken = set(
        type(record)
        ._default_manager.exclude(pk=record.pk)
        .filter(slug__startswith=stem)
        .values_list("slug", flat=True)
    )
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
