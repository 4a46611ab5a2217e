"""What would become of a document: values only. Whoever confirms a plan has seen all that applying it writes."""

from __future__ import annotations

from dataclasses import dataclass

from factsheets.outputs.parsed_factsheet import ReadDocument


@dataclass(frozen=True, kw_only=True)
class PlannedRecord:
    """A shared record that a draft names. `exists` is the name of the one that would be used; empty for a new one."""

    kind: str  # the name of its model, such as “painpattern”
    label: str  # its kind in words
    name: str
    exists: str = ""

    @property
    def key(self) -> str:
        """What is the same for the same record of another document."""
        return f"{self.kind}:{' '.join(self.name.split()).casefold()}"


@dataclass(frozen=True, kw_only=True)
class PlannedPart:
    """A part of a factsheet that exists, of which the document has other words."""

    name: str  # the field
    label: str
    own: str
    new: str
    is_free: bool  # nobody has written there since a document did, so nobody is overwritten


@dataclass(frozen=True, kw_only=True)
class PlannedDraft:
    """One draft that the document would become."""

    reading: ReadDocument
    title: str
    page: int | None = None  # the factsheet that gets a new draft; None for a new one
    revision: int | None = None  # the draft of it that was looked at
    records: tuple[PlannedRecord, ...] = ()
    parts: tuple[PlannedPart, ...] = ()
    left_out: tuple[str, ...] = ()  # a sentence for each thing that could not be kept as things stand
    sentences: tuple[
        str, ...
    ] = ()  # what is said of its records: each is told before and after the fact alike

    @property
    def outcome(self) -> str:
        """“created” or “updated”."""
        return "created" if self.page is None else "updated"

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to write: the factsheet has all these words."""
        return self.page is not None and not self.parts

    @property
    def to_confirm(self) -> tuple[PlannedPart, ...]:
        """Parts that somebody has written since; they stay as they are until a person says otherwise."""
        return tuple(part for part in self.parts if not part.is_free)


@dataclass(frozen=True, kw_only=True)
class DocumentPlan:
    """Either drafts, or a page that the document made before as it is."""

    text: str = ""  # of the document, as it is kept
    drafts: tuple[PlannedDraft, ...] = ()
    unchanged: str = ""  # the title of the page
    unchanged_page: int | None = None
