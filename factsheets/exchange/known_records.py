"""Records that the library has already, under another wording: the same abbreviation, ISBN, DOI or website, or nearly the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rapidfuzz import fuzz
from stdnum import isbn

from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedCitation,
    ParsedFactsheet,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSource,
)
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source

_NEAR = 88  # of 100: one word of a name more or less, or a letter or two
AnyModel = TypeVar("AnyModel", bound=Model)


def reuse_records(parsed: ParsedFactsheet) -> tuple[ParsedFactsheet, list[str]]:
    """The factsheet with the library's own names of records that it has already, and a sentence for each."""
    said: list[str] = []
    associations = parsed.associations and tuple(_association(one, said) for one in parsed.associations)
    items = parsed.related_items and tuple(_item(one, said) for one in parsed.related_items)
    citations = parsed.citations and tuple(_citation(one, said) for one in parsed.citations)
    reused = replace(
        parsed,
        associations=_once(associations, lambda one: one.name),
        related_items=_once(items, lambda one: (one.pending_title, one.resource)),
        citations=_once(citations, lambda one: (one.source.title, one.source.year)),
    )
    return reused, said


def near_names(parsed: ParsedFactsheet) -> Iterator[str]:
    """A sentence for each new name that is nearly that of a record: a person sees whether they are one."""
    for row in parsed.suitabilities or ():
        if row.condition:
            yield from _near(row.condition.name, Condition.objects.all(), "name")
    for association in parsed.associations or ():
        yield from _near(association.name, Association.objects.all(), "name")
    for item in parsed.related_items or ():
        if item.resource:
            yield from _near(item.resource.title, Resource.objects.filter(kind=item.resource.kind), "title")


def _association(parsed: ParsedAssociation, said: list[str]) -> ParsedAssociation:
    if Association.objects.named(parsed.name).exists():
        return parsed
    found = _one(Association.objects.exclude(abbreviation=""), abbreviation__iexact=parsed.abbreviation)
    found = found or _one(Association.objects.exclude(abbreviation=""), abbreviation__iexact=parsed.name)
    found = found or _at_address(Association.objects.exclude(website=""), "website", parsed.website)
    if found is None:
        return parsed
    said.append(f"“{parsed.name}” is taken as the association “{found.name}”.")
    return replace(parsed, name=found.name)


def _item(parsed: ParsedRelatedItem, said: list[str]) -> ParsedRelatedItem:
    resource = parsed.resource
    if resource is None or Resource.objects.named(resource.title).filter(kind=resource.kind).exists():
        return parsed
    found = _by_isbn(resource) or _at_address(Resource.objects.filter(kind=resource.kind), "link", resource.link)
    if found is None:
        return parsed
    said.append(f"“{resource.title}” is taken as the {found.get_kind_display().lower()} “{found.title}”.")
    return replace(parsed, resource=replace(resource, kind=found.kind, title=found.title))


def _citation(parsed: ParsedCitation, said: list[str]) -> ParsedCitation:
    source: ParsedSource = parsed.source
    found = (
        _one(Source.objects.all(), doi__iexact=source.doi)
        or _one(Source.objects.all(), pmid=source.pmid)
        or _at_address(Source.objects.exclude(link=""), "link", source.link)
    )
    if found is None or (found.title.casefold() == source.title.casefold() and found.year == source.year):
        return parsed
    said.append(f"“{source.title}” is taken as the source “{found}”.")
    return replace(parsed, source=replace(source, title=found.title, year=found.year))


def _by_isbn(resource: ParsedResource) -> Resource | None:
    if not resource.isbn:
        return None
    wanted = isbn.to_isbn13(resource.isbn)
    known = Resource.objects.exclude(isbn="").order_by("pk")
    return next((one for one in known if isbn.to_isbn13(one.isbn) == wanted), None)


def _one(records: QuerySet[AnyModel], **wanted: str) -> AnyModel | None:
    """The only record of this value; None for no value, and where several have it."""
    if not all(wanted.values()):
        return None
    found = list(records.filter(**wanted)[:2])
    return found[0] if len(found) == 1 else None


def _at_address(records: QuerySet[AnyModel], field: str, address: str) -> AnyModel | None:
    """The only record at this address of the web, with or without “www.” and “https”; a page within a site is another."""
    if not address:
        return None
    found = [one for one in records.order_by("pk") if _bare(getattr(one, field)) == _bare(address)]
    return found[0] if len(found) == 1 else None


def _bare(address: str) -> str:
    return address.casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def _near(name: str, records: QuerySet[Any], field: str) -> Iterator[str]:
    known = list(records.order_by("pk").values_list(field, flat=True))
    if any(one.casefold() == name.casefold() for one in known):
        return
    for one in known:
        if fuzz.token_sort_ratio(one.casefold(), name.casefold()) >= _NEAR:
            yield f"New record: “{name}” is nearly “{one}”, which the library has: choose that one if they are the same."
            return


def _once(rows: tuple[Any, ...] | None, key: Callable[[Any], object]) -> tuple[Any, ...] | None:
    """The rows without those that have become the same record."""
    return rows and tuple({key(row): row for row in reversed(rows)}.values())[::-1]
