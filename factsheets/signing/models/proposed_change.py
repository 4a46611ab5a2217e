"""A change that one person proposes and another decides: who and when, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from .reviewer_profile import LONGEST_NAME

Change = TypeVar("Change", bound="ProposedChange")


class ProposedChangeQuerySet(models.QuerySet[Change]):
    """Changes that wait, and those that are decided."""

    def waiting(self) -> Self:
        """Those that nobody has decided, the oldest first."""
        return self.filter(outcome="").order_by("proposed_at", "pk")

    def decided(self) -> Self:
        """The latest first."""
        return self.exclude(outcome="").order_by("-decided_at", "-pk")


def decided_by_somebody(name: str) -> models.CheckConstraint:
    """The constraint of this name: what is decided has a name beside it."""
    return models.CheckConstraint(condition=models.Q(outcome="") | ~models.Q(decided_by_name=""), name=name)


class ProposedChange(models.Model):
    """Each kind of change has a field `outcome`, empty until it is decided; its choices are the kind's own."""

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    proposed_by_name = models.CharField(max_length=LONGEST_NAME)
    proposed_at = models.DateTimeField("proposed")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    decided_at = models.DateTimeField("decided", blank=True, null=True)
    comment = models.TextField(blank=True)
    outcome: models.CharField[str, str]

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["-proposed_at", "-pk"]

    def hold(self) -> Self:
        """The change as it is now, held until the end of the transaction."""
        return type(self)._default_manager.select_for_update(of=("self",)).get(pk=self.pk)

    def close(self, outcome: str, *, by: AbstractBaseUser, name: str, comment: str, now: datetime) -> None:
        """Keep the decision: how it ended, and who took it, by account and by name."""
        self.outcome, self.decided_at, self.comment = outcome, now, comment
        self.decided_by_id, self.decided_by_name = by.pk, name[:LONGEST_NAME]
        self.save()
