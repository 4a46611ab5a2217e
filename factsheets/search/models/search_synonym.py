"""Expressions that mean the same: whoever searches for one finds what is written with another."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from factsheets.language.lines import lines_of
from factsheets.language.plain_words import words_of

_LONGEST = 80
_MOST = 20


class SearchSynonym(models.Model):
    """Words of the staff that mean the same, beside those that names of records and factsheets give."""

    expressions = models.TextField(
        "words that mean the same",
        help_text="Words or short phrases, one on each line, such as “slipped disc” and “prolapsed disc”. "
        "Whoever searches for one of them finds what is written with another.",
    )

    panels = [FieldPanel("expressions")]

    class Meta:
        verbose_name = "synonym"
        verbose_name_plural = "synonyms"
        ordering = ["expressions"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expressions__contains="\n"), name="search_synonym_two_expressions"
            )
        ]

    def __str__(self) -> str:
        return " = ".join(self.expression_list)

    def save(self, *args: object, **kwargs: Any) -> None:
        """Store each expression once, on a line of its own."""
        self.expressions = _tidied(self.expressions)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """`ValidationError`, in a sentence, for less than two expressions, and for what cannot be searched."""
        self.expressions = _tidied(self.expressions)
        if problem := _problem(self.expression_list):
            raise ValidationError({"expressions": problem})

    @property
    def expression_list(self) -> list[str]:
        """The expressions, one for each line."""
        return lines_of(self.expressions)


def _tidied(text: str) -> str:
    """One expression on each line, single spaces, none twice."""
    lines = [" ".join(line.split()) for line in lines_of(text)]
    seen: dict[str, str] = {}
    for line in lines:
        seen.setdefault(line.casefold(), line)
    return "\n".join(seen.values())


def _problem(lines: list[str]) -> str | None:
    if len(lines) < 2:
        return "Write at least two words or phrases, one on each line."
    if len(lines) > _MOST:
        return f"These are {len(lines)} lines, and {_MOST} is the most."
    for line in lines:
        if len(line) > _LONGEST:
            return f"“{line[:30]}…” is too long: {_LONGEST} characters is the most."
        if not words_of(line):
            return f"“{line}” has no letter and no figure, so nobody can search for it."
    return None
