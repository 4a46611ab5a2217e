"""The legacy text reader as a whole: bytes → a factsheet, and all that a person must look at."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import slugify

from factsheets.language.vocabulary import Section as Part
from factsheets.language.vocabulary import Verdict
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ReadDocument

from .accounting import Ledger
from .association import read_associations
from .blocks import Block, read_blocks
from .contraindications import read_contraindications
from .decoding import decode
from .disclaimer import take_disclaimer
from .lines import split_lines
from .prose import place_prose, rejoin
from .related import read_related
from .sections import DocumentSection, split_sections, take_title
from .suitability import Rows, read_suitability

_MECHANISM_BEGINS = re.compile(r"\bworks? by\b", re.IGNORECASE)
_UNREGULATED = re.compile(r"\bunregulated\b|\bnot regulated\b", re.IGNORECASE)


def read_document(data: bytes, name: str) -> ReadDocument:
    """Read a legacy factsheet. `name` is what messages call the document.

    Every word of it is in a field of the factsheet, or in the reading's structural, disclaimer or
    unplaced words. Raises UnreadableDocument with one sentence for a document that is no such factsheet.
    """
    text = decode(data, name)
    ledger = Ledger()
    title, lines = take_title(split_lines(text), name)
    ledger.place_text("Title", title, title)
    sections = split_sections(take_disclaimer(read_blocks(lines), ledger), ledger, name)
    rows = Rows(ledger)
    values: dict[str, Any] = {}
    for section in sections:
        values |= _read_section(
            section, rows, ledger, splits_mechanism=not any(s.part == "mechanism" for s in sections)
        )
    ledger.close(text)
    return ReadDocument(
        factsheet=ParsedFactsheet(
            title=title, slug=slugify(title) or None, suitabilities=tuple(rows.rows) or None, **_given(values)
        ),
        placed=tuple(ledger.placed),
        proposed=tuple(ledger.proposed),
        odd=tuple(ledger.odd),
        unplaced=tuple(ledger.unplaced),
        proposed_suitabilities=tuple(rows.proposals),
        structural=tuple(ledger.structural),
        disclaimer=tuple(ledger.disclaimer),
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if value is not None}


def _read_section(
    section: DocumentSection, rows: Rows, ledger: Ledger, *, splits_mechanism: bool
) -> dict[str, Any]:
    """The fields that one section fills."""
    part, blocks = section.part, section.blocks
    if part in ("likely", "unlikely"):
        return {f"{part}_statement": read_suitability(blocks, Verdict(part), rows, ledger)}
    if part == "avoid":
        state, statement = read_contraindications(blocks, rows, ledger)
        return {"contraindication_state": state, "contraindication_statement": statement}
    if part == "associations":
        return {"associations": read_associations(blocks, ledger)}
    if part == "related":
        return {"related_items": read_related(blocks, ledger)}
    if part == "sources":
        return _leave_sources(blocks, ledger)
    if part == "":
        return _read_beginning(blocks, ledger, splits_mechanism=splits_mechanism)
    if part == "qualifications" and any(_UNREGULATED.search(block.text) for block in blocks):
        ledger.proposed.append("The qualifications say “unregulated”: choose the regulation.")
    return {part: place_prose(blocks, Part(part).label, ledger)}


def _read_beginning(blocks: list[Block], ledger: Ledger, *, splits_mechanism: bool) -> dict[str, Any]:
    """What it is, and from the first later paragraph that says what it works by, how it works."""
    blocks = rejoin(blocks)
    later = range(1, len(blocks)) if splits_mechanism else ()
    turn = next((number for number in later if _MECHANISM_BEGINS.search(blocks[number].text)), len(blocks))
    return {
        "introduction": place_prose(blocks[:turn], Part.INTRODUCTION.label, ledger),
        "mechanism": place_prose(blocks[turn:], Part.MECHANISM.label, ledger),
    }


def _leave_sources(blocks: list[Block], ledger: Ledger) -> dict[str, Any]:
    """Sources need a title, a kind and the section they support: a person enters them."""
    for block in blocks:
        ledger.structure(block.mark)
        ledger.leave(block.text)
    return {}
