"""A record that the library has already is used, under whatever name the document calls it."""

from __future__ import annotations

import pytest

from factsheets.exchange.known_records import near_names, reuse_records
from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedCitation,
    ParsedCondition,
    ParsedFactsheet,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSource,
    ParsedSuitability,
)
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "said",
    [
        ParsedAssociation(name="GEC"),
        ParsedAssociation(name="Guild of Chiropractors", abbreviation="gec"),
        ParsedAssociation(name="The Guild", website="http://www.gec.example.org/"),
    ],
)
def test_an_association_is_known_by_its_abbreviation_or_its_website(said: ParsedAssociation) -> None:
    Association.objects.create(
        name="Guild of Example Chiropractors", abbreviation="GEC", website="https://gec.example.org"
    )
    parsed, sentences = reuse_records(ParsedFactsheet(title="Yoga", associations=(said,)))
    assert parsed.associations is not None
    assert parsed.associations[0].name == "Guild of Example Chiropractors"
    assert sentences == [f"“{said.name}” is taken as the association “Guild of Example Chiropractors”."]


def test_a_page_of_a_site_is_another_address() -> None:
    Association.objects.create(name="Guild", website="https://gec.example.org")
    said = ParsedAssociation(name="Other", website="https://gec.example.org/other")
    assert reuse_records(ParsedFactsheet(title="Yoga", associations=(said,)))[1] == []


def test_a_book_is_known_by_its_isbn_however_it_is_written() -> None:
    Resource.objects.create(kind="book", title="Yoga for Backs", isbn="978-0-306-40615-7")
    said = ParsedResource(kind="book", title="Yoga for Stiff Backs", isbn="0306406152")
    parsed, _ = reuse_records(
        ParsedFactsheet(title="Yoga", related_items=(ParsedRelatedItem(resource=said),))
    )
    assert parsed.related_items is not None
    assert parsed.related_items[0].resource is not None
    assert parsed.related_items[0].resource.title == "Yoga for Backs"


@pytest.mark.parametrize(
    "said",
    [
        ParsedSource(kind="other", title="A line", doi="10.5555/SAMPLE.1"),
        ParsedSource(kind="other", title="A line", pmid="999"),
        ParsedSource(kind="other", title="A line", link="https://example.org/a"),
    ],
)
def test_a_source_is_known_by_what_identifies_it(said: ParsedSource) -> None:
    Source.objects.create(
        kind="trial",
        title="A trial",
        year=2001,
        doi="10.5555/sample.1",
        pmid="999",
        link="https://example.org/a",
    )
    parsed, sentences = reuse_records(
        ParsedFactsheet(title="Yoga", citations=(ParsedCitation(source=said, section="evidence"),))
    )
    assert parsed.citations is not None
    assert (parsed.citations[0].source.title, parsed.citations[0].source.year) == ("A trial", 2001)
    assert len(sentences) == 1


def test_two_names_of_one_record_stand_once() -> None:
    Association.objects.create(name="Guild", abbreviation="GEC")
    twice = (ParsedAssociation(name="Guild"), ParsedAssociation(name="GEC"))
    parsed, _ = reuse_records(ParsedFactsheet(title="Yoga", associations=twice))
    assert [one.name for one in parsed.associations or ()] == ["Guild"]


def test_a_name_that_is_nearly_known_is_shown_and_not_changed() -> None:
    Condition.objects.create(name="Prolapsed disc", slug="prolapsed-disc")
    row = ParsedSuitability(verdict="likely", condition=ParsedCondition(name="Prolapsed discs"))
    parsed = ParsedFactsheet(title="Yoga", suitabilities=(row,))
    assert list(near_names(parsed)) == [
        "New record: “Prolapsed discs” is nearly “Prolapsed disc”, which the library has: choose that one if they are the same."
    ]
    assert reuse_records(parsed)[0] == parsed
