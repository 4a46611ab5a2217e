"""Takes what was counted into the database, where no reader waits for it: from files of the site, or from a log."""

from __future__ import annotations

import logging
import os
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from backcare.reading_counts import Counts, is_page, is_program, taken_from, written_counts
from factsheets.reading_figures.formats.log_lines import is_of_this_form, logged_reading
from factsheets.reading_figures.models.counted_log import CountedLog
from factsheets.reading_figures.models.reading_count import ReadingCount

logger = logging.getLogger(__name__)

_PACKED = (".gz", ".bz2", ".xz", ".zst")


def gather_counts() -> int:
    """Take in all files that wait; how many readings. Each counts once, whoever takes it: it is gone with the commit."""
    readings = 0
    for file in written_counts():
        try:
            with transaction.atomic(), taken_from(file) as counts:
                ReadingCount.objects.add(counts)
        except FileNotFoundError:  # somebody else took it in at the same time
            continue
        except ValueError:
            logger.error("%s holds no counts of readings, and is set aside.", file)
            file.replace(file.with_suffix(".unreadable"))
            continue
        readings += counts.total()
    return readings


def forget_counts(now: datetime) -> int:
    """Delete the counts whose time is over; how many. For the daily job."""
    return ReadingCount.objects.forget(now)


class CountedLines(NamedTuple):
    """Of the lines that nobody had counted yet: those that are readings, and those of another form."""

    readings: int
    unread: int


class NoLogToCount(Exception):
    """A file whose lines are counted with another, or cannot be read; the message is a sentence."""


class _Part(NamedTuple):
    path: Path
    begin: int


@transaction.atomic
def count_log(path: Path) -> CountedLines:
    """Count the lines of a log that are new since the last time; of one that was put aside meanwhile too (`….1`).

    Raises `NoLogToCount` for what was put aside by itself: its lines would count twice.
    """
    _refuse_what_was_put_aside(path)
    known, _ = CountedLog.objects.select_for_update().get_or_create(path=str(path))
    counts: Counts = Counter()
    unread = position = 0
    for part in _parts(path, known):
        with part.path.open("rb") as file:
            found = os.fstat(file.fileno())
            position = part.begin
            file.seek(position)
            for line in file:
                if not line.endswith(b"\n"):
                    break  # it is being written
                position += len(line)
                unread += not _count(line.decode("utf-8", "replace").rstrip("\n"), counts)
        known.inode, known.position = found.st_ino, position
    known.save()
    ReadingCount.objects.add(counts)
    return CountedLines(counts.total(), unread)


def _refuse_what_was_put_aside(path: Path) -> None:
    if path.suffix in _PACKED:
        raise NoLogToCount(f"{path} is packed. Unpack it under a name of its own, then count that.")
    log = CountedLog.objects.filter(inode=path.stat().st_ino).exclude(path=str(path)).first()
    if log is not None and path.name.startswith(f"{Path(log.path).name}."):
        raise NoLogToCount(f"{path} was {log.path} and is counted with it. Count {log.path} instead.")


def _parts(path: Path, known: CountedLog) -> list[_Part]:
    found = path.stat()
    if found.st_ino == known.inode and found.st_size >= known.position:
        return [_Part(path, known.position)]
    aside = path.with_name(f"{path.name}.1")
    if known.position and aside.is_file() and aside.stat().st_ino == known.inode:
        return [_Part(aside, known.position), _Part(path, 0)]
    return [_Part(path, 0)]


def _count(line: str, counts: Counts) -> bool:
    """Whether the line is one of this log."""
    read = logged_reading(line)
    if read is None:
        return is_of_this_form(line)
    if read.status in (200, 304) and is_page(read.address) and not is_program(read.agent):
        counts[read.day, read.address] += 1
    return True


def counted_since() -> date | None:
    """The first day of which there are counts; None before any."""
    return ReadingCount.objects.order_by("day").values_list("day", flat=True).first()
