"""The cards for whoever may be in danger by the words that they typed."""

from __future__ import annotations

from factsheets.governed.formats.warning_cards import WarningCard, warning_cards
from factsheets.governed.models.governed_text import SafetyAdvice
from factsheets.language.vocabulary import WarningLevel

from .warnings import Warning


def cards_of(warnings: list[Warning]) -> list[WarningCard]:
    """Who may have to call 999 is told when to."""
    is_emergency = any(warning.level == WarningLevel.EMERGENCY for warning in warnings)
    return warning_cards(most_urgent(warnings), SafetyAdvice.for_emergencies() if is_emergency else None)


def most_urgent(warnings: list[Warning]) -> list[Warning]:
    """Who may have to call 999 is not told to call 111 as well."""
    is_emergency = any(warning.level == WarningLevel.EMERGENCY for warning in warnings)
    return [each for each in warnings if not (is_emergency and each.level == WarningLevel.URGENT)]
