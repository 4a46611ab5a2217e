"""What formats read of a factsheet, its rows and the records behind them: a format is handed them, and knows no model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol


class RowsShape(Protocol):
    """The rows of one kind, as a manager gives them."""

    def all(self) -> Iterable[Any]:
        """In their order, half filled ones included."""


class FactsheetShape(Protocol):
    """A factsheet as it is public, or as a draft of it says; words that nobody has written are empty."""

    pk: int | None
    slug: str
    title: str
    summary: str
    therapy_kind: Any
    evidence_searched_on: date | None
    likely_statement: str
    unlikely_statement: str
    contraindication_state: str
    contraindication_statement: str  # rich text, as all below that are words
    risks: str
    qualifications: str
    is_starter_example: bool
    suitabilities: RowsShape
    citations: RowsShape
    associations: RowsShape
    related_items: RowsShape
    import_notes: RowsShape

    @property
    def also_called_names(self) -> list[str]:
        """Other names that people search for."""


class SourceShape(Protocol):
    """A cited source; `kind` and `status` are of the vocabularies of those names."""

    kind: str
    title: str
    authors: str
    year: int | None
    status: str

    @property
    def url(self) -> str:
        """Where it can be read; empty where nobody knows."""

    def get_status_display(self) -> str:
        """The status in words."""


class SubjectShape(Protocol):
    """A condition or a pain pattern."""

    pk: int
    slug: str
    name: str


class SuitabilityShape(Protocol):
    """A row of “might it help me?”, about a condition or a pain pattern; in a draft it may name none, or both."""

    verdict: str
    condition: Any
    condition_id: int | None
    pattern: object
    pattern_id: int | None
    note: str


class CitationShape(Protocol):
    """A row of the sources; in a draft it may name none."""

    source: Any
    source_id: int | None
    section: str
    stance: str
    locator: str
    reason: str

    def get_section_display(self) -> str:
        """The section as staff read it."""

    def get_stance_display(self) -> str:
        """The stance as staff read it."""


class RelatedShape(Protocol):
    """A row of the relevant information, with one target; in a draft it may have none, or more."""

    factsheet: object
    factsheet_id: int | None
    resource: object
    resource_id: int | None
    pending_title: str


class AssociationRowShape(Protocol):
    """A row that names an association; in a draft it may name none."""

    association: object
    association_id: int | None


class ResourceShape(Protocol):
    """A booklet or the like; `availability` is of the vocabulary of that name."""

    title: str
    authors: str
    publisher: str
    year: int | None
    link: str
    availability: str
    supplied_by_charity: bool
    supplier: object
