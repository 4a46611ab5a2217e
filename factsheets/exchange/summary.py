"""The first lines of a report: how much became of a document, and how much waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from factsheets.outputs.parsed_factsheet import ReadDocument

from .proof import WordCount, as_figures, count_words

_NOT_COUNTED = ("title", "slug")


@dataclass(frozen=True)
class Summary:
    """What an import comes to, in figures."""

    drafts: int
    fields_filled: int
    to_confirm: int
    in_tray: int
    words: WordCount

    @property
    def in_words(self) -> str:
        """Two lines for a person."""
        return (
            f"{_count(self.drafts, 'draft')}, {_count(self.fields_filled, 'field')} filled, "
            f"{_count(self.to_confirm, 'note')} to confirm, {_count(self.in_tray, 'text')} in the tray.\n"
            f"Words: {self.words.in_document} in the document; {self.words.in_fields} in fields, "
            f"{self.words.in_records} in records, {self.words.set_aside} set aside as headings and the like, "
            f"{self.words.in_tray} in the tray, {self.words.lost} lost."
        )

    def as_values(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "drafts": self.drafts,
            "fields_filled": self.fields_filled,
            "to_confirm": self.to_confirm,
            "in_tray": self.in_tray,
            "words": as_figures(self.words),
        }


def summarise(readings: Sequence[ReadDocument]) -> Summary:
    """The summary of all drafts of a document, or of several documents."""
    counts = [count_words(reading, reading.factsheet) for reading in readings]
    return Summary(
        drafts=len(readings),
        fields_filled=sum(len(filled_fields(reading)) for reading in readings),
        to_confirm=sum(len(reading.proposed) + len(reading.odd) for reading in readings),
        in_tray=sum(len(reading.unplaced) for reading in readings),
        words=WordCount(*(sum(getattr(count, field.name) for count in counts) for field in fields(WordCount))),
    )


def filled_fields(reading: ReadDocument) -> list[str]:
    """The names of the fields that the document filled."""
    sheet = reading.factsheet
    return [field.name for field in fields(sheet) if field.name not in _NOT_COUNTED and getattr(sheet, field.name)]


def notes_as_values(reading: ReadDocument) -> list[dict[str, str]]:
    """Each note with its kind and the field that it belongs to."""
    return [
        {"kind": kind, "field": note.partition(": ")[0], "text": note.partition(": ")[2]}
        for kind in ("proposed", "odd", "unplaced")
        for note in getattr(reading, kind)
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
