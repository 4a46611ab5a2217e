"""While there is no index to read, the database answers: the same questions, more plainly."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from modelsearch.query import MATCH_ALL, Boost, Fuzzy, Not, Phrase, PlainText
from wagtail.documents.models import Document

from backcare.search.repair import repairs_put_off

from .documents import titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(db: None, own_index: Path) -> None:
    for title in ("Back pain at work", "Back to front", "Massage"):
        Document.objects.create(title=title)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("back pain", {"Back pain at work"}),
        (PlainText("massage pain", operator="or"), {"Massage", "Back pain at work"}),
        (Phrase("back to"), {"Back to front"}),
        (Fuzzy("massage"), {"Massage"}),
        (Boost(PlainText("massage"), 2), {"Massage"}),
        (Not(PlainText("back")), {"Massage"}),
        (PlainText("back") & Not(PlainText("pain")), {"Back to front"}),
        (MATCH_ALL, {"Back pain at work", "Back to front", "Massage"}),
    ],
    ids=lambda value: repr(sorted(value) if isinstance(value, set) else value),  # the same in every process
)
def test_questions_are_answered_all_the_same(asked, found):
    results = Document.objects.all().search(asked)
    assert set(titles(results)) == found
    assert results.count() == len(found)
    assert results.primary_keys() == [each.pk for each in results]


def test_pages_orders_and_spelling_help_do_not_fail():
    results = Document.objects.order_by("title").search("back", order_by_relevance=False)
    assert titles(results[1:2]) == ["Back to front"]
    assert results.corrections == {}
    assert results.corrected_query is None
    assert results.excerpt("Back <to> front") == "Back &lt;to&gt; front"


@pytest.mark.parametrize(
    "hostile", ['"', "\\", "\x00", "\ud800", " ", "zebra " * 500], ids=lambda text: ascii(text)[:8]
)
def test_nothing_that_is_typed_is_an_error(hostile):
    assert list(Document.objects.all().search(hostile)) == []
    assert list(Document.objects.all().autocomplete(hostile)) == []


def test_whoever_is_about_to_build_the_index_is_not_warned_that_there_is_none(caplog):
    caplog.set_level(logging.WARNING, "backcare.search")
    with repairs_put_off():
        assert Document.objects.all().search("massage").count() == 1
    assert caplog.messages == []
    assert Document.objects.all().search("massage").count() == 1
    assert "it has not been built yet" in caplog.text
