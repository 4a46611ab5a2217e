"""Associations as leaflets give them: which records come out, with which facts, and what waits for a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import yaml

from factsheets.exchange.proof import count_words
from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .read_as import read_document

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
    found = {
        "name": without_article(record.name),
        "abbreviation": record.abbreviation,
        "phone": number(record.phone),
        "fax": number(record.fax),
        "email": record.email,
        "website": site(record.website),
        "address": ", ".join(filter(None, address)),
    }
    return found


def wanted_of(record: dict[str, str]) -> dict[str, str]:
    wanted = {fact: record.get(fact, "") for fact in FACTS} | {"name": without_article(record["name"])}
    return wanted | {
        "phone": number(wanted["phone"]),
        "fax": number(wanted["fax"]),
        "website": site(wanted["website"]),
    }


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["what"].replace(" ", "-"))
def test_a_block_becomes_the_records_that_it_gives(block: dict[str, Any]) -> None:
    under = block.get("under", "Useful contacts")
    text = f"Ribbon Massage\n\nRibbons are wound around the back.\n\n{under}\n\n{block['text']}\n\nSide effects\n\nNone.\n"
    reading = read_document(text.encode(), "ribbons.txt")
    assert [facts_of(one) for one in reading.factsheet.associations or ()] == list(
        map(wanted_of, block["records"])
    )
    waiting = re.sub(
        r"\s+", " ", str([reading.unplaced, reading.factsheet.qualifications, reading.factsheet.associations])
    )
    assert all(words in waiting for words in block.get("waits", []))
    assert count_words(reading, reading.factsheet).lost == 0
