"""An expression that a reader in an emergency may search for: the emergency card then stands first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel

from factsheets.formats.plain_words import words_of


class EmergencyWord(models.Model):
    expression = models.CharField(
        "word or phrase",
        max_length=80,
        help_text="What somebody in an emergency may type, such as “can't pee”. Capitals, apostrophes and plain endings "
        "make no difference, and up to three other words may stand between.",
    )

    panels = [FieldPanel("expression")]

    class Meta:
        verbose_name = "emergency word"
        verbose_name_plural = "emergency words"
        ordering = ["expression"]
        constraints = [
            models.UniqueConstraint(
                Lower("expression"),
                name="emergency_word_once",
                violation_error_message="This word or phrase is in the list already.",
            ),
            models.CheckConstraint(condition=~models.Q(expression=""), name="emergency_word_not_empty"),
        ]

    def __str__(self) -> str:
        return self.expression

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.expression = " ".join(self.expression.split())
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.expression = " ".join(self.expression.split())
        if self.expression and not words_of(self.expression):
            raise ValidationError({"expression": "Write at least one word."})
