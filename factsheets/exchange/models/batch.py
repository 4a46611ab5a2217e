"""Documents that somebody brings in together, from the first look to the last draft, or to undoing it all."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Batches by how far they are."""

    def under_way(self) -> Self:
        """Those with work for the background."""
        return self.filter(state__in=UNDER_WAY)

    def never_confirmed(self) -> Self:
        """Those of which nothing came in."""
        return self.filter(confirmed_at=None)


class ImportBatch(NamesOthers, models.Model):
    """Who brought in what, and how far it is. Until it is confirmed, it and its originals are all that is written."""

    class State(models.TextChoices):
        """In the order in which a batch goes through them."""

        READING = "reading", "Being read"
        PLANNED = "planned", "Waits for you to confirm it"
        APPLYING = "applying", "Drafts are being made"
        APPLIED = "applied", "Done"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    outlives = ("made_by", "confirmed_by", "undone_by")

    name = models.CharField(max_length=200, help_text="What staff know it by.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    by_command = models.BooleanField(
        default=False, help_text="Whether it was named to “manage.py import_factsheet”."
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by_name = kept_name_field()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_by_name = kept_name_field()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_by_name = kept_name_field()
    left_out = models.JSONField(default=list, help_text="A sentence for each file that is no document.")
    records = models.JSONField(default=list, help_text="The new records that its documents name.")
    choices = models.JSONField(default=dict, help_text="What was chosen for those records.")
    stayed = models.JSONField(default=list, help_text="A sentence for each thing that undoing left.")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "batch of documents"
        verbose_name_plural = "batches of documents"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["reading", "planned", "applying", "applied", "undoing", "undone"]
                ),
                name="import_batch_state_known",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(confirmed_at=None)
                    & ~models.Q(state__in=["applying", "applied", "undoing", "undone"])
                )
                | (models.Q(confirmed_at__isnull=False) & ~models.Q(state__in=["reading", "planned"])),
                name="import_batch_confirmed_at_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=False, state="undone")
                | models.Q(undone_at=None) & ~models.Q(state="undone"),
                name="import_batch_undone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def made_by_whom(self) -> str:
        """Who brought it in."""
        return self.name_of("made_by") or "the command line"

    @property
    def confirmed_by_whom(self) -> str:
        """Who said that it may come in."""
        return self.name_of("confirmed_by") or "the command line"

    @property
    def undone_by_whom(self) -> str:
        """Who took it back."""
        return self.name_of("undone_by") or "the command line"

    @property
    def is_under_way(self) -> bool:
        """Whether it changes without anybody doing anything."""
        return self.state in UNDER_WAY


#: These have work for the background.
UNDER_WAY = (ImportBatch.State.READING, ImportBatch.State.APPLYING, ImportBatch.State.UNDOING)


class BatchDocumentQuerySet(models.QuerySet["BatchDocument"]):
    """Documents by what is to be done with them."""

    def to_read(self) -> Self:
        """Nobody has looked into them."""
        return self.filter(state=BatchDocument.State.WAITING)

    def to_apply(self) -> Self:
        """Confirmed, and not done."""
        return self.filter(state=BatchDocument.State.CONFIRMED)

    def applied(self) -> Self:
        """Those that have become drafts."""
        return self.filter(state=BatchDocument.State.APPLIED)

    def counted_try(self, pk: int) -> None:
        """One more process has taken this document in hand."""
        self.filter(pk=pk).update(tries=F("tries") + 1)


class BatchDocument(models.Model):
    """One document of a batch: its plan before it is confirmed, and what became of it."""

    class State(models.TextChoices):
        """How it stands."""

        WAITING = "waiting", "Not read yet"
        PLANNED = "planned", "Read"
        UNCHANGED = "unchanged", "Unchanged: it came in before"
        REFUSED = "refused", "Refused"
        LEFT_OUT = "left_out", "Left out"
        CONFIRMED = "confirmed", "Waits for its turn"
        APPLIED = "applied", "Came in"
        FAILED = "failed", "Did not come in"
        UNDONE = "undone", "Undone"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="documents")
    place = models.PositiveIntegerField(help_text="Where it stands in the batch.")
    name = models.CharField(
        max_length=255, help_text="The name of the file, with its folder where there is one."
    )
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    original = models.ForeignKey(
        "factsheets.OriginalDocument", on_delete=models.PROTECT, null=True, related_name="batch_documents"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sentence = models.TextField(blank=True, help_text="Why it is refused, unchanged, or did not come in.")
    plan = models.JSONField(default=dict)
    parts = models.JSONField(
        default=list, help_text="The parts of an edited factsheet that may be written over."
    )
    tries = models.PositiveSmallIntegerField(default=0)

    objects = BatchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document of a batch"
        verbose_name_plural = "documents of a batch"
        ordering = ["batch", "place"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="batch_document_place_once"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "waiting",
                        "planned",
                        "unchanged",
                        "refused",
                        "left_out",
                        "confirmed",
                        "applied",
                        "failed",
                        "undone",
                    ]
                ),
                name="batch_document_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
