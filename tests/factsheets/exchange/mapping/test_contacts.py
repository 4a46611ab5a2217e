"""Associations as leaflets give them: which records come out, with which facts, and what waits for a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import yaml

from factsheets.exchange.proof import count_words
from factsheets.outputs.parsed_factsheet import ParsedAssociation
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, read_under

FILES = Path(__file__).parents[3] / "files" / "contacts"
BLOCKS = [
    block
    for path in sorted(FILES.glob("*.yaml"))
    for block in yaml.safe_load(path.read_text(encoding="utf-8"))
]
FACTS = ("abbreviation", "phone", "fax", "email", "website", "address")


def without_article(name: str) -> str:
    return re.sub("^the ", "", name.casefold())


def number(written: str) -> str:
    """A phone number in one form, whatever its spaces and brackets; “” for none."""
    if not written:
        return ""
    parsed = phonenumbers.parse(written, "GB")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def site(written: str) -> str:
    return written.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def facts_of(record: ParsedAssociation) -> dict[str, str]:
    address = (*record.address_lines, record.town, record.county, record.postcode)
    return {
        "name": without_article(record.name),
        "abbreviation": record.abbreviation,
        "phone": number(record.phone),
        "fax": number(record.fax),
        "email": record.email,
        "website": site(record.website),
        "address": ", ".join(filter(None, address)),
    }


def wanted_of(record: dict[str, str]) -> dict[str, str]:
    wanted = {fact: record.get(fact, "") for fact in FACTS} | {"name": without_article(record["name"])}
    return wanted | {
        "phone": number(wanted["phone"]),
        "fax": number(wanted["fax"]),
        "website": site(wanted["website"]),
    }


def as_text(under: str, text: str) -> tuple[bytes, str]:
    return (
        f"Ribbon Massage\n\nRibbons are wound around the back.\n\n{under}\n\n{text}\n\nSide effects\n\nNone.\n"
    ).encode(), "ribbons.txt"


def as_word(under: str, text: str) -> tuple[bytes, str]:
    """Each line is a paragraph of its own."""
    lines = "".join(p(line) for line in text.strip().split("\n"))
    before = p("Ribbon Massage", "Title") + p("Ribbons are wound around the back.") + p(under, "Heading1")
    return docx(before + lines + p("Side effects", "Heading1") + p("None.")), "ribbons.docx"


def as_page(under: str, text: str) -> tuple[bytes, str]:
    """The lines are one paragraph with breaks."""
    lines = "<br>".join(map(escape, text.strip().split("\n")))
    before = f"<h1>Ribbon Massage</h1><p>Ribbons are wound around the back.</p><h2>{escape(under)}</h2>"
    return page(f"{before}<p>{lines}</p><h2>Side effects</h2><p>None.</p>"), "ribbons.html"


@pytest.mark.parametrize("written", [as_text, as_word, as_page])
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["what"].replace(" ", "-"))
def test_a_block_becomes_the_records_that_it_gives(
    block: dict[str, Any], written: Callable[[str, str], tuple[bytes, str]]
) -> None:
    reading = read_document(*written(block.get("under", "Useful contacts"), block["text"]))
    found = [facts_of(one) for one in reading.factsheet.associations or ()]
    if block.get("needs_lines") and written is as_word:
        assert not any(one["phone"] or one["website"] for one in found)  # they wait, and are said of nobody
    else:
        assert found == list(map(wanted_of, block["records"]))
    waiting = re.sub(
        r"\s+", " ", str([reading.unplaced, reading.factsheet.qualifications, reading.factsheet.associations])
    )
    assert all(words in waiting for words in block.get("waits", []))
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("said", ["at any time", "or your own doctor", "on the ward", "see reception first"])
@pytest.mark.parametrize("above", ["Day Surgery Ward: ", "Sample Guild of Weavers\n"])
def test_words_beside_a_number_wait_whole(above: str, said: str) -> None:
    found = read_under("Who can I contact?\n", f"{above}01632 960342, {said}")
    assert any(text.endswith(said) for text in found.unplaced)
    assert not set(said.split()) & {word for text in found.structural for word in text.split()}
    assert count_words(found, found.factsheet).lost == 0


def test_a_number_of_nobody_waits_with_all_that_stands_behind_it() -> None:
    found = read_under(
        "Who can I contact?\n", "Day Surgery Ward: 01632 960342, at any time (ask for Ann), or 01632 960343"
    )
    assert any("01632 960342, at any time (ask for Ann), or 01632 960343" in text for text in found.unplaced)
