"""The advice on a warning sign as a card: whom to call now, told apart by words as well as colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from factsheets.language.vocabulary import WarningLevel

from .phone_lines import Phone
from .safety_cards import SafetyCard, safety_cards


class WarningCard(NamedTuple):
    """What to do now, for one level of warning."""

    level: str  # policy.WarningLevel; also the anchor of the card
    prefix: str  # read out by screen readers before the heading
    heading: str
    paragraphs: list[str]
    phones: list[Phone]
    #: What the safety advice says of the same level: when to do so.
    safety_card: SafetyCard | None
    is_starter_example: bool


_PREFIXES = {
    WarningLevel.EMERGENCY: "Immediate action required: ",
    WarningLevel.CRISIS: "Immediate action required: ",
    WarningLevel.URGENT: "Urgent advice: ",
}


def warning_cards(advices: Iterable[tuple[str, object]], safety_advice: object | None) -> list[WarningCard]:
    """One card for each level and its advice, in their order, and with it what the safety advice says of that level."""
    by_level = {card.level: card for card in safety_cards(safety_advice)} if safety_advice else {}
    return [_card(level, advice, by_level.get(level), safety_advice) for level, advice in advices]


def _card(level: str, advice: Any, safety_card: SafetyCard | None, safety_advice: Any | None) -> WarningCard:
    return WarningCard(
        level=level,
        prefix=_PREFIXES[WarningLevel(level)],
        heading=advice.heading,
        paragraphs=advice.paragraphs,
        phones=list(advice.phone_links),
        safety_card=safety_card,
        is_starter_example=advice.is_starter_example
        or bool(safety_card and getattr(safety_advice, "is_starter_example", False)),
    )
