"""Shared records by their own words: found, whatever the case of their letters, or created; never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from factsheets.outputs.parsed_factsheet import (
    BACKCARE,
    ParsedAssociation,
    ParsedCondition,
    ParsedPainPattern,
    ParsedResource,
    ParsedSource,
    ParsedTherapyKind,
)
from factsheets.records.models.association import Association, ContactCheck
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind

AnyModel = TypeVar("AnyModel", bound=Model)


class ExchangeError(ValueError):
    """One sentence that says what cannot be taken over, and why."""


class SharedRecords:
    """Finds or creates the records that a factsheet names, and keeps the books.

    `created` and `reused` name each record once, like “condition “Fibromyalgia””; `made` holds those that were created;
    `left_out` holds a sentence for each thing that could not be kept. Call it within a transaction: an `ExchangeError` undoes nothing by itself.
    Each method raises it for a new record that a person's form would refuse.
    """

    def __init__(self) -> None:
        self.created: list[str] = []
        self.made: list[Model] = []
        self.reused: list[str] = []
        self.left_out: list[str] = []

    def therapy_kind(self, parsed: ParsedTherapyKind) -> TherapyKind:
        """The kind of this name."""
        found = TherapyKind.objects.named(parsed.name).first()
        return self._known(found) or self._create(
            TherapyKind(name=_one_line(parsed.name), description=parsed.description)
        )

    def condition(self, parsed: ParsedCondition) -> Condition:
        """The condition of this name; one that is known keeps its other names and codes as they are."""
        found = Condition.objects.named(parsed.name).first()
        return self._known(found) or self._create(
            Condition(
                name=_one_line(parsed.name),
                plain_name=parsed.plain_name,
                other_names="\n".join(parsed.other_names),
                description=parsed.description,
                snomed_ct=parsed.snomed_ct,
                icd_10=parsed.icd_10,
            )
        )

    def pain_pattern(self, parsed: ParsedPainPattern) -> PainPattern:
        """The pain pattern of this name."""
        found = PainPattern.objects.named(parsed.name).first()
        return self._known(found) or self._create(
            PainPattern(name=_one_line(parsed.name), aspect=parsed.aspect)
        )

    def association(self, parsed: ParsedAssociation) -> Association:
        """The association of this name; one that is known keeps its contact facts and its checks."""
        named: QuerySet[Association] = Association.objects.named(parsed.name)
        if found := self._known(named.first()):
            return found
        association = self._create(
            Association(
                name=_one_line(parsed.name),
                abbreviation=parsed.abbreviation,
                address_lines="\n".join(parsed.address_lines),
                town=parsed.town,
                county=parsed.county,
                postcode=parsed.postcode,
                phone=parsed.phone,
                fax=parsed.fax,
                email=parsed.email,
                website=parsed.website,
                does_for_patients=parsed.does_for_patients,
                register_link=parsed.register_link,
            )
        )
        for check in parsed.checks:
            made = ContactCheck(
                association=association,
                fact=check.fact,
                value=check.value,
                checked_on=check.checked_on,
                checked_by=check.checked_by,
                checked_how=check.checked_how,
            )
            refuse_invalid(made, f"check of the {_name(association)}")
            made.save()
        return association

    def resource(self, parsed: ParsedResource) -> Resource:
        """The resource of this kind and title; the supplier of a new one is found or created as well."""
        titled: QuerySet[Resource] = Resource.objects.named(parsed.title)
        if found := self._known(titled.filter(kind=parsed.kind).first()):
            return found
        is_ours = parsed.supplier.casefold() == BACKCARE.casefold()
        by_others = parsed.supplier and not is_ours
        supplier = self.association(ParsedAssociation(name=parsed.supplier)) if by_others else None
        return self._create(
            Resource(
                kind=parsed.kind,
                title=_one_line(parsed.title),
                authors=parsed.authors,
                publisher=parsed.publisher,
                year=parsed.year,
                isbn=parsed.isbn,
                supplied_by_charity=is_ours,
                supplier=supplier,
                link=parsed.link,
                availability=parsed.availability,
                last_seen_on=parsed.last_seen_on,
                replaced_by=self._successor(Resource, parsed.replaced_by, parsed.title),
            )
        )

    def source(self, parsed: ParsedSource) -> Source:
        """The source of this title and year."""
        found = self._known(Source.objects.named(parsed.title).filter(year=parsed.year).first())
        return found or self._create(
            Source(
                kind=parsed.kind,
                title=_one_line(parsed.title),
                authors=parsed.authors,
                year=parsed.year,
                doi=parsed.doi,
                pmid=parsed.pmid,
                link=parsed.link,
                status=parsed.status,
                superseded_by=self._successor(Source, parsed.superseded_by, parsed.title),
                checked_on=parsed.checked_on,
            )
        )

    def _successor(self, model: type[AnyModel], title: str, of: str) -> AnyModel | None:
        """A newer record is linked only where it exists: a title alone does not make a record."""
        if not title:
            return None
        successor = model._default_manager.filter(title__iexact=_one_line(title)).first()
        if successor is None:
            self.left_out.append(
                f"“{of}” names “{title}” as newer; that record does not exist, so the link is left out."
            )
        return successor

    def _known(self, record: AnyModel | None) -> AnyModel | None:
        if record is not None and _name(record) not in self.created + self.reused:
            self.reused.append(_name(record))
        return record

    def _create(self, record: AnyModel) -> AnyModel:
        refuse_invalid(record, _name(record))
        record.save()
        self.created.append(_name(record))
        self.made.append(record)
        return record


def refuse_invalid(instance: Model, name: str, exclude: tuple[str, ...] = ()) -> None:
    """The checks that a person's form would make; `ExchangeError` names the first field that fails."""
    with refusals(name):
        instance.full_clean(exclude=exclude, validate_unique=not exclude, validate_constraints=not exclude)


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Turns what a model's own checks say into the sentence of an `ExchangeError`."""
    try:
        yield
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise ExchangeError(
            f"The {name} cannot be taken over: {field.replace('_', ' ')}: {messages[0]}"
        ) from error


def _name(record: Model) -> str:
    return f"{record._meta.verbose_name} “{record}”"


def _one_line(name: object) -> str:
    """Names are kept as they are looked up: without white space around and doubled."""
    return " ".join(str(name).split())
