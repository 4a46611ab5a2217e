"""What the files of the starter library say beside the factsheets: governed texts, and the warning signs."""

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


def starter_warning_advice(level: str) -> dict[str, str]:
    """The fields of the example warning advice of one level."""
    return warning_advice_in(_read("governed_texts.yaml"), level)


def warning_advice_in(governed_texts: Any, level: str) -> dict[str, str]:
    """The fields of the warning advice of one level, as a file of governed texts has them."""
    written = governed_texts["warning_advice"][level]
    return {
        "heading": written["heading"],
        "text": written["text"].strip(),
        "phones": "\n".join(written["phones"]),
    }


@cache
def starter_warning_signs() -> tuple[Sign, ...]:
    """The first warning signs, the most urgent first."""
    return tuple(
        Sign(
            name=each["name"],
            level=each["level"],
            **{
                part: tuple(str(line) for line in each.get(part) or ())
                for part in ("about", "wrong", "leaves_alone")
            },
        )
        for each in _read("warning_signs.yaml")
    )


def starter_warning_phrases() -> list[tuple[str, str]]:
    """Phrases of the first list, each with the warning that it should bring."""
    rows = (STARTER / "warning_phrases.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t", 1) for row in rows if row.strip() and not row.startswith("#"))
    return [(phrase.strip(), expected.strip()) for expected, phrase in pairs]


def _read(name: str) -> Any:
    return yaml.safe_load((STARTER / name).read_text(encoding="utf-8"))
