"""A phrase that a reader may type, and the warning that it should bring: the warning signs are tried on all of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel

from factsheets.language.masking import masked
from factsheets.language.plain_words import words_of
from factsheets.language.vocabulary import NO_WARNING, ExpectedWarning

_MOST_CHARACTERS = 200


class WarningPhrase(models.Model):
    """One phrase, such as “my legs are numb”, and what whoever types it should be told."""

    phrase = models.CharField(
        max_length=_MOST_CHARACTERS,
        help_text="What somebody may type. Names, addresses and numbers that tell who it is do not belong here.",
    )
    expected = models.CharField(
        "warning that it should bring", max_length=10, choices=ExpectedWarning.choices
    )

    panels = [FieldPanel("phrase"), FieldPanel("expected")]

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "warning phrase"
        verbose_name_plural = "warning phrases"
        ordering = ["phrase"]
        constraints = [
            models.UniqueConstraint(
                Lower("phrase"),
                name="warning_phrase_once",
                violation_error_message="This phrase is in the list already.",
            ),
            models.CheckConstraint(condition=~models.Q(phrase=""), name="warning_phrase_not_empty"),
            models.CheckConstraint(
                condition=models.Q(expected__in=ExpectedWarning.values),
                name="warning_phrase_expects_something_known",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    def save(self, *args: object, **kwargs: Any) -> None:
        """Store it without what could tell who somebody is."""
        self._tidy()
        super().save(*args, **kwargs)

    @property
    def expects_none(self) -> bool:
        """Whether it should bring no warning at all: it is there to catch false alarms."""
        return self.expected == NO_WARNING

    def clean(self) -> None:
        """`ValidationError` for a phrase without a word, or one that is too long."""
        self._tidy()
        if self.phrase and not words_of(self.phrase):
            raise ValidationError({"phrase": "Write at least one word."})
        if len(self.phrase) > _MOST_CHARACTERS:
            raise ValidationError({"phrase": f"A phrase has {_MOST_CHARACTERS} characters at most."})

    def _tidy(self) -> None:
        """What could tell who somebody is never gets into the list, whoever writes it."""
        self.phrase = masked(" ".join(self.phrase.split()))
