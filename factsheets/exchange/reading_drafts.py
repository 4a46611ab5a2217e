"""A document as the drafts that it would become, and its text as it is kept: no table is written, and none is read."""

from __future__ import annotations

from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import SECTIONS, ReadDocument

from .formats.document import Document, DocumentRefused
from .mapping.mapping import map_document
from .reading_documents.reading import read_source_document
from .shared_records import ExchangeError

#: Names that end so are factsheet files; all others are documents in the words of whoever wrote them.
FACTSHEET_FILES = (".md", ".markdown")


def is_factsheet_file(name: str) -> bool:
    """Whether it is a file of our own, which says all of a factsheet."""
    return name.lower().endswith(FACTSHEET_FILES)


def read_drafts(data: bytes, name: str) -> tuple[tuple[ReadDocument, ...], str]:
    """The reading of each therapy, and the text. `ExchangeError` holds one sentence on what cannot be read."""
    try:
        if not is_factsheet_file(name):
            document = read_source_document(data, name)
            return map_document(document, name), text_of(document)
        text = data.decode("utf-8-sig")
        parsed = factsheet_file.read(text, name)
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{name} is not UTF-8 text: save it as UTF-8 and try again.") from error
    except (DocumentRefused, factsheet_file.FactsheetFileError) as error:
        raise ExchangeError(str(error)) from error
    placed = [(name, getattr(parsed, name)) for name in ("title", "summary", *SECTIONS)]
    reading = ReadDocument(
        factsheet=parsed, placed=tuple((_label(name), value) for name, value in placed if value)
    )
    return (reading,), text


def text_of(document: Document) -> str:
    """All words of a document in reading order, as they are kept beside the original."""
    blocks = [f"{block.mark} {block.text}".strip() for block in document.blocks]
    return "\n\n".join([*blocks, *(aside.text for aside in document.set_aside)])


def _label(field: str) -> str:
    return field.replace("_", " ").capitalize()
