"""The ways in which one field of a form is spoilt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle

OVERLONG = "x" * 300_000
HUGE = "9" * 30


def _rich(text: str) -> str:
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {},
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {}})


#: How many fields of one form are spoilt alone; a form with more has a few of them spoilt together.
_ALONE = 13

#: By what is wrong with it.
VALUES: dict[str, list[str]] = {
    "missing": [],
    "empty": [""],
    "NUL": ["a\x00b"],
    "overlong": [OVERLONG],
    "beyond 64 bits": [HUGE],
    "negative": ["-1"],
    "words": ["no such thing 🙂"],
    "doubled": ["1", "2"],
    "NUL in formatted text": [_rich("a\x00b")],
    "half a letter in formatted text": [_rich("a\ud800b")],
    "formatted text cut off": ['{"blocks": [{"key": "a", "te'],
    "formatted text of another kind": ['{"blocks": 5, "entityMap": []}'],
    "the last of days": ["9999-12-31 23:59"],
}


def spoilt(fields: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The form with all fields spoilt in the same way, for each way; then with one field alone, or a few of many.

    The ways take turns, so that many forms have met all of them.
    """
    for what, values in VALUES.items():
        yield f"all: {what}", {name: kept if _is_count(name) else values for name, kept in fields.items()}
    names = [name for name in fields if not _is_count(name)]
    rounds = min(len(names), _ALONE)
    for start, (what, values) in zip(range(rounds), cycle(VALUES.items()), strict=False):
        chosen = names[start::rounds]
        yield f"{', '.join(chosen)}: {what}", fields | dict.fromkeys(chosen, values)
    for name in filter(_is_count, fields):
        for what in ("missing", "beyond 64 bits"):
            yield f"{name}: {what}", fields | {name: VALUES[what]}


def _is_count(name: str) -> bool:
    return name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS"))
