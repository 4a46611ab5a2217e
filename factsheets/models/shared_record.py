"""What every record that factsheets share has in common: a name that is looked up, and protection while used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import ProtectedError
from django.utils.text import slugify
from wagtail.search import index


class Use(NamedTuple):
    """One place that needs a record."""

    user: models.Model  # a factsheet or another record
    in_draft_only: bool

    def __str__(self) -> str:
        kind = self.user._meta.verbose_name
        return f"the {kind} “{self.user}”" + (" (in its draft)" if self.in_draft_only else "")


class SharedRecordQuerySet(models.QuerySet):
    #: The field that holds a record's natural key.
    name_field = "name"

    def named(self, name: str) -> Self:
        """Records of this name, upper and lower case alike."""
        return self.filter(**{f"{self.name_field}__iexact": " ".join(name.split())})

    def delete(self) -> tuple[int, dict[str, int]]:
        for record in self:
            record.refuse_while_used()
        return super().delete()


class TitledRecordQuerySet(SharedRecordQuerySet):
    name_field = "title"


class SharedRecord(index.Indexed, models.Model):
    """A record that factsheets share. Deleting one that is used is refused with the list of its uses."""

    objects = SharedRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def uses(self) -> list[Use]:
        """Every factsheet and record that needs this one, drafts included, each named once."""
        found: dict[tuple[str, Any], Use] = {}
        for use in [*self._uses_in_rows(), *self._uses_in_drafts()]:
            found.setdefault((use.user._meta.label, use.user.pk), use)
        return list(found.values())

    def refuse_while_used(self) -> None:
        """Raise ProtectedError, in a sentence that names the uses, while anything needs this record."""
        uses = self.uses()
        if uses:
            named = "; ".join(str(use) for use in uses)
            raise ProtectedError(
                f"“{self}” cannot be deleted, because it is used by {named}. Remove it there first.",
                {use.user for use in uses},
            )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_while_used()
        return super().delete(*args, **kwargs)

    def _uses_in_rows(self) -> Iterator[Use]:
        for relation in self._meta.related_objects:
            if relation.on_delete is models.PROTECT:
                rows = relation.related_model._default_manager.filter(**{relation.field.name: self})
                for row in rows:
                    yield Use(getattr(row, "page", row), in_draft_only=False)

    def _uses_in_drafts(self) -> Iterator[Use]:
        """A draft of a live page names records in its revision only, where no database key protects them."""
        for relation in self._meta.related_objects:
            row_model = relation.related_model
            try:
                cluster = row_model._meta.get_field("page").remote_field
            except FieldDoesNotExist:
                continue
            pages = cluster.model._default_manager.filter(has_unpublished_changes=True)
            for page in pages.select_related("latest_revision"):
                rows = page.latest_revision.content.get(cluster.related_name, []) if page.latest_revision else []
                if any(row.get(relation.field.name) == self.pk for row in rows):
                    yield Use(page, in_draft_only=True)


def slug_for(record: models.Model, name: str) -> str:
    """A slug for `name` that no other record of the same kind has."""
    stem = slugify(name)[:80] or "record"
    taken = set(
        type(record)._default_manager.exclude(pk=record.pk).filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def lines_of(text: str) -> list[str]:
    """The lines of a "one a line" field, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
