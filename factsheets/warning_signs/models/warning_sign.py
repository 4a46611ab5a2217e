"""A warning sign: what somebody in danger may type. Staff widen it at once; a narrowing waits for a clinician."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from typing_extensions import override
from wagtail.admin.panels import FieldPanel

from factsheets.language.vocabulary import WarningLevel, WarningSignNeedsSignature
from factsheets.warning_signs.formats.recogniser import Sign
from factsheets.warning_signs.formats.sign_changes import is_narrower
from factsheets.warning_signs.formats.sign_lines import check_lines, tidy_lines


class WarningSignQuerySet(models.QuerySet["WarningSign"]):
    """Warning signs; many at once are never deleted."""

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What `as_signs` takes: the name, the level and the three texts of each, as they are stored. One query."""
        return tuple(self.order_by("pk").values_list("name", "level", *LINES))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raise `WarningSignNeedsSignature` if there is any sign to delete."""
        if self.exists():
            raise WarningSignNeedsSignature(WarningSign.instead_of_deleting)
        return super().delete()


def as_signs(rows: Iterable[tuple[str, ...]]) -> tuple[Sign, ...]:
    """The signs of such rows, each text by its lines."""
    return tuple(
        Sign(name, level, *(tuple(text.splitlines()) for text in texts)) for name, level, *texts in rows
    )


#: The fields that hold lines, as `Sign` has them.
LINES = ("about", "wrong", "leaves_alone")


class WarningSign(models.Model):
    """What a question is about and what is wrong with it, in words, and the level of the warning that this brings."""

    name = models.CharField(
        max_length=80, help_text="What staff call it, such as “Cannot pee”. Readers do not see it."
    )
    level = models.CharField(
        max_length=10, choices=WarningLevel.choices, help_text="Which warning advice stands first."
    )
    about = models.TextField(
        "what it is about",
        validators=[check_lines],
        help_text="Parts of the body, what they do, names and causes: one on each line, such as “legs” or “cauda equina”.",
    )
    wrong = models.TextField(
        "what is wrong with it",
        blank=True,
        validators=[check_lines],
        help_text="One on each line, such as “numb” or “cannot feel”. If you leave it empty, each line above is a sign "
        "by itself.",
    )
    leaves_alone = models.TextField(
        "what it leaves alone",
        blank=True,
        validators=[check_lines],
        help_text="Phrases that only sound like it: one on each line, such as “numb with boredom”. Their words do not "
        "count.",
    )

    #: What somebody reads who wants to delete one.
    instead_of_deleting = "Warning signs go one at a time: open the sign and choose “Take it out”. A clinical reviewer signs that first."

    panels = [
        FieldPanel("name"),
        FieldPanel("level"),
        FieldPanel("about"),
        FieldPanel(
            "wrong",
            help_text="One on each line, such as “numb” or “cannot feel”. “took 8+” is “took” with eight or more. If you "
            "leave it empty, each line above is a sign by itself.",
        ),
        FieldPanel("leaves_alone"),
    ]

    objects = WarningSignQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "warning sign"
        verbose_name_plural = "warning signs"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="warning_sign_once",
                violation_error_message="There is a warning sign of this name already.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="warning_sign_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(level__in=WarningLevel.values), name="warning_sign_level_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(about=""),
                name="warning_sign_is_about_something",
                violation_error_message="Write at least one line on what it is about.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: Any) -> None:
        """Store what listens for as much or more; `WarningSignNeedsSignature` for what would listen for less."""
        self.tidy()
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if stored and is_narrower(stored.as_sign(), self._saved_over(stored, kwargs.get("update_fields"))):
            raise WarningSignNeedsSignature(
                f"“{self}” would listen for less. Propose it: a clinical reviewer signs it first."
            )
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise `WarningSignNeedsSignature`: only `take_out` deletes one."""
        raise WarningSignNeedsSignature(self.instead_of_deleting)

    @classmethod
    def made_of(cls, sign: Sign) -> Self:
        """A record of these words; nothing is stored."""
        return cls(
            name=sign.name, level=sign.level, **{name: "\n".join(getattr(sign, name)) for name in LINES}
        )

    def as_sign(self) -> Sign:
        """Its words as the recogniser takes them, tidied."""
        return Sign(self.name, self.level, *(tuple(tidy_lines(getattr(self, name))) for name in LINES))

    @override
    def clean(self) -> None:
        self.tidy()

    def take(self, sign: Sign) -> None:
        """Have the words of `sign`; nothing is stored."""
        self.name, self.level = sign.name, sign.level
        for name in LINES:
            setattr(self, name, "\n".join(getattr(sign, name)))

    def take_over(self, sign: Sign) -> None:
        """Put signed words into force. For the verb that has asked for the signature alone."""
        self.take(sign)
        super().save()

    def take_out(self) -> None:
        """Delete it. For the verb that has asked for the signature alone."""
        super().delete()

    def _saved_over(self, stored: WarningSign, fields: Iterable[str] | None) -> Sign:
        """What the table will say when these fields, or all, are saved."""
        if fields is None:
            return self.as_sign()
        saved = type(self)(**{name: getattr(stored, name) for name in ("name", "level", *LINES)})
        for name in set(fields) & {"name", "level", *LINES}:
            setattr(saved, name, getattr(self, name))
        return saved.as_sign()

    def tidy(self) -> None:
        """Spaces and blank lines make no difference, and each line stands once."""
        self.name = " ".join(self.name.split())
        for name in LINES:
            setattr(self, name, "\n".join(tidy_lines(getattr(self, name))))
