"""Takes the plain values of a factsheet from a page in memory, drafts and unsaved rows included."""

from __future__ import annotations

from factsheets.language.lines import lines_of
from factsheets.outputs.parsed_factsheet import (
    BACKCARE,
    SECTIONS,
    ParsedAssociation,
    ParsedCitation,
    ParsedCondition,
    ParsedContactCheck,
    ParsedFactsheet,
    ParsedPainPattern,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSource,
    ParsedSuitability,
    ParsedTherapyKind,
)
from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.related_item import RelatedItem
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind
from factsheets.signing.formats.half_filled_rows import complete_rows

from .links import to_portable


def gather(page: FactsheetPage) -> ParsedFactsheet:
    """The whole factsheet. A text or list that the page has empty is empty, not None: the page is not silent."""
    return ParsedFactsheet(
        title=page.title,
        slug=page.slug,
        also_called=tuple(page.also_called_names),
        summary=page.summary,
        therapy_kind=_therapy_kind(page.therapy_kind) if page.therapy_kind else None,
        certainty=page.certainty or None,
        evidence_searched_on=page.evidence_searched_on,
        likely_statement=page.likely_statement,
        unlikely_statement=page.unlikely_statement,
        contraindication_state=page.contraindication_state,
        regulation=page.regulation,
        suitabilities=tuple(_suitability(row) for row in complete_rows(page, "suitabilities")),
        citations=tuple(_citation(row) for row in complete_rows(page, "citations")),
        associations=tuple(_association(row.association) for row in complete_rows(page, "associations")),
        related_items=tuple(_related_item(row) for row in complete_rows(page, "related_items")),
        **{section: to_portable(getattr(page, section)) for section in SECTIONS},
    )


def _suitability(row: Suitability) -> ParsedSuitability:
    return ParsedSuitability(
        verdict=row.verdict,
        condition=_condition(row.condition) if row.condition else None,
        pattern=_pain_pattern(row.pattern) if row.pattern else None,
        note=row.note,
    )


def _citation(row: Citation) -> ParsedCitation:
    return ParsedCitation(
        source=_source(row.source),
        section=row.section,
        locator=row.locator,
        stance=row.stance,
        reason=row.reason,
    )


def _related_item(row: RelatedItem) -> ParsedRelatedItem:
    return ParsedRelatedItem(
        factsheet=row.factsheet.slug if row.factsheet else "",
        resource=_resource(row.resource) if row.resource else None,
        pending_title=row.pending_title,
    )


def _therapy_kind(record: TherapyKind) -> ParsedTherapyKind:
    return ParsedTherapyKind(name=record.name, description=record.description)


def _condition(record: Condition) -> ParsedCondition:
    return ParsedCondition(
        name=record.name,
        plain_name=record.plain_name,
        other_names=tuple(record.other_names_list),
        description=record.description,
        snomed_ct=record.snomed_ct,
        icd_10=record.icd_10,
    )


def _pain_pattern(record: PainPattern) -> ParsedPainPattern:
    return ParsedPainPattern(name=record.name, aspect=record.aspect)


def _association(record: Association) -> ParsedAssociation:
    return ParsedAssociation(
        name=record.name,
        abbreviation=record.abbreviation,
        address_lines=tuple(lines_of(record.address_lines)),
        town=record.town,
        county=record.county,
        postcode=record.postcode,
        phone=record.phone,
        fax=record.fax,
        email=record.email,
        website=record.website,
        does_for_patients=record.does_for_patients,
        register_link=record.register_link,
        checks=tuple(
            ParsedContactCheck(
                fact=check.fact,
                value=check.value,
                checked_on=check.checked_on,
                checked_by=check.checked_by,
                checked_how=check.checked_how,
            )
            for check in record.checks.all()
        ),
    )


def _resource(record: Resource) -> ParsedResource:
    supplier = record.supplier.name if record.supplier else ""
    return ParsedResource(
        kind=record.kind,
        title=record.title,
        authors=record.authors,
        publisher=record.publisher,
        year=record.year,
        isbn=record.isbn,
        supplier=BACKCARE if record.supplied_by_charity else supplier,
        link=record.link,
        availability=record.availability,
        last_seen_on=record.last_seen_on,
        replaced_by=record.replaced_by.title if record.replaced_by else "",
    )


def _source(record: Source) -> ParsedSource:
    return ParsedSource(
        kind=record.kind,
        title=record.title,
        authors=record.authors,
        year=record.year,
        doi=record.doi,
        pmid=record.pmid,
        link=record.link,
        status=record.status,
        superseded_by=record.superseded_by.title if record.superseded_by else "",
        checked_on=record.checked_on,
    )
