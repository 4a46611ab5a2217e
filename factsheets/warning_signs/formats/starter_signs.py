"""What the files of the starter library say about warning signs: the first signs, and the first phrases to try them on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from .recogniser import Sign

STARTER = Path(__file__).parents[2] / "starter"


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
        for each in yaml.safe_load((STARTER / "warning_signs.yaml").read_text(encoding="utf-8"))
    )


def starter_warning_phrases() -> list[tuple[str, str]]:
    """Phrases of the first list, each with the warning that it should bring."""
    rows = (STARTER / "warning_phrases.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t", 1) for row in rows if row.strip() and not row.startswith("#"))
    return [(phrase.strip(), expected.strip()) for expected, phrase in pairs]
