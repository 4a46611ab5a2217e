"""The ways in which one field of a form is spoilt."""

from __future__ import annotations

import json
from collections.abc import Iterator

OVERLONG = "x" * 300_000
HUGE = "9" * 30


def _rich(text: str) -> str:
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {},
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {}})


#: By what is wrong with it.
VALUES: dict[str, list[str]] = {
    "missing": [],
    "empty": [""],
    "NUL": ["a\x00b"],
    "overlong": [OVERLONG],
    "huge": [HUGE],
    "beyond 64 bits": [str(2**63)],
    "negative": ["-1"],
    "words": ["no such thing 🙂"],
    "doubled": ["1", "2"],
    "NUL in rich text": [_rich("a\x00b")],
    "half a surrogate in rich text": [_rich("a\ud800b")],
    "rich text cut off": ['{"blocks": [{"key": "a", "te'],
    "rich text of the wrong kind": ['{"blocks": 5, "entityMap": []}'],
    "a list": ["[1, {}]"],
    "null": ["null"],
    "a day that is none": ["2025-02-31"],
    "the last of days": ["9999-12-31 23:59"],
}


def spoilt(fields: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The form with one field spoilt in one way, for each field and way; named by both."""
    for name in fields:
        for what, values in VALUES.items():
            yield f"{name}: {what}", fields | {name: values}


def all_spoilt(fields: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The form with all fields but the counts of its rows spoilt in the same way."""
    for what, values in VALUES.items():
        yield f"all: {what}", {name: kept if name.endswith("_FORMS") else values for name, kept in fields.items()}
