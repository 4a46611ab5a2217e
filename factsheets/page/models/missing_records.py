"""What a factsheet names and cannot go live with: records that are gone, and choices that are no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Field, Model

from factsheets.signing.models.signed_off import SignedOff

#: Where the rows stand on the editing screen.
_TABS = {
    "suitabilities": "Might it help?",
    "citations": "Sources",
    "associations": "Who gives it",
    "related_items": "Relevant information",
}


def what_is_gone(factsheet: SignedOff) -> list[str]:
    """One sentence for each, in the order of the tabs. Only a revision can name such things, never a row in use."""
    sentences = [
        f"About: the {label} “{record}” has been deleted. Choose another."
        for label, record in _gone(factsheet)
    ]
    sentences += [
        f"About: “{value}” is no choice any more for “{field.verbose_name}”. Choose again."
        for field, value in _unknown(factsheet)
    ]
    for relation, tab in _TABS.items():
        for row in getattr(factsheet, relation).all():
            sentences += [
                f"{tab}: “{record}” has been deleted. Take the row out, or choose another."
                for _, record in _gone(row)
            ]
            sentences += [
                f"{tab}: in the row “{row}”, “{value}” is no choice any more for “{field.verbose_name}”. Choose again."
                for field, value in _unknown(row)
            ]
    return sentences


def _gone(instance: Model) -> Iterator[tuple[str, object]]:
    """A stand-in is always there with its row, so nothing is asked of the database."""
    for name, record in instance._state.fields_cache.items():
        if getattr(record, "is_gone", False):
            field: Any = instance._meta.get_field(name)
            yield str(field.verbose_name), record


def _unknown(instance: Model) -> Iterator[tuple[Field[object, object], object]]:
    for field in instance._meta.local_concrete_fields:
        value = getattr(instance, field.attname)
        if field.choices and value and value not in dict(field.flatchoices):
            yield field, value
