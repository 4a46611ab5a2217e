"""A factsheet as the parts of its public page, in the order of reading. Templates only lay them out."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from factsheets.governed.formats.safety_cards import SafetyCard, safety_cards
from factsheets.language.vocabulary import ContraindicationState, ResourceKind, Verdict
from factsheets.outputs.caveats import Caveat, caveat_of, stance_in_words
from factsheets.signing.formats.factsheet_shape import FactsheetShape, ResourceShape, SourceShape
from factsheets.signing.formats.half_filled_rows import complete_rows

from .association_card import association_card
from .first_questions import first_questions
from .review_due import is_overdue


class SectionPart(NamedTuple):
    """One text of the factsheet; `id` is the name of its field and the anchor on the page."""

    id: str
    heading: str
    html: str


class VerdictRow(NamedTuple):
    """A condition or pain pattern in a list; plain name and note may be empty."""

    name: str
    plain_name: str
    url: str  # empty for a pain pattern
    note: str


class VerdictPart(NamedTuple):
    """One list of “might it help me?”, with the words above it."""

    verdict: str
    heading: str
    statement: str  # plain text
    statement_html: str  # rich text
    conditions: list[VerdictRow]
    patterns: list[VerdictRow]
    state: str  # for `avoid`: policy.ContraindicationState; else empty
    caveat: Caveat

    @property
    def says_something(self) -> bool:
        """Only then a source can speak against it in words; its sign is no plain one all the same."""
        return bool(self.statement or self.statement_html or self.conditions or self.patterns)


class CitationPart(NamedTuple):
    """A source in the list of sources: about which section, where in the source, and what it says."""

    source: SourceShape
    section: str
    locator: str
    stance: str
    stance_in_words: str


class RelatedPart(NamedTuple):
    """One piece of relevant information."""

    title: str
    url: str  # empty: plain text
    detail: str


class RelatedGroup(NamedTuple):
    """Pieces of one kind, never none."""

    heading: str
    items: list[RelatedPart]


class Neighbours(NamedTuple):
    """The public factsheets around one: those that it links to in its relevant information, by key; those that it names there
    by a pending title, by that title (casefolded); and those that name it, by a link or by a pending title."""

    linked: dict[int, FactsheetShape]
    arrived: dict[str, FactsheetShape]
    pointing: list[FactsheetShape]


_TEXT_SECTIONS = ("introduction", "mechanism", "procedure", "evidence", "risks", "qualifications")
_BOOKLETS = {ResourceKind.BOOKLET, ResourceKind.LEAFLET}
_WEB = {ResourceKind.WEBSITE, ResourceKind.VIDEO}


def page_parts(
    factsheet: FactsheetShape,
    *,
    headings: dict[str, str],
    library_url: str,
    safety_advice: object | None,
    disclaimer: Any | None,
    reviewed_on: date | None,
    review_due_on: date | None,
    neighbours: Neighbours,
    today: date,
) -> dict[str, object]:
    """The template context of one factsheet. `headings` are worded by the library, by part."""
    cards: list[SafetyCard] = safety_cards(safety_advice) if safety_advice else []
    sections = _sections(factsheet, headings)
    association_cards = [
        association_card(row.checked_association) for row in complete_rows(factsheet, "associations")
    ]
    return {
        "factsheet": factsheet,
        "headings": headings,
        "first_questions": first_questions(
            {section.id for section in sections}, has_associations=bool(association_cards)
        ),
        "sections": sections,
        "verdicts": safety_first(verdict_parts(factsheet, headings)),
        "citations": _citations(factsheet),
        "association_cards": association_cards,
        "related_groups": _related(factsheet, library_url, neighbours),
        "links_here": [
            RelatedPart(page.title, f"{library_url}{page.slug}/", page.summary)
            for page in neighbours.pointing
        ],
        "emergency_cards": [card for card in cards if card.level == "emergency"],
        "urgent_cards": [card for card in cards if card.level == "urgent"],
        "other_safety_cards": [card for card in cards if card.level != "emergency"],
        "safety_cards": cards,
        "safety_advice": safety_advice,
        "disclaimer": disclaimer,
        "disclaimer_html": disclaimer.text if disclaimer else "",
        "not_covered": _not_covered(factsheet),
        "reviewed_on": reviewed_on,
        "review_due_on": review_due_on,
        "review_overdue": is_overdue(review_due_on, today),
    }


def _sections(factsheet: FactsheetShape, headings: dict[str, str]) -> list[SectionPart]:
    return [
        SectionPart(field, headings[field], getattr(factsheet, field))
        for field in _TEXT_SECTIONS
        if getattr(factsheet, field)
    ]


def verdict_parts(factsheet: FactsheetShape, headings: dict[str, str]) -> list[VerdictPart]:
    """The three groups of "might it help me?", in the order likely, unlikely, avoid."""
    rows = complete_rows(factsheet, "suitabilities")
    caveats = {verdict: caveat_of(factsheet, verdict) for verdict in Verdict}
    return [
        VerdictPart(
            verdict=verdict.value,
            heading=headings[verdict.value],
            statement="" if verdict == Verdict.AVOID else caveats[verdict].statement,
            statement_html=factsheet.contraindication_statement if verdict == Verdict.AVOID else "",
            conditions=[
                VerdictRow(
                    row.condition.name, row.condition.plain_name, row.condition.get_absolute_url(), row.note
                )
                for row in rows
                if row.verdict == verdict and row.condition
            ],
            patterns=[
                VerdictRow(row.pattern.name, "", "", row.note)
                for row in rows
                if row.verdict == verdict and row.pattern
            ],
            state=factsheet.contraindication_state if verdict == Verdict.AVOID else "",
            caveat=caveats[verdict],
        )
        for verdict in Verdict
    ]


def safety_first(verdicts: list[VerdictPart]) -> list[VerdictPart]:
    """Who should not have a therapy stands before whom it might help, on the page and on paper."""
    return sorted(verdicts, key=lambda part: part.verdict != Verdict.AVOID)


def _citations(factsheet: FactsheetShape) -> list[CitationPart]:
    return [
        CitationPart(
            row.source,
            row.get_section_display(),
            row.locator,
            row.stance,
            stance_in_words(row),
        )
        for row in complete_rows(factsheet, "citations")
    ]


def _related(factsheet: FactsheetShape, library_url: str, public: Neighbours) -> list[RelatedGroup]:
    """Of a factsheet that readers may not see, or not any more, nothing is said: not even that there is a row."""
    groups: dict[str, list[RelatedPart]] = {
        "Factsheets": [],
        "Booklets": [],
        "Other publications": [],
        "Websites": [],
    }
    for item in complete_rows(factsheet, "related_items"):
        if item.resource:
            kind = item.resource.kind
            group = "Booklets" if kind in _BOOKLETS else "Websites" if kind in _WEB else "Other publications"
            groups[group].append(resource_part(item.resource))
            continue
        title = item.pending_title
        linked = public.linked.get(item.factsheet_id)
        target = linked if item.factsheet_id else public.arrived.get(title.casefold())
        if target:
            groups["Factsheets"].append(
                RelatedPart(target.title, f"{library_url}{target.slug}/", target.summary)
            )
        elif title:
            groups["Factsheets"].append(RelatedPart(title, "", "Not in the library yet"))
    return [RelatedGroup(heading, items) for heading, items in groups.items() if items]


def resource_part(resource: ResourceShape) -> RelatedPart:
    """A booklet, book, leaflet, website or video in a list: title, link, and what else readers need to get it."""
    details = []
    if resource.authors:
        details.append(f"by {resource.authors}")
    if resource.publisher or resource.year:
        details.append(", ".join(str(part) for part in (resource.publisher, resource.year) if part))
    if resource.availability == "out_of_print":
        details.append("out of print")
    supplier = "BackCare" if resource.supplied_by_charity else str(resource.supplier or "")
    if supplier:
        details.append(
            f"available from {supplier}" if resource.availability == "available" else f"supplier: {supplier}"
        )
    return RelatedPart(resource.title, resource.link, ", ".join(details))


def _not_covered(factsheet: FactsheetShape) -> list[str]:
    """What a reader would look for in vain, so that absence never reads as safety."""
    gaps = []
    if not factsheet.risks:
        gaps.append("Side effects and risks. This does not mean that there are none.")
    if factsheet.contraindication_state == ContraindicationState.NOT_ASSESSED:
        gaps.append("Who should not have it. Nobody has assessed this yet.")
    if not complete_rows(factsheet, "citations"):
        gaps.append("Sources: it does not list the studies or guidelines that it rests on.")
    if not factsheet.evidence_searched_on:
        gaps.append("When somebody last looked for evidence.")
    gaps.append("What happens without treatment.")
    if not factsheet.qualifications and not complete_rows(factsheet, "associations"):
        gaps.append("Who is qualified to give it.")
    return gaps
