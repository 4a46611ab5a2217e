"""Words of a record, or of the library, that signed texts carry: changed with a clinician's signature only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from typing_extensions import override
from wagtail.models import Page

from factsheets.language.vocabulary import WordingNeedsSignature
from factsheets.signing.formats.readers_words import SHARED_WORDING

from .sign_off import SignOff


class CarriedWording(models.Model):
    """May a shared record, or the library, have other words? Not while a text that a clinician has ever signed carries
    the stored ones.

    It takes `save` of Django, which Wagtail's `Page` and modelcluster's `ClusterableModel` extend, and stands before both:
    `take_over` goes on to what stands behind it, and after them it would leave out their part, the addresses and rows.
    """

    class Meta:
        abstract = True

    @override
    def save(self, *args: object, **kwargs: Any) -> None:
        if self._has_other_words(kwargs.get("update_fields")) and self.is_under_signature():
            raise WordingNeedsSignature(
                f"“{self}” stands on factsheets that a clinician has signed off. Propose its new words: a clinical "
                "reviewer signs them once for all of these factsheets."
            )
        super().save(*args, **kwargs)

    @property
    def worded_fields(self) -> tuple[str, ...]:
        """The names of the fields whose words signed texts carry."""
        return SHARED_WORDING.get(str(self._meta.model_name), ())

    @property
    def name_of_words(self) -> str:
        """What a change of the words is called."""
        return str(self)

    def wording(self) -> dict[str, object]:
        """The words as they stand in this object."""
        return {name: getattr(self, name) for name in self.worded_fields}

    def words_that_wait(self) -> str:
        """The new words that are proposed and not signed yet, line by line; empty where none wait."""
        changes = apps.get_model("factsheets", "WordingChange")._default_manager
        waiting = changes.filter(kind=str(self._meta.model_name), record_id=self.pk, outcome="").first()
        return (
            "\n".join(f"{name}: {words}" for name, words in waiting.after.items() if words) if waiting else ""
        )

    def stored_wording(self) -> dict[str, Any] | None:
        """The words as they are in force; None for a record that is not stored yet."""
        if not self.pk or not self.worded_fields:
            return None
        stored: dict[str, Any] | None = (
            type(self)._base_manager.filter(pk=self.pk).values(*self.worded_fields).first()
        )
        return stored

    def carriers(self) -> Sequence[Page]:
        """Every factsheet that carries the words, in public or in its draft."""
        raise NotImplementedError

    def is_under_signature(self) -> bool:
        """Whether a factsheet that carries the words has ever been signed off."""
        carried = [page.pk for page in self.carriers()]
        return SignOff.objects.filter(factsheet__in=carried, outcome=SignOff.Outcome.SIGNED_OFF).exists()

    def _has_other_words(self, fields: Iterable[str] | None) -> bool:
        """Whether saving these fields, or all, would change words that are in force."""
        stored = self.stored_wording() or {}
        saved = (
            self.worded_fields
            if fields is None
            else [name for name in self.worded_fields if name in set(fields)]
        )
        return any(stored[name] != getattr(self, name) for name in saved if name in stored)

    def take_over(self, wording: Mapping[str, object]) -> None:
        """Put signed words into force. For the verb that has asked for the signature alone."""
        for name, value in wording.items():
            setattr(self, name, value)
        super().save()


def kinds_of_records() -> list[type[CarriedWording]]:
    """The kinds of record whose words signed texts carry; the library, whose headings they carry too, is a page."""
    kinds = [model for model in apps.get_models() if issubclass(model, CarriedWording)]
    return [
        model for model in kinds if model._meta.model_name in SHARED_WORDING and not issubclass(model, Page)
    ]
