"""What an import says to the person who started it: what went where, what is proposed, odd and unplaced."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from .importing import Import
from .summary import notes_as_values, summarise

_TAG = re.compile(r"<[^<>]*>")
_WORDS_SHOWN = 10
_OUTCOMES = {
    "created": "a new draft",
    "updated": "a new draft revision; the live text stays as it is",
    "unchanged": "unchanged",
}


def report(done: Import, name: str, *, dry_run: bool = False) -> str:
    """The report in plain text, ready to be printed."""
    return "\n".join(_lines(done, name, dry_run=dry_run))


def report_values(done: Import, name: str, *, dry_run: bool = False) -> dict[str, object]:
    """The report for programs: the summary first, then each note with the field that it belongs to."""
    values: dict[str, object] = {
        "document": name,
        "outcome": done.outcome,
        "title": done.title,
        "admin_path": done.admin_path,
        "dry_run": dry_run,
    }
    if done.reading is None:
        return values
    return {
        "summary": summarise([done.reading]).as_values(),
        **values,
        "notes": notes_as_values(done.reading),
        "records": list(done.records),
        "placed": [{"field": label, "text": text} for label, text in done.reading.placed],
    }


def _lines(done: Import, name: str, *, dry_run: bool) -> Iterator[str]:
    where = f" ({done.admin_path})" if done.admin_path else ""
    yield f"{name}: {_OUTCOMES[done.outcome]}: “{done.title}”{where}"
    if done.reading is None:
        return
    yield from summarise([done.reading]).in_words.splitlines()
    placed = [f"{label}: {_beginning(text)}" for label, text in done.reading.placed]
    placed += [f"Disclaimer: recognised, not copied: {_beginning(text)}" for text in done.reading.disclaimer]
    yield from _part("What went where", placed)
    if done.not_written:
        yield from _part("Not written, because somebody has written there since", _both_sides(done))
    yield from _part("Proposed", [*done.reading.proposed, *done.records])
    yield from _part("Odd", done.reading.odd)
    yield from _part("Unplaced", done.reading.unplaced)
    if dry_run:
        yield ""
        yield "This was a dry run: nothing was written."


def _both_sides(done: Import) -> list[str]:
    """For each part the words of the draft, then those of the document."""
    return [
        f"{part.label} (--part {part.name}): the draft says: {_beginning(part.own) or 'nothing'} / "
        f"the document says: {_beginning(part.new) or 'nothing'}"
        for part in done.not_written
    ]


def _part(heading: str, entries: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield heading
    for entry in entries or ("nothing",):
        yield f"  {entry}"


def _beginning(text: str) -> str:
    words = html.unescape(_TAG.sub(" ", text)).split() if text.startswith("<") else text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
