"""New words for what signed texts share, waiting for a signature: readers see the old ones until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.text import capfirst

from factsheets.signing.formats.clinical_content import Content, Part, Row
from factsheets.signing.formats.readers_words import SHARED_WORDING

from .carried_wording import CarriedWording
from .proposed_change import ProposedChange, ProposedChangeQuerySet, decided_by_somebody


class WordingChangeQuerySet(ProposedChangeQuerySet["WordingChange"]):
    """Changes by record, and those that wait."""

    def of(self, record: models.Model) -> Self:
        """The changes of one record, the latest first."""
        return self.filter(kind=record._meta.model_name, record_id=record.pk)


class WordingChange(ProposedChange):
    """New words for one record, proposed once and decided once; of each record one change at most waits."""

    class Outcome(models.TextChoices):
        """How it ended; empty while it waits."""

        SIGNED_OFF = "signed_off", "Sign off these words"
        DECLINED = "declined", "Decline them: the old words stay"
        TAKEN_BACK = "taken_back", "Taken back"

    kind = models.CharField(max_length=20, choices=[(name, name) for name in SHARED_WORDING])
    record_id = models.BigIntegerField()
    record_name = models.CharField(
        max_length=320, help_text="How the record was called when it was proposed."
    )
    before = models.JSONField(help_text="The words in force, by field.")
    after = models.JSONField(help_text="The words proposed, by field.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    objects = WordingChangeQuerySet.as_manager()

    class Meta(ProposedChange.Meta):
        verbose_name = "wording change"
        verbose_name_plural = "wording changes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(SHARED_WORDING)), name="wording_change_kind_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "record_id"], condition=models.Q(outcome=""), name="wording_change_waits_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at=None)
                | models.Q(outcome__in=["signed_off", "declined", "taken_back"], decided_at__isnull=False),
                name="wording_change_decided_at_some_time",
            ),
            decided_by_somebody("wording_change_decided_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"“{self.record_name}”: new words"

    @property
    def record(self) -> CarriedWording | None:
        """What is to have the new words; None when it is gone."""
        model = apps.get_model("factsheets", self.kind)
        record: CarriedWording | None = model._base_manager.filter(pk=self.record_id).first()
        return record

    @property
    def decided_as(self) -> str:
        """What somebody has done with it, inside a sentence; the choices are what they were asked."""
        return _DECIDED[WordingChange.Outcome(self.outcome)]

    @property
    def kind_in_words(self) -> str:
        """What its record is called among staff, such as “condition”."""
        return str(apps.get_model("factsheets", self.kind)._meta.verbose_name)

    def words(self, wording: Mapping[str, object]) -> Content:
        """The words by field, under the labels of the form."""
        model: Any = apps.get_model("factsheets", self.kind)
        return [
            Part(
                part=name,
                label=capfirst(str(model._meta.get_field(name).verbose_name)),
                words=value_in_words(model, name, value),
            )
            for name, value in wording.items()
        ]

    def content(self, carriers: Iterable[models.Model]) -> Content:
        """All that a decision is about: the old words, the new ones, and the texts that carry them."""
        rows = [Row(subject=str(page), kind="factsheet", note="") for page in carriers]
        return [
            *(part | {"part": f"before:{part['part']}"} for part in self.words(self.before)),
            *self.words(self.after),
            Part(part="carriers", label="Factsheets that carry these words", rows=rows),
        ]


_DECIDED = {
    WordingChange.Outcome.SIGNED_OFF: "signed off",
    WordingChange.Outcome.DECLINED: "declined",
    WordingChange.Outcome.TAKEN_BACK: "taken back",
}


def value_in_words(model: type[models.Model], name: str, value: object) -> str:
    """The value of a field as people read it."""
    choices = dict(getattr(model._meta.get_field(name), "flatchoices", ()))
    return "" if value is None else str(choices.get(value, value))


def close_what_waits(sender: type[models.Model], instance: models.Model, **_options: object) -> None:
    """Handler of `post_delete`: nobody can sign words of a record that is gone."""
    WordingChange.objects.of(instance).waiting().update(
        outcome=WordingChange.Outcome.TAKEN_BACK,
        decided_at=timezone.now(),
        decided_by_name="Nobody: the record was deleted",
    )


def close_with_the_record() -> None:
    """Close what waits for a record that is deleted. To be called once, when all models are loaded."""
    for model in apps.get_models():
        if issubclass(model, CarriedWording):
            post_delete.connect(close_what_waits, sender=model, dispatch_uid=f"factsheets.wording_{model}")
