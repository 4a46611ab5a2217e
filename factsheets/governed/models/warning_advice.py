"""What somebody whose words have a warning sign is told: one text for each level, with a sign-off of its own."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from django.db import models
from django.http import HttpRequest
from typing_extensions import override
from wagtail.admin.panels import FieldPanel, HelpPanel, Panel

from factsheets.governed.formats.phone_lines import Phone, check_phones, phones_in_lines
from factsheets.governed.formats.starter_texts import starter_warning_advice
from factsheets.governed.formats.warning_cards import warning_cards
from factsheets.language.vocabulary import WarningLevel
from factsheets.screens.panels import SeenStepPanel, StillMissingPanel

from .governed_text import Disclaimer, GovernedText, SafetyAdvice

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def _panels(who: str) -> list[Panel]:
    return [
        SeenStepPanel(),
        StillMissingPanel(),
        HelpPanel(
            f"Readers see this before all else when their words are {who}. A clinical reviewer signs every change."
        ),
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("phones"),
    ]


class WarningAdvice(GovernedText):
    """The text for one level: what to do now, and whom to call."""

    heading = models.CharField(max_length=120, blank=True, help_text="What to do now, in a few words.")
    text = models.TextField(blank=True, help_text="Plain words. A blank line begins a new paragraph.")
    phones = models.TextField(
        "numbers to call",
        blank=True,
        validators=[check_phones],
        help_text="One on each line: the number, a bar, and what it is, such as “116 123 | Samaritans, day and night”.",
    )

    level: ClassVar[WarningLevel]
    signed_fields = ("heading", "text", "phones")

    class Meta:
        abstract = True

    @classmethod
    def for_readers(cls) -> Self:
        """The text in force; before there is any, the example, marked as one."""
        in_force = cls.objects.in_force().first()
        return in_force or cls(**starter_warning_advice(cls.level), is_starter_example=True)

    @property
    def paragraphs(self) -> list[str]:
        """Its words as plain text, a string for each paragraph."""
        parts = (
            " ".join(part.split()) for part in _BETWEEN_PARAGRAPHS.split(self.text.replace("\r\n", "\n"))
        )
        return [part for part in parts if part]

    @property
    def phone_links(self) -> list[Phone]:
        """The numbers to call, in their order."""
        return phones_in_lines(self.phones)

    @override
    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "factsheets/governed/warning_advice_preview.html"

    @override
    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return {"text": self, "warning_cards": warning_cards([(self.level, self)], None)}

    @override
    def what_is_missing(self) -> list[str]:
        asked = {
            "Write the heading.": self.heading.strip(),
            "Write what to do now.": self.paragraphs,
            "Write at least one number to call.": self.phone_links,
        }
        return [sentence for sentence, given in asked.items() if not given]


class EmergencyAdvice(WarningAdvice):
    """For signs that call for 999 or A&E."""

    level = WarningLevel.EMERGENCY

    panels = _panels("a sign of an emergency")

    class Meta:
        verbose_name = "warning advice for an emergency"
        verbose_name_plural = "warning advice for an emergency"
        constraints = [
            models.CheckConstraint(condition=models.Q(only_one=True), name="emergency_advice_only_one")
        ]


class UrgentAdvice(WarningAdvice):
    """For signs that call for 111 or an urgent GP appointment."""

    level = WarningLevel.URGENT

    panels = _panels("a sign of something urgent")

    class Meta:
        verbose_name = "warning advice for something urgent"
        verbose_name_plural = "warning advice for something urgent"
        constraints = [
            models.CheckConstraint(condition=models.Q(only_one=True), name="urgent_advice_only_one")
        ]


class CrisisAdvice(WarningAdvice):
    """For thoughts of suicide and for an overdose."""

    level = WarningLevel.CRISIS

    panels = _panels("a sign of a crisis")

    class Meta:
        verbose_name = "warning advice for a crisis"
        verbose_name_plural = "warning advice for a crisis"
        constraints = [
            models.CheckConstraint(condition=models.Q(only_one=True), name="crisis_advice_only_one")
        ]


#: The text of each level, the most urgent first.
WARNING_ADVICE: dict[str, type[WarningAdvice]] = {
    model.level.value: model for model in (EmergencyAdvice, CrisisAdvice, UrgentAdvice)
}

#: Every text for the whole library that has a sign-off of its own.
GOVERNED_TEXTS: tuple[type[GovernedText], ...] = (SafetyAdvice, Disclaimer, *WARNING_ADVICE.values())


def warning_advice(level: str) -> WarningAdvice:
    """What somebody whose words have a sign of this level is told."""
    return WARNING_ADVICE[level].for_readers()
