"""A document as the drafts that it would become, and its text as it is kept: no table is written, and none is read."""

from __future__ import annotations

from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import SECTIONS, ReadDocument

from . import legacy_text
from .shared_records import ExchangeError

#: Names that end so are factsheet files; all others are legacy documents.
FACTSHEET_FILES = (".md", ".markdown")


def is_factsheet_file(name: str) -> bool:
    """Whether it is a file of our own, which says all of a factsheet."""
    return name.lower().endswith(FACTSHEET_FILES)


def read_drafts(data: bytes, name: str) -> tuple[tuple[ReadDocument, ...], str]:
    """`ExchangeError` holds one sentence on what cannot be read."""
    try:
        if not is_factsheet_file(name):
            legacy_text.refuse_size(len(data), name)
            return (legacy_text.read_document(data, name),), legacy_text.decode(data, name)
        text = data.decode("utf-8-sig")
        parsed = factsheet_file.read(text, name)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{name} is not UTF-8 text: save it as UTF-8 and try again.") from error
    except (legacy_text.UnreadableDocument, factsheet_file.FactsheetFileError) as error:
        raise ExchangeError(str(error)) from error
    placed = [(name, getattr(parsed, name)) for name in ("title", "summary", *SECTIONS)]
    reading = ReadDocument(
        factsheet=parsed,
        placed=tuple((_label(name), value) for name, value in placed if value),
    )
    return (reading,), text


def _label(field: str) -> str:
    return field.replace("_", " ").capitalize()
