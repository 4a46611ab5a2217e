"""A file as it came in, byte for byte. It lies in the database: no address of uploaded files leads to it."""

from __future__ import annotations

import hashlib
from typing import Self

from django.db import models
from django.utils import timezone


class OriginalDocumentQuerySet(models.QuerySet["OriginalDocument"]):
    """Originals by who needs them."""

    def without_bytes(self) -> Self:
        """For lists: the bytes are read when they are asked for."""
        return self.defer("data")

    def needed_by_nobody(self) -> Self:
        """Those of which no factsheet and no batch speaks any more."""
        return self.filter(imported_documents=None, batch_documents=None)

    def keep(self, data: bytes) -> OriginalDocument:
        """The row that holds these bytes; the same file is kept once."""
        kept, _ = self.get_or_create(digest=digest_of(data), defaults={"size": len(data), "data": data})
        return kept


class OriginalDocument(models.Model):
    """The bytes of one file, known by their digest."""

    digest = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the file, in hexadecimal digits."
    )
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    data = models.BinaryField()
    kept_since = models.DateTimeField(default=timezone.now)

    objects = OriginalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "original document"
        verbose_name_plural = "original documents"

    def __str__(self) -> str:
        return f"{self.digest[:12]} ({self.size} bytes)"


def digest_of(data: bytes) -> str:
    """What the same file has again, whatever its name."""
    return hashlib.sha256(data).hexdigest()
