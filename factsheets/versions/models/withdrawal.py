"""A factsheet that the charity no longer offers: why, since when, and what to read instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from django.conf import settings
from django.db import models
from typing_extensions import override
from wagtail.models import Revision

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field
from factsheets.keeping.models.on_record import OnRecord, OnRecordQuerySet

_WITHDRAWN = "in what comes back if its withdrawal is undone"


class WithdrawalQuerySet(OnRecordQuerySet["Withdrawal"]):
    """Withdrawals by factsheet, and those that hold."""

    def standing(self) -> Self:
        """Those that nobody has undone."""
        return self.filter(undone_at=None)

    def of(self, factsheet: models.Model) -> Self:
        """The withdrawals of one factsheet, the latest first."""
        return self.filter(factsheet=factsheet.pk)


class Withdrawal(NamesOthers, OnRecord):
    """Holds until somebody undoes it; a factsheet has one that holds at most."""

    proves = "has been public"
    outlives = ("withdrawn_by", "undone_by")

    factsheet = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, related_name="withdrawals"
    )
    reason = models.TextField("reason for readers")
    replacement = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("withdrawn")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    withdrawn_by_name = kept_name_field()
    undone_at = models.DateTimeField("undone", blank=True, null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    undone_by_name = kept_name_field()

    objects = WithdrawalQuerySet.as_manager()

    # A withdrawal does not use the factsheet that it names: the list of its uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "withdrawal"
        verbose_name_plural = "withdrawals"
        ordering = ["-withdrawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["factsheet"], condition=models.Q(undone_at=None), name="withdrawal_stands_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_says_why"),
            models.CheckConstraint(
                condition=models.Q(replacement=None) | ~models.Q(replacement=models.F("factsheet")),
                name="withdrawal_not_replaced_by_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_by=None) | models.Q(undone_at__isnull=False),
                name="withdrawal_undone_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factsheet}, withdrawn"

    @classmethod
    @override
    def what_may_come_back(cls, owner: type[models.Model]) -> Iterator[tuple[models.Model, Revision, str]]:
        factsheets: Any = cls._meta.get_field("factsheet").related_model
        if issubclass(owner, factsheets):
            for withdrawal in cls.objects.standing().exclude(revision=None).select_related("revision"):
                yield withdrawal.factsheet, withdrawal.revision, _WITHDRAWN

    @property
    def who_withdrew(self) -> str:
        """The name of whoever withdrew it."""
        return self.name_of("withdrawn_by")
