"""The table of what is kept, in words; and the operations guide, which has the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from backcare.retention import KEPT, RECORD, Retention, in_plain_words

GUIDE = Path(__file__).resolve().parents[2] / "docs/operations.md"
BEGIN, END = "| what is kept | how long | and then | deleted by |\n|---|---|---|---|\n", "\n\n"


def row_of(each: Retention) -> str:
    """Its line in the guide; a time that a setting gives is named by the setting."""
    time = f"`{each.setting}` {each.since}" if each.setting else each.in_words
    return f"| {each.what} | {time} | {each.then} | {each.deleter} |"


def test_the_operations_guide_has_the_same_table() -> None:
    _, begin, rest = GUIDE.read_text(encoding="utf-8").partition(BEGIN)
    assert begin
    assert rest.partition(END)[0].splitlines() == [row_of(each) for each in KEPT]


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=365), "1 year"),
        (timedelta(days=366), "366 days"),
        (timedelta(days=1095), "3 years"),
    ],
)
def test_times_in_words(time: timedelta, said: str) -> None:
    assert in_plain_words(time) == said


def test_what_stays_for_good_has_no_time() -> None:
    assert RECORD.in_words == "For good"
    with pytest.raises(ValueError, match="No time ends this"):
        _ = RECORD.time
