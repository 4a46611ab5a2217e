"""What somebody whose words have a warning sign is told, by the signs that staff keep."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from factsheets.governed.models.warning_advice import WarningAdvice, warning_advice
from factsheets.warning_signs.formats.recogniser import Recogniser
from factsheets.warning_signs.models.warning_sign import WarningSign, as_signs


class Warning(NamedTuple):
    """A level, and what is told to whoever has a sign of it."""

    level: str
    advice: WarningAdvice


def warnings_for(q: str) -> list[Warning]:
    """One for each level of which `q` has a sign, the most urgent first."""
    return [Warning(level, warning_advice(level)) for level in recogniser().levels_in(q)] if q.strip() else []


def recogniser() -> Recogniser:
    """Made of the signs in force. As long as they stay the same, in this process or another, it is made once.

    The signs themselves are the stamp: a few kilobytes in one query, and no change of them can be missed.
    """
    return _made_of(WarningSign.objects.rows())


@lru_cache(maxsize=4)
def _made_of(rows: tuple[tuple[str, ...], ...]) -> Recogniser:
    return Recogniser(as_signs(rows))
