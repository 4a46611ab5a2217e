"""The words that a factsheet shares with all others: headings, safety advice, disclaimer."""

from __future__ import annotations

from typing import NamedTuple

from .governed_text import Disclaimer, SafetyAdvice


class SharedWords(NamedTuple):
    """The headings by part, and the governed texts in force; None where none is."""

    headings: dict[str, str]
    safety_advice: SafetyAdvice | None
    disclaimer: Disclaimer | None


def shared_words_now(headings: dict[str, str]) -> SharedWords:
    """Them with the governed texts of this moment, in two queries."""
    return SharedWords(
        headings=headings,
        safety_advice=SafetyAdvice.objects.in_force().first(),
        disclaimer=Disclaimer.objects.in_force().first(),
    )
