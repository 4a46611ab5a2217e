"""Fourth stage of the legacy text reader: the title, and the blocks under each heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from .accounting import Ledger
from .blocks import Block
from .decoding import UnreadableDocument
from .headings import part_opened_by
from .lines import SourceLine

MAX_TITLE_LENGTH = 120


@dataclass
class DocumentSection:
    """What stands under one known heading; the part "" is the text before the first of them."""

    part: str
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)


def take_title(lines: list[SourceLine], name: str) -> tuple[str, list[SourceLine]]:
    """The title, and the lines after it. Raises UnreadableDocument when the document does not begin with one."""
    start = next(index for index, line in enumerate(lines) if line.text)
    end = start
    while end < len(lines) and lines[end].text:
        end += 1
    title = " ".join(line.text for line in lines[start:end])
    if len(title) > MAX_TITLE_LENGTH or any(
        _is_no_title(line, lines[start]) for line in lines[start + 1 : end]
    ):
        title, end = lines[start].text, start + 1
    if len(title) > MAX_TITLE_LENGTH or part_opened_by(lines[start].text):
        raise UnreadableDocument(
            f"{name} does not begin with a title: put the name of the therapy alone on its first line."
        )
    return title, lines[end:]


def _is_no_title(line: SourceLine, first: SourceLine) -> bool:
    """Whether a line under the first one does not go on with the title."""
    return line.indent > first.indent or line.text.endswith(".") or part_opened_by(line.text) is not None


def split_sections(blocks: list[Block], ledger: Ledger, name: str) -> list[DocumentSection]:
    """One section for each part of a factsheet, in the document's order.

    A heading that stands twice adds to its first section, and is odd. Raises UnreadableDocument
    for a text without any known heading: it is not a factsheet.
    """
    sections = {"": DocumentSection("")}
    current = sections[""]
    for block in blocks:
        if block.kind != "heading":
            current.blocks.append(block)
            continue
        ledger.structure(block.text)
        if block.part in sections:
            ledger.odd.append(f"The heading “{block.text}” stands twice: both texts were put together.")
        current = sections.setdefault(block.part, DocumentSection(block.part, block.text))
    if len(sections) == 1:
        raise UnreadableDocument(
            f"{name} has no heading of a BackCare factsheet, such as “What is the evidence?”: "
            "check that it is the right file, or put the headings in."
        )
    for section in sections.values():
        if section.part and not section.blocks:
            ledger.odd.append(f"Nothing stands under the heading “{section.heading}”.")
    return list(sections.values())
