"""A mark that something changed which synonyms are made of, so that every process notices."""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from time import time_ns

from django.db import connections, models
from django.utils import timezone

from backcare.retention import SYNONYM_CHANGES


def _new_token() -> str:
    """No two are alike, and a later one is the greater, so that the greatest of all is another after every change."""
    return f"{time_ns():016x}{token_hex(8)}"


class SynonymChangeQuerySet(models.QuerySet["SynonymChange"]):
    """The marks, of which only the number and the last one matter."""

    def stamp(self) -> tuple[int, str]:
        """Another value after every change. Marks are only ever added, so writers do not wait for each other.

        The count tells of marks that were stored later than younger ones: their transactions took longer.
        """
        with connections[self.db].cursor() as cursor:
            # In plain SQL, for every search asks it several times, and the query would cost more to put together.
            cursor.execute("SELECT COUNT(*), MAX(token) FROM factsheets_synonymchange")
            count, last = cursor.fetchone()
        return count, last or ""

    def forget(self, *, today: date) -> int:
        """Delete the marks of earlier days; how many there were."""
        return self.filter(made_on__lte=today - SYNONYM_CHANGES.time).delete()[0]


class SynonymChange(models.Model):
    """One change, of staff’s synonyms or of names of records and factsheets."""

    token = models.CharField(max_length=32, primary_key=True, default=_new_token, editable=False)
    made_on = models.DateField(default=timezone.localdate, editable=False)

    objects = SynonymChangeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "change of synonyms"
        verbose_name_plural = "changes of synonyms"

    def __str__(self) -> str:
        return f"Synonyms changed on {self.made_on}"
