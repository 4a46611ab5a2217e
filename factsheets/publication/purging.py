"""Old revisions that nothing needs any more; what is on record, and who wrote the words to be signed, stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from wagtail.models import DraftStateMixin, Page, Revision, RevisionMixin

from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.signed_off import SignedOff


class Purge(NamedTuple):
    """How many revisions went, and how many are old and still needed."""

    deleted: int
    spared: int


def purge_revisions(*, before: datetime | None, pages: bool, non_pages: bool) -> Purge:
    """Delete the revisions made before a moment, of pages or of other texts or of both.

    Needed are: the latest and the public revision of a text, one that is scheduled, one that a step of a workflow was
    about, whatever is on record, and each revision since the words were last signed off: they tell who wrote what.
    """
    old = _old(before, pages=pages, non_pages=non_pages)
    free = old.filter(approved_go_live_at=None, task_states=None)
    for model in _kinds():
        free = free.exclude(pk__in=_named(model, "latest_revision"))
        if issubclass(model, DraftStateMixin):
            free = free.exclude(pk__in=_named(model, "live_revision"))
    deleted, unsigned_since = 0, _UnsignedSince()
    for pk in list(free.values_list("pk", flat=True)):
        revision = Revision.objects.get(pk=pk)
        if not unsigned_since.tells_who_wrote(revision):
            deleted += _delete(revision)
    return Purge(deleted, old.count())


def _old(before: datetime | None, *, pages: bool, non_pages: bool) -> QuerySet[Revision]:
    revisions: QuerySet[Revision] = Revision.objects.all()
    if pages != non_pages:
        revisions = Revision.objects.page_revisions() if pages else Revision.objects.not_page_revisions()
    return revisions.filter(created_at__lt=before) if before else revisions


def _kinds() -> Iterable[type[Model]]:
    """Every kind of text with revisions; the columns of all pages are in one table."""
    for model in apps.get_models():
        if issubclass(model, RevisionMixin) and (model is Page or not issubclass(model, Page)):
            yield model


def _named(model: type[Model], key: str) -> QuerySet[Model, dict[str, object]]:
    return model._base_manager.exclude(**{key: None}).order_by().values(key)


def _delete(revision: Revision) -> int:
    """One revision with all that Wagtail does for it, or none of it where something on record names it."""
    try:
        with transaction.atomic():
            revision.delete()
    except ProtectedError:
        return 0
    return 1


class _UnsignedSince:
    """The moment of each text's last sign-off, asked once a text."""

    def __init__(self) -> None:
        self._moments: dict[tuple[int, str], datetime | None] = {}

    def tells_who_wrote(self, revision: Revision) -> bool:
        """Whether the revision is one of those since the last sign-off that stands; without one, all are."""
        model = revision.content_type.model_class()
        if model is None or not issubclass(model, SignedOff):
            return False
        key = (revision.base_content_type_id, revision.object_id)
        if key not in self._moments:
            self._moments[key] = _last_signed(model(pk=revision.object_id))
        moment = self._moments[key]
        return moment is None or revision.created_at >= moment


def _last_signed(text: SignedOff) -> datetime | None:
    """When the last words that were signed had been saved."""
    decisions = SignOff.objects.of(text).standing().that_keep_their_text().select_related("revision")
    last = decisions.first()
    if last is None:
        return None
    return min(last.signed_at, last.revision.created_at) if last.revision else last.signed_at
