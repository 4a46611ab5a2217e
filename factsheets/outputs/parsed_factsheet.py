"""A factsheet as plain values: what every reader of a file makes and every writer is given.

Nothing here knows a model or a database. Records are named by their own words, so that a
factsheet can travel between installations. `None` means "the document is silent about this".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ParsedTherapyKind:
    """A kind of therapy, known by its name."""

    name: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedCondition:
    """A condition, known by its medical name; the codes are those of SNOMED CT and ICD-10."""

    name: str
    plain_name: str = ""
    other_names: tuple[str, ...] = ()
    description: str = ""
    snomed_ct: str = ""
    icd_10: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedPainPattern:
    """A pain pattern, known by its name."""

    name: str
    aspect: str  # policy.Aspect: place, feel, timing


@dataclass(frozen=True, kw_only=True)
class ParsedContactCheck:
    """Somebody checked one fact about an association, which then had this value."""

    fact: str  # policy.ContactFact: address, phone, fax, email, website, register_link
    value: str
    checked_on: date
    checked_by: str
    checked_how: str


@dataclass(frozen=True, kw_only=True)
class ParsedAssociation:
    """An association, known by its name. Addresses of the web and of e-mail are whole ones."""

    name: str
    abbreviation: str = ""
    address_lines: tuple[str, ...] = ()
    town: str = ""
    county: str = ""
    postcode: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    does_for_patients: str = ""
    register_link: str = ""
    checks: tuple[ParsedContactCheck, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParsedResource:
    """A booklet or the like, known by its title and kind."""

    kind: str  # policy.ResourceKind: booklet, book, leaflet, website, video
    title: str
    authors: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""
    supplier: str = ""  # the name of an Association, or BACKCARE
    link: str = ""
    availability: str = "unknown"  # policy.Availability
    last_seen_on: date | None = None
    replaced_by: str = ""  # the title of another resource


@dataclass(frozen=True, kw_only=True)
class ParsedSource:
    """A study, guideline or other text, known by its title and year."""

    kind: str  # policy.SourceKind: guideline, systematic_review, trial, other
    title: str
    authors: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    link: str = ""
    status: str = "current"  # policy.SourceStatus
    superseded_by: str = ""  # the title of another source
    checked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ParsedSuitability:
    """Exactly one of `condition` and `pattern`."""

    verdict: str  # policy.Verdict: likely, unlikely, avoid
    condition: ParsedCondition | None = None
    pattern: ParsedPainPattern | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedCitation:
    """What a source says about one section."""

    source: ParsedSource
    section: str  # policy.Section: the name of the rich text field it supports
    locator: str = ""
    stance: str = "neutral"  # policy.Stance: supports, against, neutral
    reason: str = ""  # why the row stands although the source speaks against it; readers do not see it


@dataclass(frozen=True, kw_only=True)
class ParsedRelatedItem:
    """Exactly one of `factsheet` (a slug), `resource` and `pending_title`."""

    factsheet: str = ""
    resource: ParsedResource | None = None
    pending_title: str = ""


#: The rich text fields, in the order of reading; each is one `##` section of a factsheet file.
SECTIONS = (
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "contraindication_statement",
    "risks",
    "qualifications",
)

#: The name that stands for the charity itself as the supplier of a resource.
BACKCARE = "BackCare"


@dataclass(frozen=True, kw_only=True)
class ParsedFactsheet:
    """One factsheet. Rich text is portable HTML, see `language.rich_text`.

    A field that is None, and a tuple of rows that is None, was not in the document at all.
    """

    title: str
    slug: str | None = None
    also_called: tuple[str, ...] | None = None
    summary: str | None = None
    therapy_kind: ParsedTherapyKind | None = None
    introduction: str | None = None
    mechanism: str | None = None
    procedure: str | None = None
    evidence: str | None = None
    certainty: str | None = None  # policy.Certainty
    evidence_searched_on: date | None = None
    likely_statement: str | None = None
    unlikely_statement: str | None = None
    contraindication_state: str | None = None  # policy.ContraindicationState
    contraindication_statement: str | None = None
    risks: str | None = None
    qualifications: str | None = None
    regulation: str | None = None  # policy.Regulation
    suitabilities: tuple[ParsedSuitability, ...] | None = None
    citations: tuple[ParsedCitation, ...] | None = None
    associations: tuple[ParsedAssociation, ...] | None = None
    related_items: tuple[ParsedRelatedItem, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """What a reader of a legacy document made of it: the factsheet, and all that a person must look at."""

    factsheet: ParsedFactsheet
    placed: tuple[tuple[str, str], ...] = ()  # (where in the glossary's words, the source's own text)
    proposed: tuple[str, ...] = ()  # one sentence each
    odd: tuple[str, ...] = ()  # one sentence each
    unplaced: tuple[
        str, ...
    ] = ()  # the source's own text; as the sentences above, each begins with the name of its field
    proposed_suitabilities: tuple[ParsedSuitability, ...] = ()
    structural: tuple[str, ...] = ()  # headings, labels, list marks: words that carry nothing themselves
    disclaimer: tuple[str, ...] = ()  # the charity's disclaimer, recognised and not copied
    source: str = ""  # all words that were read, for the proof that none is lost
    set_aside: tuple[str, ...] = ()  # what stands around a document: running heads, an e-mail's frame
