"""Protection of what is used: records and factsheets that something else needs are not deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ProtectedError
from django.db.models.options import Options
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, Revision

from .on_record import OnRecord

_DRAFT = "in its draft"
_SCHEDULED = "in what is scheduled to go live"


class Use(NamedTuple):
    """One place that needs a record."""

    user: models.Model  # a factsheet or another record
    where: str = ""  # empty: in use now

    def __str__(self) -> str:
        kind = self.user._meta.verbose_name
        return f"the {kind} “{self.user}”" + (f" ({self.where})" if self.where else "")


def uses_in_words(uses: Iterable[Use]) -> str:
    """The uses as one clause, to stand after “because it is used by”."""
    return "; ".join(str(use) for use in uses)


class ProtectedWhileUsed:
    """Who needs this record? All of them by name, and the refusal to delete it meanwhile.

    It takes no hook, so its place among the bases says nothing: whoever deletes asks it.
    """

    #: True for what stands in the place of a record that has been deleted.
    is_gone = False

    # The model brings them.
    pk: object
    _meta: ClassVar[Options[Any]]
    _default_manager: ClassVar[models.Manager[Any]]

    @classmethod
    def stand_in(cls, key: int, name: str) -> Self:
        """An unsaved instance with the words of one that is gone."""
        name_field = getattr(cls._default_manager.all(), "name_field", "title")
        fields: dict[str, Any] = {"id": key, "pk": key, name_field: name}
        record = cls(**fields)
        record.is_gone = True
        if isinstance(record, Page):
            record.live = False
        return record

    def uses(self) -> list[Use]:
        """Every factsheet and record that needs this one, drafts included, each named once."""
        found: dict[tuple[str, object], Use] = {}
        for use in [*self._uses_in_rows(), *self._uses_in_revisions()]:
            found.setdefault((use.user._meta.label, use.user.pk), use)
        return list(found.values())

    def refuse_while_used(self) -> None:
        """Raise ProtectedError, in a sentence that names the uses, while anything needs this record."""
        uses = self.uses()
        if uses:
            raise ProtectedError(
                f"“{self}” cannot be deleted, because it is used by {uses_in_words(uses)}. Remove it there first.",
                {use.user for use in uses},
            )

    def _protecting_relations(self) -> Iterator[Any]:
        """The keys of whatever uses this record. What is on record about it does not use it."""
        for relation in self._meta.related_objects:
            if relation.on_delete is models.PROTECT and not issubclass(relation.related_model, OnRecord):
                yield relation

    def _uses_in_rows(self) -> Iterator[Use]:
        for relation in self._protecting_relations():
            for row in relation.related_model._default_manager.filter(**{relation.field.name: self}):
                yield Use(getattr(row, "page", row))

    def _uses_in_revisions(self) -> Iterator[Use]:
        """Words that are not in use yet name records in a revision only, where no database key protects them."""
        for relation in self._protecting_relations():
            model, field = relation.related_model, relation.field.name
            rows = next((f.remote_field for f in model._meta.fields if isinstance(f, ParentalKey)), None)
            owner = rows.model if rows else model
            if not issubclass(owner, DraftStateMixin):
                continue
            for text, revision, where in _still_needed(owner):
                content = revision.content
                named = content.get(rows.related_name) or [] if rows else [content]
                if any(isinstance(row, dict) and row.get(field) == self.pk for row in named):
                    yield Use(text, where)


def _still_needed(owner: Any) -> Iterator[tuple[models.Model, Revision, str]]:
    """The revisions of texts of this kind that may still become public: older ones only tell what was."""
    drafts = owner._default_manager.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for draft in drafts.select_related("latest_revision"):
        yield draft, draft.latest_revision, _DRAFT
    scheduled = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(owner, for_concrete_model=False),
        approved_go_live_at__isnull=False,
    )
    for revision in scheduled:
        yield revision.content_object, revision, _SCHEDULED
    for kind in apps.get_models():
        if issubclass(kind, OnRecord):
            yield from kind.what_may_come_back(owner)
