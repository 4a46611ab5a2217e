"""Phrases that try the warning signs, out of a CSV file: read, checked as a person's form would, all taken in or none."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from factsheets.exchange.shared_records import ExchangeError
from factsheets.language.masking import masked
from factsheets.language.vocabulary import ExpectedWarning
from factsheets.warning_signs.models.warning_phrase import WarningPhrase

#: The columns of the file, as it leaves and as it comes back.
COLUMNS = ("phrase", "expected")
MOST_BYTES = 1_000_000
#: Each is checked as a form of its own: 4,800 took 8 seconds.
_MOST_ROWS = 1_000
#: How a spreadsheet of today begins.
_ZIP = b"PK\x03\x04"
_LEVELS = {word.casefold(): value for value, label in ExpectedWarning.choices for word in (value, label)}


class PhraseRow(NamedTuple):
    """A row of the file: the line on which it ends, and its cells by column."""

    line: int
    phrase: str
    expected: str


class CheckedPhrases(NamedTuple):
    """What a file would bring; while there is a sentence in `faults`, nothing of it can be taken in."""

    new: list[WarningPhrase]
    changed: list[WarningPhrase]
    unchanged: list[WarningPhrase]
    faults: list[str]


def read_phrases(file: bytes) -> list[PhraseRow]:
    """The rows below the headings, blank ones left out. Raises ExchangeError with what is wrong with the whole file."""
    if len(file) > MOST_BYTES:
        raise ExchangeError("The file is larger than one megabyte. Split it.")
    text = _text_of(file)
    lines = csv.reader(io.StringIO(text), delimiter=_separator(text.partition("\n")[0]), strict=True)
    try:
        headings = [heading.strip().casefold() for heading in next(lines, [])]
        if not set(COLUMNS) <= set(headings):
            raise ExchangeError("The first line has to name the columns: phrase, expected.")
        if twice := [name for name in COLUMNS if headings.count(name) > 1]:
            raise ExchangeError(f"The first line names the column “{twice[0]}” twice. Leave one of them out.")
        rows = [
            _row(lines.line_num, dict(zip(headings, cells, strict=False))) for cells in lines if any(cells)
        ]
    except csv.Error as fault:
        raise ExchangeError(
            f"Line {lines.line_num} cannot be read. Often a quotation mark is missing on it or above it."
        ) from fault
    if len(rows) > _MOST_ROWS:
        raise ExchangeError(f"The file has more than {_MOST_ROWS:,} rows. Split it.")
    if not rows:
        raise ExchangeError("The file has no rows below its headings.")
    return rows


def _text_of(file: bytes) -> str:
    """Its text, with the line ends of any system. Raises ExchangeError if it is none."""
    if file.startswith(_ZIP):
        raise ExchangeError("This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” first.")
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ExchangeError("The file is not in UTF-8. Save it as “CSV UTF-8”.") from fault
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(first_line: str) -> str:
    """What stands between the columns: some programs write semicolons or tabs."""
    return next((sign for sign in ("\t", ";") if sign in first_line), ",")


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
def take_in_phrases(checked: CheckedPhrases, *, by: AbstractBaseUser | AnonymousUser) -> None:
    """Store what is new or has another level. Raises ExchangeError where a row is wrong; then nothing is stored."""
    if checked.faults:
        raise ExchangeError(" ".join(checked.faults))
    for action, phrases in (("wagtail.create", checked.new), ("wagtail.edit", checked.changed)):
        for phrase in phrases:
            phrase.save()
            log(instance=phrase, action=action, user=by, content_changed=True)


def _check(row: PhraseRow, known: WarningPhrase | None, checked: CheckedPhrases) -> None:
    before = known.expected if known else None
    if row.expected not in ExpectedWarning.values:
        said = (
            f"“{row.expected}” is no warning that a phrase can bring"
            if row.expected
            else "no warning is named"
        )
        checked.faults.append(f"Line {row.line}: {said}. Write one of: {', '.join(ExpectedWarning.values)}.")
        return
    phrase = known or WarningPhrase(phrase=row.phrase)
    phrase.expected = row.expected
    try:
        phrase.full_clean()
    except ValidationError as refusal:
        # Of several about one cell the last is ours, in plain words.
        checked.faults.extend(
            f"Line {row.line}, {name}: {faults[-1]}" for name, faults in refusal.message_dict.items()
        )
        return
    where = checked.new if known is None else checked.changed if before != row.expected else checked.unchanged
    where.append(phrase)


def _row(line: int, cells: dict[str, str]) -> PhraseRow:
    phrase, expected = (cells.get(name, "").strip() for name in COLUMNS)
    return PhraseRow(line, phrase, _LEVELS.get(expected.casefold(), expected))
