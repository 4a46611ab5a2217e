"""A document that was read into a factsheet, kept word for word as the proof that nothing was lost."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone


class ImportedDocumentQuerySet(models.QuerySet["ImportedDocument"]):
    """Documents by what they hold."""

    def of_digest(self, digest: str) -> Self:
        """Those of the very same file, by its SHA-256 in hexadecimal digits."""
        return self.filter(digest=digest)


class ImportedDocument(models.Model):
    """What one file did to one factsheet; the same file is kept once for each."""

    page = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="imported_documents"
    )
    name = models.CharField(max_length=255, help_text="The name of the file.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, in hexadecimal digits.")
    text = models.TextField()
    original = models.ForeignKey(
        "factsheets.OriginalDocument",
        on_delete=models.PROTECT,
        null=True,
        related_name="imported_documents",
        help_text="The file itself. Documents that came in before files were kept have their text only.",
    )
    batch_document = models.ForeignKey(
        "factsheets.BatchDocument", on_delete=models.SET_NULL, null=True, related_name="imported_documents"
    )
    made_page = models.BooleanField(default=False, help_text="Whether the factsheet began with it.")
    revision_before = models.BigIntegerField(null=True, help_text="The draft as it was; none for a new one.")
    revision_made = models.BigIntegerField(null=True, help_text="The draft that it made.")
    records_made = models.JSONField(
        default=list, help_text="The records that it made: kind, key, and a mark of their words."
    )
    values = models.JSONField(
        default=dict, help_text="What each part of the factsheet held when it had come in."
    )
    imported_at = models.DateTimeField(default=timezone.now)

    objects = ImportedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "imported document"
        verbose_name_plural = "imported documents"
        ordering = ["-imported_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "digest"], name="imported_document_once_a_page")
        ]

    def __str__(self) -> str:
        return self.name
