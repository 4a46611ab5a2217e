"""The words that a factsheet shares with all others: headings, safety advice, disclaimer."""

from __future__ import annotations

from typing import NamedTuple

from .governed_text import Disclaimer, SafetyAdvice


class SharedWords(NamedTuple):
    headings: dict[str, str]
    safety_advice: SafetyAdvice | None
    disclaimer: Disclaimer | None


def shared_words_now(headings: dict[str, str]) -> SharedWords:
    return SharedWords(
        headings=headings,
        safety_advice=SafetyAdvice.objects.in_force().first(),
        disclaimer=Disclaimer.objects.in_force().first(),
    )
