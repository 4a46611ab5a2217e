"""The shared records that a document names: what would be made, what would be used, and what a person decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model

from factsheets.language.vocabulary import ContraindicationState, Verdict
from factsheets.outputs.parsed_factsheet import (
    ParsedFactsheet,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSource,
    ParsedSuitability,
    ReadDocument,
)

from .formats.plan import PlannedRecord
from .shared_records import SharedRecords

#: What somebody chose for a record that would be new: to leave it out, or the key of one that is to be used.
LEAVE_OUT = ""
#: By the key of a record; what is not named here is made.
Choices = Mapping[str, str]


class NamedRecord(NamedTuple):
    """A record in the words of a document."""

    kind: str
    name: str
    value: Any

    @property
    def key(self) -> str:
        """The same for the same record of another document."""
        return PlannedRecord(kind=self.kind, label="", name=self.name).key


#: How the books find or make a record of each kind.
_FIND: dict[str, Callable[[SharedRecords, Any], Model]] = {
    "therapykind": SharedRecords.therapy_kind,
    "condition": SharedRecords.condition,
    "painpattern": SharedRecords.pain_pattern,
    "association": SharedRecords.association,
    "resource": SharedRecords.resource,
    "source": SharedRecords.source,
}


def named_by(parsed: ParsedFactsheet) -> Iterator[NamedRecord]:
    """Every record that the factsheet needs, each once."""
    seen = set()
    for named in _all_named(parsed):
        if named.key not in seen:
            seen.add(named.key)
            yield named


def planned_records(parsed: ParsedFactsheet, books: SharedRecords) -> tuple[PlannedRecord, ...]:
    """Which of them are new. To be called in the transaction in which `books` has made them."""
    made = {(record._meta.label, record.pk) for record in books.made}
    planned = []
    for named in named_by(parsed):
        record = _FIND[named.kind](books, named.value)
        is_new = (record._meta.label, record.pk) in made
        label = str(record._meta.verbose_name)
        planned.append(
            PlannedRecord(kind=named.kind, label=label, name=named.name, exists="" if is_new else str(record))
        )
    return tuple(planned)


def chosen(reading: ReadDocument, choices: Choices) -> ReadDocument:
    """The reading as somebody wants it: the words of a record that is left out wait in a note, so that none is lost."""
    if not choices:
        return reading
    left: list[str] = []
    parsed = reading.factsheet
    changed: dict[str, Any] = {}
    if parsed.therapy_kind:
        changed["therapy_kind"] = _one("therapykind", parsed.therapy_kind, choices, left, "Kind of therapy")
    if parsed.associations is not None:
        changed["associations"] = tuple(
            row
            for each in parsed.associations
            if (row := _one("association", each, choices, left, "Associations"))
        )
    if parsed.suitabilities is not None:
        changed["suitabilities"] = tuple(
            row for each in parsed.suitabilities if (row := _suitability(each, choices, left))
        )
    if parsed.citations is not None:
        changed["citations"] = tuple(
            replace(each, source=source)
            for each in parsed.citations
            if (source := _one("source", each.source, choices, left, "Sources", each.locator, each.reason))
        )
    if parsed.related_items is not None:
        changed["related_items"] = tuple(
            row for each in parsed.related_items if (row := _related(each, choices, left))
        )
    factsheet = _without_an_empty_list(replace(parsed, **changed))
    return replace(reading, factsheet=factsheet, unplaced=(*reading.unplaced, *left))


def _all_named(parsed: ParsedFactsheet) -> Iterator[NamedRecord]:
    if parsed.therapy_kind:
        yield _named("therapykind", parsed.therapy_kind)
    for row in parsed.suitabilities or ():
        if row.condition:
            yield _named("condition", row.condition)
        if row.pattern:
            yield _named("painpattern", row.pattern)
    for citation in parsed.citations or ():
        yield _named("source", citation.source)
    for association in parsed.associations or ():
        yield _named("association", association)
    for item in parsed.related_items or ():
        if item.resource:
            yield _named("resource", item.resource)


def _named(kind: str, value: Any) -> NamedRecord:
    if isinstance(value, ParsedResource):
        return NamedRecord(kind, value.title, value)
    if isinstance(value, ParsedSource):
        return NamedRecord(kind, f"{value.title} ({value.year})" if value.year else value.title, value)
    return NamedRecord(kind, value.name, value)


def _suitability(row: ParsedSuitability, choices: Choices, left: list[str]) -> ParsedSuitability | None:
    what = str(Verdict(row.verdict).label)
    if row.condition:
        condition = _one("condition", row.condition, choices, left, what, row.note)
        return replace(row, condition=condition) if condition else None
    pattern = _one("painpattern", row.pattern, choices, left, what, row.note)
    return replace(row, pattern=pattern) if pattern else None


def _related(row: ParsedRelatedItem, choices: Choices, left: list[str]) -> ParsedRelatedItem | None:
    if not row.resource:
        return row
    resource = _one("resource", row.resource, choices, left, "Relevant information")
    return replace(row, resource=resource) if resource else None


def _one(kind: str, value: Any, choices: Choices, left: list[str], what: str, *words: str) -> Any:
    """The record as it is to be; None where it is left out, and its words are in `left`."""
    key = _named(kind, value).key
    choice = choices.get(key)
    if choice is None:
        return value
    record = apps.get_model("factsheets", kind)._default_manager.filter(pk=choice or None).first()
    if record is None:
        left.append(f"{what}: not taken as a record: {_all_words(value, *words)}")
        return None
    return _as_known(value, record)


def _as_known(value: Any, record: Any) -> Any:
    if isinstance(value, ParsedResource):
        return replace(value, title=record.title, kind=record.kind)
    if isinstance(value, ParsedSource):
        return replace(value, title=record.title, year=record.year)
    return replace(value, name=record.name)


def _all_words(value: Any, *more: str) -> str:
    return ", ".join(word for word in (*_words(value), *more) if word)


def _words(value: Any) -> Iterator[str]:
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in ("kind", "aspect", "availability", "status"):
                yield from _words(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif value:
        yield str(value)


def _without_an_empty_list(parsed: ParsedFactsheet) -> ParsedFactsheet:
    """“Listed below” needs a row: without one nobody has assessed it."""
    is_listed = parsed.contraindication_state == ContraindicationState.LISTED
    if is_listed and not any(row.verdict == Verdict.AVOID for row in parsed.suitabilities or ()):
        return replace(parsed, contraindication_state=ContraindicationState.NOT_ASSESSED)
    return parsed
