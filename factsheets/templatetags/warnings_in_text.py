"""The cards for whoever typed a warning sign into a field that is for something else."""

from __future__ import annotations

from django import template

from factsheets.governed.formats.warning_cards import WarningCard
from factsheets.warning_signs.cards import cards_of
from factsheets.warning_signs.warnings import warnings_for

register = template.Library()


@register.simple_tag
def cards_for(typed: str) -> list[WarningCard]:
    """As warning_cards.html wants them; none for an empty field."""
    return cards_of(warnings_for(typed))
