"""What somebody whose words have a warning sign is told, by the signs that staff keep."""

from __future__ import annotations

from typing import NamedTuple

from factsheets.governed.models.warning_advice import WarningAdvice, warning_advice
from factsheets.warning_signs.formats.recogniser import Recogniser, Sign
from factsheets.warning_signs.models.warning_sign import WarningSign


class Warning(NamedTuple):
    """A level, and what is told to whoever has a sign of it."""

    level: str
    advice: WarningAdvice


class _Known(NamedTuple):
    signs: tuple[Sign, ...]
    recogniser: Recogniser


_known: list[_Known] = []


def warnings_for(q: str) -> list[Warning]:
    """One for each level of which `q` has a sign, the most urgent first."""
    return [Warning(level, warning_advice(level)) for level in recogniser().levels_in(q)] if q.strip() else []


def recogniser() -> Recogniser:
    """Made of the signs in force. As long as they stay the same, in this process or another, it is made once.

    The signs themselves are the stamp: a few kilobytes in one query, and no change of them can be missed.
    """
    signs = WarningSign.objects.signs()
    if not _known or _known[0].signs != signs:
        _known[:] = [_Known(signs, Recogniser(signs))]
    return _known[0].recogniser
