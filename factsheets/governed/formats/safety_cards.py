"""The safety advice as cards: one for each level of urgency, told apart by words as well as colour."""

from typing import NamedTuple


class SafetyCard(NamedTuple):
    """One level of urgency, and the signs that call for it."""

    level: str  # emergency, urgent, non_urgent
    prefix: str  # read out by screen readers before the heading
    heading: str
    points: list[str]


_PREFIXES = {
    "emergency": "Immediate action required: ",
    "urgent": "Urgent advice: ",
    "non_urgent": "Non-urgent advice: ",
}


def safety_cards(advice: object) -> list[SafetyCard]:
    """Cards in order of urgency. `advice` has `<level>_heading` and `<level>_points` (one a line) for each level."""
    cards = []
    for level, prefix in _PREFIXES.items():
        points = [line.strip() for line in getattr(advice, f"{level}_points").splitlines() if line.strip()]
        if points:
            cards.append(
                SafetyCard(level, prefix, f"{getattr(advice, f'{level}_heading').rstrip(':')}:", points)
            )
    return cards


def emergency_parts(advice: object | None) -> dict[str, object]:
    """The context of a page that has no safety advice of its own, but puts the emergency card first."""
    cards = safety_cards(advice) if advice else []
    return {
        "safety_advice": advice,
        "emergency_cards": [card for card in cards if card.level == "emergency"],
    }
