"""Questions as people type them, each with the factsheet that they mean."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

QUESTIONS = Path(__file__).parent / "questions.csv"


class Question(NamedTuple):
    how: str
    question: str
    first: str


def questions() -> list[Question]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return [Question(**row) for row in csv.DictReader(file)]
