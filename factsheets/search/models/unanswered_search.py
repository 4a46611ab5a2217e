"""What readers searched for and did not find: a term and how often, and nothing about who searched."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from backcare.retention import COMMON_SEARCHES, RARE_SEARCHES
from factsheets.keeping.models.settlement import set_aside_with_reason
from factsheets.language.vocabulary import Settlement

#: Staff see a term from so many searches on: what one person typed alone stays with that person.
SHOWN_FROM = 5


class UnansweredSearchQuerySet(models.QuerySet["UnansweredSearch"]):
    """Terms by how often they were searched for."""

    def shown(self) -> Self:
        """What staff may see."""
        return self.filter(count__gte=SHOWN_FROM)

    def waiting(self) -> Self:
        """What was searched often enough since a review dealt with it, or at all."""
        return self.filter(count__gte=models.F("settled_count") + SHOWN_FROM)

    def count_one(self, term: str, *, day: date, most_new: int) -> None:
        """Count a search on `day`. Of the terms that are new on a day, the `most_new` that are used most are kept."""
        if self._counted(term, day):
            return
        self._make_room(day, most_new)
        _, is_new = self.get_or_create(term=term, defaults={"count": 1, "first_on": day, "last_on": day})
        if not is_new:  # somebody else was quicker
            self._counted(term, day)

    def forget(self, *, today: date) -> int:
        """Delete what nobody searched for lately: rare terms sooner than others; how many there were."""
        rare = models.Q(count__lt=SHOWN_FROM, last_on__lt=today - RARE_SEARCHES.time)
        return self.filter(rare | models.Q(last_on__lt=today - COMMON_SEARCHES.time)).delete()[0]

    def _counted(self, term: str, day: date) -> bool:
        return bool(self.filter(term=term).update(count=models.F("count") + 1, last_on=day))

    def _make_room(self, day: date, most_new: int) -> None:
        new = self.filter(first_on=day)
        surplus = new.count() + 1 - most_new
        if surplus > 0:
            least_used = new.order_by("count", "pk").values_list("pk", flat=True)[:surplus]
            self.filter(pk__in=list(least_used)).delete()


class UnansweredSearch(models.Model):
    """One term, how often and when it was searched for, and what a review did with it."""

    term = models.CharField("searched for", max_length=60)
    count = models.PositiveIntegerField("times")
    first_on = models.DateField("first searched on")
    last_on = models.DateField("last searched on")
    settled_count = models.PositiveIntegerField(
        default=0, help_text="How often it had been searched for when a review dealt with it."
    )
    settled_at = models.DateTimeField("dealt with", blank=True, null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name="dealt with by",
    )
    settled_as = models.CharField(max_length=10, choices=Settlement.choices, blank=True)
    settled_note = models.TextField("reason", blank=True)

    objects = UnansweredSearchQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"
        ordering = ["-count", "term"]
        constraints = [
            models.UniqueConstraint(fields=["term"], name="unanswered_search_term_once"),
            models.CheckConstraint(condition=~models.Q(term=""), name="unanswered_search_term_not_empty"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="unanswered_search_counted"),
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="unanswered_search_first_before_last",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_count__lte=models.F("count")),
                name="unanswered_search_settled_as_counted",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_as="", settled_count=0)
                | models.Q(settled_at__isnull=False, settled_as__in=Settlement.values),
                name="unanswered_search_settled_in_a_way",
            ),
            set_aside_with_reason("unanswered_search_set_aside_with_reason"),
        ]

    def __str__(self) -> str:
        return self.term

    @property
    def last_month(self) -> str:
        """Such as “May 2026”."""
        return date_format(self.last_on, "F Y")

    @property
    def dealt_with(self) -> str:
        """What a review did with it and when, such as “Answered on 4 May 2026”; "" while nobody has."""
        if self.settled_at is None:
            return ""
        day = date_format(timezone.localdate(self.settled_at), "j F Y")
        return f"{Settlement(self.settled_as).label} on {day}"
