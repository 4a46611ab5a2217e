"""How a matter that waited for a review is settled, as far as the database has its say."""

from __future__ import annotations

from django.db import models

from factsheets.language.vocabulary import Settlement


def set_aside_with_reason(name: str) -> models.CheckConstraint:
    """The constraint of this name: `settled_note` says why a matter was set aside."""
    return models.CheckConstraint(
        condition=~models.Q(settled_as=Settlement.SET_ASIDE, settled_note=""), name=name
    )
