"""A whole batch is taken back: its drafts while nobody has touched them, and the records that nobody else uses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log
from wagtail.models import Revision

from factsheets.database.row_locks import held
from factsheets.exchange.applying import mark_of_record
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.related_item import RelatedItem
from factsheets.screens.report import name_of


def undo_drafts(batch: ImportBatch, *, now: datetime) -> None:
    """All of it in one transaction. What has been touched stays, and the batch names it."""
    with transaction.atomic():
        mine = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=ImportBatch.State.UNDOING)
        if not mine.exists():
            return
        made = list(
            ImportedDocument.objects.filter(batch_document__batch=batch)
            .order_by("-pk")
            .select_related("page")
        )
        records = [record for imported in made for record in reversed(imported.records_made)]
        stayed = _Stayed(batch.undone_by)
        gone = _undo_new([each for each in made if each.made_page], stayed)
        gone |= _undo_updates([each for each in made if not each.made_page], stayed)
        stayed.sentences += _undo_records(records, batch.undone_by)
        left = ImportedDocument.objects.filter(batch_document__batch=batch).values("batch_document")
        undone = batch.documents.applied().exclude(pk__in=left)
        undone.update(state=BatchDocument.State.UNDONE)
        mine.update(state=ImportBatch.State.UNDONE, undone_at=now, stayed=stayed.sentences)


class _Stayed:
    """A sentence for each thing that is left."""

    def __init__(self, user: AbstractBaseUser | None) -> None:
        self.user = user
        self.sentences: list[str] = []

    def touched(self, page: FactsheetPage) -> bool:
        """Whether the page has to stay whatever its words are; the sentence says why."""
        why = page.why_it_stays()
        if why:
            self.sentences.append(f"“{page}” stays: {why}")
        elif page.live or page.workflow_in_progress or page.locked:
            self.sentences.append(f"“{page}” stays: it is public, being checked, or locked.")
        elif self.user and not page.permissions_for_user(self.user).can_delete():
            self.sentences.append(f"“{page}” stays: you may not delete it.")
        else:
            return False
        return True

    def edited(self, page: FactsheetPage) -> None:
        """Somebody has written in the draft since."""
        who = name_of(page.latest_revision.user) if page.latest_revision else ""
        self.sentences.append(f"“{page}” stays: it was edited since" + (f" by {who}." if who else "."))


def _undo_new(made: list[ImportedDocument], stayed: _Stayed) -> set[int]:
    """Delete the drafts that began with the batch; the keys of those that are gone."""
    untouched: dict[int, FactsheetPage] = {}
    pages = {page.pk: page for page in held(FactsheetPage.objects.filter(pk__in=[m.page_id for m in made]))}
    for imported in made:
        page = pages.get(imported.page_id)
        if page is None or page.pk in untouched:
            continue
        if page.latest_revision_id != imported.revision_made:
            stayed.edited(page)
        elif not stayed.touched(page):
            untouched[page.pk] = page
    for key, named_by in _needed_by_others(set(untouched)).items():
        stayed.sentences.append(f"“{untouched.pop(key)}” stays: “{named_by}” names it.")
    RelatedItem.objects.filter(factsheet__in=untouched, page__in=untouched).delete()
    for page in untouched.values():
        FactsheetPage.objects.get(pk=page.pk).delete(user=stayed.user)
    return set(untouched)


def _needed_by_others(keys: set[int]) -> dict[int, str]:
    """Those that a page outside of them names, in its rows or in its draft; and whatever those that stay by that name."""
    naming = [
        (row.factsheet_id, row.page_id, str(row.page))
        for row in RelatedItem.objects.filter(factsheet__in=keys).select_related("page")
    ]
    drafts = FactsheetPage.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    for draft in drafts.select_related("latest_revision").iterator(chunk_size=50):
        rows = draft.latest_revision.content.get("related_items") or []
        naming += [
            (row["factsheet"], draft.pk, str(draft))
            for row in rows
            if isinstance(row, dict) and row.get("factsheet") in keys
        ]
    needed: dict[int, str] = {}
    while more := {
        named: who for named, by, who in naming if named not in needed and (by not in keys or by in needed)
    }:
        needed |= more
    return needed


def _undo_updates(made: list[ImportedDocument], stayed: _Stayed) -> set[int]:
    """Put the draft back that was there before; the latest update of a page first."""
    put_back: dict[int, tuple[int | None, int | None]] = {}
    for imported in made:
        page = held(FactsheetPage.objects.filter(pk=imported.page_id)).get()
        before = Revision.objects.filter(pk=imported.revision_before).first()
        is_ours = page.latest_revision_id == imported.revision_made or put_back.get(page.pk) == (
            page.latest_revision_id,
            imported.revision_made,
        )
        if not is_ours or before is None:
            stayed.edited(page)
            continue
        if page.workflow_in_progress or page.locked:
            stayed.sentences.append(f"“{page}” keeps its new draft: it is being checked or locked.")
            continue
        old = before.as_object()
        if not page.live:
            old.save()
        made_now = old.save_revision(user=stayed.user, previous_revision=before, log_action="wagtail.revert")
        put_back[page.pk] = (made_now.pk, imported.revision_before)
        imported.delete()
    return set(put_back)


def _undo_records(records: Iterable[tuple[str, int, str]], user: AbstractBaseUser | None) -> list[str]:
    """Delete what the batch made and nobody has changed or uses; a sentence for each that stays."""
    stayed = []
    for kind, key, mark in records:
        model = apps.get_model("factsheets", kind)
        record = model._default_manager.filter(pk=key).first()
        if record is None:
            continue
        if mark_of_record(record) != mark:
            stayed.append(f"The {model._meta.verbose_name} “{record}” stays: it was edited since.")
            continue
        try:
            with transaction.atomic():
                log(instance=record, action="wagtail.delete", user=user, deleted=True)
                record.delete()
        except ProtectedError:
            stayed.append(f"The {model._meta.verbose_name} “{record}” stays: something else uses it.")
    return stayed
