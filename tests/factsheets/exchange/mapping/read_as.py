"""Text as it would come out of a file, read and mapped."""

from __future__ import annotations

from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.outputs.parsed_factsheet import ReadDocument


def read_document(data: bytes, name: str) -> ReadDocument:
    """The reading of a document that holds one therapy."""
    (reading,) = map_document(read_in_this_process(data, name), name)
    return reading


def read_under(heading: str, text: str, title: str = "Massage") -> ReadDocument:
    """The reading of a text that stands under a heading; “ ¶ ” parts its paragraphs, items begin with “• ”."""
    parts = text.split(" ¶ ")
    body = ""
    for before, part in zip(["", *parts], parts, strict=False):
        body += ("\n" if before.startswith("• ") and part.startswith("• ") else "\n\n") + part
    return read_document(f"{title}\n\nIt is a therapy.\n\n{heading}{body}\n".encode(), "therapy.txt")


def rows_of(reading: ReadDocument, verdict: str) -> list[str]:
    """The names of the rows of a verdict."""
    return [
        (row.condition or row.pattern).name
        for row in reading.factsheet.suitabilities or ()
        if row.verdict == verdict
    ]
