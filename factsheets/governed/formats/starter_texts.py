"""What the files of the starter library say beside the factsheets: the governed texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

STARTER = Path(__file__).parents[2] / "starter"


@cache
def starter_safety_advice() -> dict[str, str]:
    """The points of each card of the example safety advice, one on each line, by the field that holds them."""
    written = _read("governed_texts.yaml")["safety_advice"]
    return {name: "\n".join(points) for name, points in written.items()}


def starter_warning_advice(level: str) -> dict[str, str]:
    """The fields of the example warning advice of one level."""
    return warning_advice_in(_read("governed_texts.yaml"), level)


def warning_advice_in(governed_texts: Mapping[str, Any], level: str) -> dict[str, str]:
    """The fields of the warning advice of one level, as a file of governed texts has them."""
    written = governed_texts["warning_advice"][level]
    return {
        "heading": written["heading"],
        "text": written["text"].strip(),
        "phones": "\n".join(written["phones"]),
    }


def _read(name: str) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load((STARTER / name).read_text(encoding="utf-8"))
    return written
