"""Somebody who may not take pages down asks those who may: it is recorded, and how it ended."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.dispatch import Signal

#: Sent in the transaction that records a request, with `request`.
take_down_asked_for = Signal()


class TakeDownRequestQuerySet(models.QuerySet["TakeDownRequest"]):
    """Requests by how they ended."""

    def open(self) -> Self:
        """Those that wait for those who may take pages down."""
        return self.filter(settled_at=None)


class TakeDownRequest(models.Model):
    """One request about one factsheet, open until it is settled."""

    class Ending(models.TextChoices):
        """How it was settled; empty while it is open."""

        TAKEN_DOWN = "taken_down", "Taken down"
        SIGNED_AGAIN = "signed_again", "Signed off again"

    factsheet = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="take_down_requests"
    )
    reason = models.TextField("why it should be taken down")
    asked_at = models.DateTimeField("asked")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    settled_at = models.DateTimeField("settled", blank=True, null=True)
    settled_as = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    objects = TakeDownRequestQuerySet.as_manager()

    # A request does not use the factsheet that it names: the list of its uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "request to take a factsheet down"
        verbose_name_plural = "requests to take a factsheet down"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["factsheet"],
                condition=models.Q(settled_at=None),
                name="take_down_request_open_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="take_down_request_says_why"),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_as="")
                | models.Q(settled_at__isnull=False, settled_as__in=["taken_down", "signed_again"]),
                name="take_down_request_settled_in_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factsheet}: asked to take it down"
