"""Which files are no longer true: each question that files were made from is asked once more, and its answer compared."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from django.db import DatabaseError, connection

from .ledger import AskedOfTheDatabase
from .place import ledger, store
from .reads import asked_again

#: So many questions are asked before the files that they put in doubt are named.
_AT_ONCE = 500


def untrue_files(
    tables: Collection[str] | None = None,
    *,
    only_shared: bool = False,
    seconds: float | None = None,
    between: Callable[[], object] = lambda: None,
) -> Iterator[list[str]]:
    """Addresses of files that were made from other rows than the database has now, a part of them at a time.

    What lists and counts is asked first, what one of many pages was made from last, but for a few of each kind. With `tables`,
    nothing is asked that reads none of these. Where a change touches nearly all that one statement tells, all files that it was
    asked for are named without a further question. `only_shared` leaves out what a single file was made from, and after
    `seconds` no more is asked: then the rest is not known. `between` is called after each question.
    """
    ends = time.monotonic() + seconds if seconds is not None else None
    store().begin_sweep()
    of_all: set[int] = set()
    questions = (each for each in ledger().questions(tables) if each.statement not in of_all)
    while part := list(islice(questions, 1 if ends else _AT_ONCE)):
        if ends and time.monotonic() > ends:
            return
        if only_shared and part[0].files < 2:
            continue
        answers = {}
        for each in part:
            answers[each.number] = _answer(each)
            between()
        if found := ledger().untrue(answers):
            others = ledger().answered_otherwise(answers)
            of_all |= others
            yield [*{*found, *ledger().made_by(others)}] if others else found


def untrue_among(addresses: Collection[str], *, seconds: float = math.inf) -> list[str]:
    """Those of these files that were made from other rows than the database has now, or of which nobody knows after
    `seconds`."""
    if not addresses:
        return []
    ends, answers = time.monotonic() + seconds, {}
    for each in ledger().questions(addresses=addresses):
        answers[each.number] = _answer(each) if time.monotonic() < ends else b""
    return [address for address in ledger().untrue(answers) if address in set(addresses)]


def _answer(question: AskedOfTheDatabase) -> bytes:
    """Empty, so that its files are made anew, where the database knows no such question any more."""
    try:
        return asked_again(question.sql, question.params)
    except DatabaseError:
        if not connection.is_usable():
            raise
        return b""
