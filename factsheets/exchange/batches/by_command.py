"""Documents that somebody names to a command: each is planned and applied at once, and together they are one batch."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from factsheets.exchange.formats.values_in_json import to_json
from factsheets.exchange.importing import Import, confirmed_parts, told
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.planning import plan_document
from factsheets.exchange.shared_records import ExchangeError
from factsheets.exchange.title_lookup import folded

from .carrying_on import apply_document_of_batch
from .collecting import Found, collect_path
from .linking import link_drafts
from .receiving import name_of_batch, note_document


class NamedDocuments:
    """All that lies at the paths. A batch is written only once there is a draft to make.

    A run that was broken off left its batch undone: the same paths again go on with that one, so that it is one batch still.
    """

    def __init__(self, paths: list[Path], *, update: bool, parts: Collection[str]) -> None:
        self._paths, self._update, self._parts = paths, update, parts
        self._name = name_of_batch([path.name or str(path) for path in paths])
        self._batch: ImportBatch | None = None
        self._planned: dict[str, str] = {}  # which document of a dry run would make a title

    def found(self) -> Iterator[Found]:
        """Each document, and each file that is none."""
        for path in self._paths:
            try:
                yield from collect_path(path)
            except ExchangeError as refusal:
                yield Found(name=path.name, refused=str(refusal))

    def plan(self, found: Found) -> tuple[Import, ...]:
        """What would become of it; `ExchangeError` for what cannot be taken."""
        plan = plan_document(found.data, found.name, update=self._update)
        for draft in plan.drafts:
            confirmed_parts(draft, self._parts)
        for draft in plan.drafts if not self._update else ():
            # The first is not written, so the plan of the second does not find it in the library.
            first = self._planned.setdefault(folded(draft.title), found.name)
            if first != found.name:
                raise ExchangeError(
                    f"“{draft.title}” is made of {first} already, and {found.name} has other text: leave one of them out."
                )
        return told(plan, self._parts)

    def take(self, found: Found) -> tuple[Import, ...]:
        """Plan it and apply the plan; `ExchangeError` for what cannot be taken, of which nothing stays."""
        plan = plan_document(found.data, found.name, update=self._update)
        if not plan.drafts:
            return told(plan, self._parts)
        parts = [sorted(confirmed_parts(draft, self._parts)) for draft in plan.drafts]
        with transaction.atomic():
            batch = self._the_batch()
            last = batch.documents.aggregate(last=Max("place"))["last"] or 0
            document = note_document(batch, found, place=last + 1)
            document.state, document.plan, document.parts = (
                BatchDocument.State.CONFIRMED,
                to_json(plan),
                parts,
            )
            document.save()
            pages = apply_document_of_batch(document)
        return told(plan, self._parts, pages)

    def end(self) -> None:
        """The links between the drafts; then the batch is done."""
        if self._batch is None or not ImportBatch.objects.filter(pk=self._batch.pk).exists():
            return
        link_drafts(self._batch)
        ImportBatch.objects.filter(pk=self._batch.pk).update(state=ImportBatch.State.APPLIED)

    def resume(self) -> bool:
        """Take up the batch of a run with the same paths that was broken off, if there is one."""
        broken_off = ImportBatch.objects.under_way().filter(by_command=True, name=self._name)
        self._batch = broken_off.order_by("pk").last()
        return self._batch is not None

    def _the_batch(self) -> ImportBatch:
        """Made with the first document: of a transaction that is undone, nothing stays in the table."""
        if self._batch is None or not ImportBatch.objects.filter(pk=self._batch.pk).exists():
            now = timezone.now()
            self._batch = ImportBatch.objects.create(
                name=self._name,
                by_command=True,
                state=ImportBatch.State.APPLYING,
                made_at=now,
                confirmed_at=now,
            )
        return self._batch
