"""What the files of the starter library say beside the factsheets: governed texts, and words behind the search."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .warning_signs import Sign

STARTER = Path(__file__).parent.parent / "starter"


@cache
def starter_safety_advice() -> dict[str, str]:
    """The points of each card of the example safety advice, one on each line, by the field that holds them."""
    written = _read("governed_texts.yaml")["safety_advice"]
    return {name: "\n".join(points) for name, points in written.items()}


@cache
def starter_emergency_words() -> tuple[str, ...]:
    """What somebody may type whom the emergency card of the example is for."""
    return tuple(_read("search_words.yaml")["emergency_words"])


@cache
def starter_warning_signs() -> tuple[Sign, ...]:
    """The signs by which somebody who types a few words is seen to be in danger."""
    return tuple(
        Sign(
            written["name"],
            written["level"],
            *(tuple(written.get(part, ())) for part in ("about", "wrong", "leaves_alone")),
        )
        for written in _read("warning_signs.yaml")
    )


def _read(name: str) -> Any:
    return yaml.safe_load((STARTER / name).read_text(encoding="utf-8"))
