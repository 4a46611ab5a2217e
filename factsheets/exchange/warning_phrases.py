"""Phrases that try the warning signs, out of a CSV file: read, checked as a person's form would, all taken in or none."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from factsheets.formats.masking import masked
from factsheets.models import WarningPhrase
from factsheets.policy import ExpectedWarning

from .records import ExchangeError

#: The columns of the file, as it leaves and as it comes back.
COLUMNS = ("phrase", "expected")
MOST_BYTES = 1_000_000
_MOST_ROWS = 5_000
_LEVELS = {word.casefold(): value for value, label in ExpectedWarning.choices for word in (value, label)}


class PhraseRow(NamedTuple):
    """A row of the file: the line on which it ends, and its cells by column."""

    line: int
    phrase: str
    expected: str


class CheckedPhrases(NamedTuple):
    new: list[WarningPhrase]
    changed: list[WarningPhrase]
    unchanged: list[WarningPhrase]
    faults: list[str]


def read_phrases(file: bytes) -> list[PhraseRow]:
    """The rows below the headings, blank ones left out. Raises ExchangeError with what is wrong with the whole file."""
    if len(file) > MOST_BYTES:
        raise ExchangeError("The file is larger than one megabyte. Split it.")
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ExchangeError("The file is not in UTF-8. Save it as “CSV UTF-8”.") from fault
    lines = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    try:
        headings = [heading.strip().casefold() for heading in next(lines, [])]
        if not set(COLUMNS) <= set(headings):
            raise ExchangeError("The first line has to name the columns: phrase, expected.")
        rows = [
            _row(lines.line_num, dict(zip(headings, cells, strict=False))) for cells in lines if any(cells)
        ]
    except csv.Error as fault:
        raise ExchangeError(f"Line {lines.line_num} cannot be read as CSV: {fault}.") from fault
    if len(rows) > _MOST_ROWS:
        raise ExchangeError(f"The file has more than {_MOST_ROWS:,} rows. Split it.")
    if not rows:
        raise ExchangeError("The file has no rows below its headings.")
    return rows


def check_phrases(rows: list[PhraseRow]) -> CheckedPhrases:
    """What the rows would bring, and a sentence for each that is wrong."""
    there = {each.phrase.casefold(): each for each in WarningPhrase.objects.all()}
    checked = CheckedPhrases([], [], [], [])
    lines: dict[str, int] = {}
    for row in rows:
        key = masked(" ".join(row.phrase.split())).casefold()
        if key in lines:
            checked.faults.append(f"Line {row.line}: “{row.phrase}” stands on line {lines[key]} already.")
            continue
        lines[key] = row.line
        _check(row, there.get(key), checked)
    return checked


@transaction.atomic
def take_in_phrases(checked: CheckedPhrases, *, by: Any) -> None:
    """Store what is new or has another level. Raises ExchangeError where a row is wrong; then nothing is stored."""
    if checked.faults:
        raise ExchangeError(" ".join(checked.faults))
    for action, phrases in (("wagtail.create", checked.new), ("wagtail.edit", checked.changed)):
        for phrase in phrases:
            phrase.save()
            log(instance=phrase, action=action, user=by, content_changed=True)


def _check(row: PhraseRow, known: WarningPhrase | None, checked: CheckedPhrases) -> None:
    before = known.expected if known else None
    phrase = known or WarningPhrase(phrase=row.phrase)
    phrase.expected = row.expected
    try:
        phrase.full_clean()
    except ValidationError as refusal:
        checked.faults.extend(
            f"Line {row.line}, {name}: {fault}"
            for name, faults in refusal.message_dict.items()
            for fault in faults
        )
        return
    where = checked.new if known is None else checked.changed if before != row.expected else checked.unchanged
    where.append(phrase)


def _row(line: int, cells: dict[str, str]) -> PhraseRow:
    phrase, expected = (cells.get(name, "").strip() for name in COLUMNS)
    return PhraseRow(line, phrase, _LEVELS.get(expected.casefold(), expected))
