"""Protection of what is used: records and factsheets that something else needs are not deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.db.models import ProtectedError
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin


class Use(NamedTuple):
    """One place that needs a record."""

    user: models.Model  # a factsheet or another record
    in_draft_only: bool

    def __str__(self) -> str:
        kind = self.user._meta.verbose_name
        return f"the {kind} “{self.user}”" + (" (in its draft)" if self.in_draft_only else "")


def in_words(uses: Iterable[Use]) -> str:
    return "; ".join(str(use) for use in uses)


class ProtectedWhileUsed:
    """Mixed into a model: everything that needs an instance, and the refusal to delete it meanwhile."""

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
            raise ProtectedError(
                f"“{self}” cannot be deleted, because it is used by {in_words(uses)}. Remove it there first.",
                {use.user for use in uses},
            )

    def _protecting_relations(self) -> Iterator[models.ManyToOneRel]:
        for relation in self._meta.related_objects:
            if relation.on_delete is models.PROTECT:
                yield relation

    def _uses_in_rows(self) -> Iterator[Use]:
        for relation in self._protecting_relations():
            for row in relation.related_model._default_manager.filter(**{relation.field.name: self}):
                yield Use(getattr(row, "page", row), in_draft_only=False)

    def _uses_in_drafts(self) -> Iterator[Use]:
        """A draft of a live page names records in its revision only, where no database key protects them."""
        for relation in self._protecting_relations():
            model, field = relation.related_model, relation.field.name
            rows = next((f.remote_field for f in model._meta.fields if isinstance(f, ParentalKey)), None)
            owner = rows.model if rows else model
            if not issubclass(owner, DraftStateMixin):
                continue
            drafts = owner._default_manager.filter(
                has_unpublished_changes=True, latest_revision__isnull=False
            )
            draft: Any
            for draft in drafts.select_related("latest_revision"):
                content = draft.latest_revision.content
                if any(
                    row.get(field) == self.pk
                    for row in (content.get(rows.related_name, []) if rows else [content])
                ):
                    yield Use(draft, in_draft_only=True)
