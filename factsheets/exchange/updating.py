"""A document of which there is a factsheet already: both sides, part by part, and what a person has written since."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from factsheets.language.vocabulary import Section, Verdict
from factsheets.outputs.parsed_factsheet import SECTIONS, ParsedFactsheet, ReadDocument
from factsheets.page.models.factsheet_page import FactsheetPage

from .formats.plan import PlannedDraft, PlannedPart
from .formats.values_in_json import to_json

_BLOCK = re.compile(r"</(?:p|li|ul|ol)>|<br/?>")
_TAG = re.compile(r"<[^<>]*>")


def parts_that_differ(
    own: ParsedFactsheet, new: ParsedFactsheet, as_imported: Mapping[str, str]
) -> tuple[PlannedPart, ...]:
    """The parts of which the document has other words than the draft, in the order of the screen.

    A part is free while it is empty, or holds what a document brought last: `as_imported` has a mark of that.
    """
    marks = marks_of(own)
    return tuple(
        PlannedPart(
            name=name,
            label=_label(name),
            own=_in_words(name, mine),
            new=_in_words(name, theirs),
            is_free=_is_empty(name, mine) or as_imported.get(name) == marks[name],
        )
        for name, mine, theirs in _pairs(own, new)
        if theirs is not None and _mark(name, mine) != _mark(name, theirs)
    )


def marks_of(parsed: ParsedFactsheet) -> dict[str, str]:
    """A mark of what each part holds: the same words have the same. It holds no word itself."""
    return {field.name: _mark(field.name, getattr(parsed, field.name)) for field in fields(parsed)}


def only_what_may_be_written(
    draft: PlannedDraft, reading: ReadDocument, confirmed: Collection[str]
) -> ReadDocument:
    """The reading without the parts that somebody has written since and nobody confirmed: their words wait in a note."""
    left = [part for part in draft.to_confirm if part.name not in confirmed]
    silent: dict[str, Any] = {part.name: None for part in left if part.name != "title"}
    if any(part.name == "title" for part in left):
        silent["title"] = next(part.own for part in left if part.name == "title")
    notes = [
        f"{part.label}: it stays as it was written since; the document says: {part.new}" for part in left
    ]
    return replace(
        reading,
        factsheet=replace(reading.factsheet, **silent),
        unplaced=(*reading.unplaced, *notes),
    )


def _pairs(own: ParsedFactsheet, new: ParsedFactsheet) -> Iterator[tuple[str, Any, Any]]:
    for field in fields(own):
        yield field.name, getattr(own, field.name), getattr(new, field.name)


def _mark(name: str, value: Any) -> str:
    """Of rows only what belongs to the factsheet: a record that was changed elsewhere is no other row."""
    if name == "therapy_kind":
        compared: Any = _folded(value.name) if value else ""
    elif name in _ROWS:
        compared = [_ROWS[name](row) for row in value or ()]
    else:
        compared = to_json(value) or ""
    return hashlib.sha256(json.dumps(compared, sort_keys=True).encode()).hexdigest()[:16]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


#: What makes a row of each list another one.
_ROWS: dict[str, Callable[[Any], list[str]]] = {
    "suitabilities": lambda row: [row.verdict, _folded((row.condition or row.pattern).name), row.note],
    "citations": lambda row: [
        _folded(row.source.title), str(row.source.year), row.section, row.locator, row.stance, row.reason
    ],
    "associations": lambda row: [_folded(row.name)],
    "related_items": lambda row: [
        row.factsheet, _folded(row.resource.title if row.resource else row.pending_title)
    ],
}  # fmt: skip


def _is_empty(name: str, value: Any) -> bool:
    """Whether nobody has said anything there, the first choice of a list included."""
    if name in ("contraindication_state", "regulation"):
        return value in (None, "", _field(name).default)
    return not value


def _field(name: str) -> Any:
    return FactsheetPage._meta.get_field(name)


def _label(name: str) -> str:
    if name in Section.values:
        return str(Section(name).label)
    if name in _LISTS:
        return _LISTS[name]
    try:
        return capfirst(str(_field(name).verbose_name))
    except FieldDoesNotExist:
        return capfirst(name.replace("_", " "))


_LISTS = {
    "suitabilities": "Might it help?: the rows",
    "citations": "Sources",
    "associations": "Associations",
    "related_items": "Relevant information",
}


def _in_words(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in SECTIONS:
        return html.unescape(_TAG.sub("", _BLOCK.sub("\n", value))).strip()
    if name == "suitabilities":
        return "\n".join(
            f"{Verdict(row.verdict).label}: {(row.condition or row.pattern).name}"
            + (f" ({row.note})" if row.note else "")
            for row in value
        )
    if name == "citations":
        return "\n".join(f"{row.source.title} ({Section(row.section).label})" for row in value)
    if name == "associations":
        return "\n".join(row.name for row in value)
    if name == "related_items":
        return "\n".join(
            row.factsheet or (row.resource.title if row.resource else row.pending_title) for row in value
        )
    if name == "therapy_kind":
        return str(value.name)
    if name == "also_called":
        return "\n".join(value)
    choices: dict[Any, Any] = dict(_field(name).choices or ())
    return str(choices.get(value, value))
