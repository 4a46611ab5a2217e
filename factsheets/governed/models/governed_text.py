"""The texts that every factsheet shows and one person signs: the safety advice and the disclaimer."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from typing_extensions import override
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)

from factsheets.governed.formats.safety_cards import SafetyCard, safety_cards
from factsheets.governed.formats.starter_texts import starter_safety_advice
from factsheets.language.lines import lines_of
from factsheets.screens.panels import RICH_TEXT_FEATURES, SeenStepPanel, StillMissingPanel
from factsheets.signing.formats.clinical_content import Content, documents_part, text_content
from factsheets.signing.models.document_rows import document_rows
from factsheets.signing.models.old_revisions import ReadsAnyRevision
from factsheets.signing.models.retention import KeptOnRecord, KeptQuerySet
from factsheets.signing.models.signed_off import SignedOff
from factsheets.versions.models.new_versions import renew_versions


class GovernedTextQuerySet(KeptQuerySet["GovernedText"]):
    """The one text of a kind, as readers see it; empty before there is one."""

    def in_force(self) -> Self:
        """What readers see now: signed text, or a marked starter example."""
        return self.filter(live=True)

    def signed(self) -> Self:
        """What readers see now with a clinician's signature; an example has none."""
        return self.in_force().filter(is_starter_example=False)


class GovernedText(
    KeptOnRecord,
    ReadsAnyRevision,
    SignedOff,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    models.Model,
):
    """One text for the whole library, with drafts, history and a sign-off of its own."""

    only_one = models.BooleanField(default=True, editable=False, unique=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", object_id_field="object_id"
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    objects = GovernedTextQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self._meta.verbose_name).capitalize()

    #: The fields whose words are signed, in the order of reading.
    signed_fields: tuple[str, ...] = ()

    @property
    @override
    def stored_parts(self) -> tuple[str, ...]:
        return self.signed_fields

    @override
    def clinical_content(self) -> Content:
        return [*text_content(self, self.signed_fields), *documents_part(document_rows(self))]

    @override
    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "factsheets/governed/governed_text_preview.html"

    @override
    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return {"text": self}


_POINTS_HELP = "One on each line. Each ends the sentence of the heading above."


class SafetyAdvice(GovernedText):
    """The signs that call for urgent help, on every factsheet: a heading and points for each of three levels."""

    emergency_heading = models.CharField(max_length=120, default="Call 999 or go to A&E now if")
    emergency_points = models.TextField(blank=True, help_text=_POINTS_HELP)
    urgent_heading = models.CharField(
        max_length=120, default="Ask for an urgent GP appointment or call 111 if"
    )
    urgent_points = models.TextField(blank=True, help_text=_POINTS_HELP)
    non_urgent_heading = models.CharField(max_length=120, default="Speak to a GP if")
    non_urgent_points = models.TextField(blank=True, help_text=_POINTS_HELP)

    signed_fields = tuple(
        f"{level}_{part}" for level in ("emergency", "urgent", "non_urgent") for part in ("heading", "points")
    )

    panels = [
        SeenStepPanel(),
        StillMissingPanel(),
        HelpPanel(
            "Readers see these three cards on every factsheet. A clinical reviewer signs every change."
        ),
        MultiFieldPanel(
            [FieldPanel("emergency_heading"), FieldPanel("emergency_points")], heading="Emergency"
        ),
        MultiFieldPanel([FieldPanel("urgent_heading"), FieldPanel("urgent_points")], heading="Urgent"),
        MultiFieldPanel(
            [FieldPanel("non_urgent_heading"), FieldPanel("non_urgent_points")], heading="Not urgent"
        ),
    ]

    class Meta:
        verbose_name = "safety advice"
        verbose_name_plural = "safety advice"
        constraints = [
            models.CheckConstraint(condition=models.Q(only_one=True), name="safety_advice_only_one")
        ]

    @classmethod
    def for_emergencies(cls) -> Self:
        """What somebody in an emergency is told: the text in force; before there is any, the example, marked as one."""
        in_force = cls.objects.in_force().first()
        return in_force or cls(**starter_safety_advice(), is_starter_example=True)

    @override
    def went_live(self, revision: Revision, *, user: AbstractBaseUser | None) -> None:
        renew_versions(self, user)

    @property
    def cards(self) -> list[SafetyCard]:
        """The three cards in order of urgency; a level without points has none."""
        return safety_cards(self)

    @override
    def what_is_missing(self) -> list[str]:
        if not lines_of(self.emergency_points):
            return ["Write at least one point for the emergency card."]
        return []


class Disclaimer(GovernedText):
    """The limit of what the charity answers for, below every factsheet."""

    text = RichTextField(
        blank=True, features=RICH_TEXT_FEATURES, help_text="The limit of what the charity answers for."
    )

    signed_fields = ("text",)

    panels = [
        SeenStepPanel(),
        StillMissingPanel(),
        HelpPanel("Readers see this at the end of every factsheet. A clinical reviewer signs every change."),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = "disclaimer"
        verbose_name_plural = "disclaimer"
        constraints = [models.CheckConstraint(condition=models.Q(only_one=True), name="disclaimer_only_one")]

    @override
    def went_live(self, revision: Revision, *, user: AbstractBaseUser | None) -> None:
        renew_versions(self, user)

    @override
    def what_is_missing(self) -> list[str]:
        return [] if self.text.strip() else ["Write the disclaimer."]
