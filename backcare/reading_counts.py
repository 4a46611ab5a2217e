"""How often each address was read on a day: counted in memory, written to a file now and then, and nothing about who read.

Whoever hands out a page counts it: the application, the processes that hand out files, and `manage.py count_readers` for a web
server in front. What was counted lies in a folder until somebody takes it from there into the database, so that no reader waits
for the database and none is forgotten while it is away. Requests of programs are left out by the list in `bots.txt`.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

#: So many seconds of counting at most are lost when a machine loses its power.
SECONDS_IN_MEMORY = 20
#: More different addresses than any library has between two writes: programs that make up addresses get no further.
MOST_ADDRESSES = 50_000
LONGEST_ADDRESS = 300
#: Ends an address at which something was asked; what was asked is not kept.
ASKED = "?"
#: You have it, or you have it already.
_READ = (200, 304)
_ENDING = ".json"
#: Whatever has these is about the site itself or about staff.
_NOT_READ = re.compile(r"^/(?:admin|accounts|api|documents|media|static|-)/")

#: A day and an address → how often.
Counts = Counter[tuple[date, str]]


class ReadingCounts:
    """What one process has counted and not written down yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts: Counts = Counter()
        self._lock = threading.Lock()
        self._written_at = time.monotonic()
        self._day, self._begins, self._midnight = date.min, 0.0, 0.0

    def count(self, address: str, status: int, agent: str) -> None:
        """One request by GET for an address without its query; those that nobody reads are left out."""
        if status not in _READ or not is_page(address) or is_program(agent):
            return
        with self._lock:
            key = (self._today(), address)
            if key in self._counts or len(self._counts) < MOST_ADDRESSES:
                self._counts[key] += 1

    def write_out_after(self, seconds: float = SECONDS_IN_MEMORY) -> None:
        """The same, if the last time is so long ago."""
        if self._counts and time.monotonic() - self._written_at >= seconds:
            self.write_out()

    def write_out(self) -> None:
        """Put all of it into a file of its own. Where that fails it stays for the next time."""
        with self._lock:
            counted, self._counts = self._counts, Counter()
            self._written_at = time.monotonic()
        if not counted:
            return
        try:
            _write(self._folder, counted)
        except OSError:  # no folder, no room: readers are answered all the same
            with self._lock:
                self._counts += counted

    def _today(self) -> date:
        now = time.time()
        # A clock that was wrong may be set back as well.
        if not self._begins <= now < self._midnight:
            here = timezone.get_default_timezone()
            self._day = datetime.fromtimestamp(now, here).date()
            self._begins, self._midnight = (
                datetime(day.year, day.month, day.day, tzinfo=here).timestamp()
                for day in (self._day, self._day + timedelta(days=1))
            )
        return self._day


def reading_counts() -> ReadingCounts:
    """Those of this process, for the folder of this site."""
    return _counts_of(Path(settings.READING_COUNTS_FOLDER), os.getpid())


@lru_cache(maxsize=1)
def _counts_of(folder: Path, _process: int) -> ReadingCounts:
    counts = ReadingCounts(folder)
    atexit.register(counts.write_out)
    return counts


@lru_cache(maxsize=4096)
def is_page(address: str) -> bool:
    """Whether a page, a PDF or the answer to a code of a copy stands at an address, and people read it there."""
    plain = address.removesuffix(ASKED)
    return len(address) <= LONGEST_ADDRESS and plain.endswith(("/", ".pdf")) and not _NOT_READ.match(plain)


@lru_cache(maxsize=1024)
def is_program(agent: str) -> bool:
    """Whether whoever asked names itself as a program that is no reader's browser; as one without a name does: “-” in a log."""
    name = agent.lower()
    bots, others = _lists()
    for each in others:
        name = name.replace(each, "")
    return not name.strip(" -") or any(word in name for word in bots)


@cache
def _lists() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = (Path(__file__).parent / "bots.txt").read_text().split("\n# Not these\n")
    kept, left_out = ([line for line in part.splitlines() if line and line[0] != "#"] for part in lines)
    return tuple(kept), tuple(left_out)


def is_signed_in(cookies: str) -> bool:
    """Whether a head of cookies has that of somebody who works here."""
    return f"{settings.SESSION_COOKIE_NAME}=" in cookies


def _write(folder: Path, counted: Counts) -> None:
    by_day: dict[str, dict[str, int]] = {}
    for (day, address), times in counted.items():
        by_day.setdefault(day.isoformat(), {})[address] = times
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{time.time_ns()}-{os.getpid()}"
    draft = folder / f"{name}.draft"
    draft.write_text(json.dumps(by_day))
    draft.replace(folder / f"{name}{_ENDING}")


def written_counts() -> list[Path]:
    """The files that wait to be taken in, the oldest first."""
    return sorted(Path(settings.READING_COUNTS_FOLDER).glob(f"*{_ENDING}"))


@contextmanager
def taken_from(file: Path) -> Iterator[Counts]:
    """What stands in a file, which is gone at the end of the block, but stays where the block raises something.

    To be ended just before the commit: what a machine breaks off in between is missing rather than counted twice.
    """
    counts: Counts = Counter()
    for day, read in json.loads(file.read_text()).items():
        for address, times in read.items():
            counts[date.fromisoformat(day), address] += times
    yield counts
    file.unlink()
