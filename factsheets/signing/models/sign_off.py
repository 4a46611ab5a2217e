"""A clinician's decision on exact words: who, when, on what grounds, and the words themselves."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.dispatch import Signal
from django.utils import timezone

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field
from factsheets.keeping.models.on_record import (
    OnRecord,
    OnRecordQuerySet,
    cascade_unless_it_keeps,
    protect_unless_it_goes_too,
)
from factsheets.signing.formats.clinical_content import DEFINITION, Content

#: Sent in the transaction in which a sign-off is withdrawn, with `sign_off` and the moments of schedules that are `cancelled`.
sign_off_withdrawn = Signal()

#: The texts that are signed off, by the name of the field that leads to them.
SIGNED_TEXTS = (
    "factsheet",
    "safety_advice",
    "disclaimer",
    "emergency_advice",
    "urgent_advice",
    "crisis_advice",
)


def field_of(text: models.Model) -> str:
    """The field of a sign-off that leads to texts of this kind."""
    name = str(text._meta.model_name)
    return "factsheet" if name == "factsheetpage" else name.replace("advice", "_advice")


def _one_of(names: tuple[str, ...]) -> models.Q:
    """Exactly one of the fields has a value."""
    each = [models.Q(**{f"{name}__isnull": name != chosen for name in names}) for chosen in names]
    return reduce(or_, each)


class SignOffQuerySet(OnRecordQuerySet["SignOff"]):
    """Decisions of clinicians, by text and by what they still are worth."""

    def of(self, text: models.Model) -> Self:
        """The decisions on `text`, the latest first."""
        return self.filter(**{field_of(text): text.pk})

    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def approving(self) -> Self:
        """Those of them that let words go live."""
        return self.standing().filter(outcome=SignOff.Outcome.SIGNED_OFF)

    def that_keep_their_text(self) -> Self:
        """Those that signed it off, withdrawn or not. To ask a draft for changes keeps no draft."""
        return self.filter(outcome=SignOff.Outcome.SIGNED_OFF)


class SignOff(NamesOthers, OnRecord):
    """One decision about exactly one text. Its words, its reviewer and its grounds never change; it can be withdrawn."""

    proves = "was signed off"
    outlives = ("withdrawn_by",)

    class Outcome(models.TextChoices):
        """What the reviewer decided."""

        SIGNED_OFF = "signed_off", "Sign off these words"
        CHANGES = "changes", "Ask for changes"

    factsheet = models.ForeignKey(
        "factsheets.FactsheetPage",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    safety_advice = models.ForeignKey(
        "factsheets.SafetyAdvice",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    disclaimer = models.ForeignKey(
        "factsheets.Disclaimer",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    emergency_advice = models.ForeignKey(
        "factsheets.EmergencyAdvice",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    urgent_advice = models.ForeignKey(
        "factsheets.UrgentAdvice",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    crisis_advice = models.ForeignKey(
        "factsheets.CrisisAdvice",
        on_delete=cascade_unless_it_keeps,
        blank=True,
        null=True,
        related_name="sign_offs",
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=protect_unless_it_goes_too,
        blank=True,
        null=True,
        related_name="+",
    )
    content = models.JSONField(help_text="The words and rows, as they were signed.")
    fingerprint = models.CharField(max_length=64)
    definition = models.PositiveSmallIntegerField(
        default=DEFINITION, help_text="What the fingerprint covers: the definition by which it was made."
    )
    #: Shared words changed: this one covers the text with the new words, and stands and falls with the earlier one.
    rests_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, blank=True, null=True, related_name="carried_on_by"
    )
    wording_change = models.ForeignKey(
        "factsheets.WordingChange", on_delete=models.PROTECT, blank=True, null=True, related_name="sign_offs"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    registered_name = models.CharField(max_length=160)
    role = models.CharField(max_length=160)
    professional_body = models.CharField(max_length=160)
    registration_number = models.CharField(max_length=40)
    interests = models.TextField("interests declared")
    evidence_checked_to = models.DateField("evidence checked to", blank=True, null=True)
    comment = models.TextField(blank=True)
    signed_at = models.DateTimeField("signed", default=timezone.now)
    withdrawn_at = models.DateTimeField("withdrawn", blank=True, null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    withdrawn_by_name = kept_name_field()
    withdrawal_reason = models.TextField("reason for withdrawing it", blank=True)

    objects = SignOffQuerySet.as_manager()

    # A decision on a text does not use it: the list of the text's uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "sign-off"
        verbose_name_plural = "sign-offs"
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_one_of(SIGNED_TEXTS), name="sign_off_one_text"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["signed_off", "changes"]), name="sign_off_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="sign_off_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(factsheet=None)
                | models.Q(outcome="changes")
                | models.Q(evidence_checked_to__isnull=False)
                | models.Q(rests_on__isnull=False),
                name="sign_off_says_how_far_evidence_was_checked",
            ),
            models.CheckConstraint(
                condition=~models.Q(registered_name="")
                & ~models.Q(role="")
                & ~models.Q(professional_body="")
                & ~models.Q(registration_number=""),
                name="sign_off_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(rests_on=None, wording_change=None)
                | models.Q(rests_on__isnull=False, wording_change__isnull=False),
                name="sign_off_rests_on_another_for_new_wording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.text}, {self.registered_name}"

    @property
    def text(self) -> Any:
        """The factsheet or governed text that was decided on."""
        return next(filter(None, (getattr(self, name) for name in SIGNED_TEXTS)), None)

    @property
    def words(self) -> Content:
        """What was signed, as it was kept."""
        words: Content = self.content
        return words

    @property
    def who_withdrew(self) -> str:
        """The name of whoever withdrew it; empty while it stands."""
        return self.name_of("withdrawn_by")

    @property
    def approves(self) -> bool:
        """Whether it lets its words go live now."""
        return self.outcome == self.Outcome.SIGNED_OFF and self.withdrawn_at is None
