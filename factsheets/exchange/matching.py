"""What a legacy document says, beside what the library has already: the same pain pattern, other contact facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from django.db.models import Model

from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedFactsheet,
    ParsedResource,
    ParsedSuitability,
)
from factsheets.records.models.association import Association
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource

from .known_records import near_names, reuse_records

_FILLERS = re.compile(r"\b(?:in nature|confined to|on)\b")

#: What a document says of a record, by the name that the parsed value and the record share.
_ASSOCIATION_FACTS = (
    "abbreviation",
    "address_lines",
    "town",
    "county",
    "postcode",
    "phone",
    "fax",
    "email",
    "website",
)
_RESOURCE_FACTS = ("authors", "publisher", "isbn", "link")


def reuse_patterns(parsed: ParsedFactsheet) -> tuple[ParsedFactsheet, list[str]]:
    """What the library has already under another wording becomes that, with a sentence each.

    Pain patterns differ by filler words alone; records have the same abbreviation, ISBN, DOI, number or website.
    """
    parsed, sentences = reuse_records(parsed)
    if parsed.suitabilities is None:
        return parsed, sentences
    known = {pattern_key(pattern.name): pattern for pattern in PainPattern.objects.order_by("-pk")}
    taken = {row.pattern.name.casefold() for row in parsed.suitabilities if row.pattern}
    rows: list[ParsedSuitability] = []
    for row in parsed.suitabilities:
        found = known.get(pattern_key(row.pattern.name)) if row.pattern else None
        if row.pattern and found and found.name.casefold() not in taken:
            taken.add(found.name.casefold())
            sentences.append(f"“{row.pattern.name}” is taken as the pain pattern “{found.name}”.")
            row = replace(row, pattern=replace(row.pattern, name=found.name, aspect=found.aspect))
        rows.append(row)
    return replace(parsed, suitabilities=tuple(rows)), sentences


def pattern_key(name: str) -> str:
    """What is left of a pattern's name without case, filler words and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", _FILLERS.sub(" ", name.casefold())))


def facts_that_differ(parsed: ParsedFactsheet) -> list[str]:
    """What the document says otherwise about records of the library. They stay as they are, so a person compares."""
    sentences: list[str] = []
    for association in parsed.associations or ():
        record = Association.objects.named(association.name).first()
        sentences += _differences(association, record, _ASSOCIATION_FACTS)
    for item in parsed.related_items or ():
        if item.resource:
            found = Resource.objects.named(item.resource.title).filter(kind=item.resource.kind).first()
            sentences += _differences(item.resource, found, _RESOURCE_FACTS)
    return [*sentences, *near_names(parsed)]


def _differences(
    parsed: ParsedAssociation | ParsedResource, record: Model | None, facts: tuple[str, ...]
) -> Iterator[str]:
    if record is None:
        return
    for field in fields(parsed):
        said = getattr(parsed, field.name)
        if field.name not in facts or not said:
            continue
        text = ", ".join(said) if isinstance(said, tuple) else said
        own = ", ".join(str(getattr(record, field.name)).splitlines())
        if text.casefold() != own.casefold():
            label = field.name.replace("_", " ")
            yield f"{_labelled(record)}: it stays as it is; the document has as {label}: {text}"


def _labelled(record: Model) -> str:
    return f"{str(record._meta.verbose_name).capitalize()} “{record}”"
