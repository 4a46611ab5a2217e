"""Words that are written in more ways than one are found in each of them, and nothing is said of a typing error."""

from __future__ import annotations

from pathlib import Path

import pytest
from modelsearch.query import PlainText
from wagtail.documents.models import Document

from backcare.search.backend import SearchBackend
from backcare.search.english_spelling import other_spellings

from .documents import documents, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(db: None, own_index: Path) -> None:
    documents(
        "Backache at work",
        "Back ache in the evening",
        "A fall on the tail bone",
        "Headaches and the eyes",
        "An x-ray of the hip",
        "A painkiller for today",
        "The onset of winter",
        "Together again",
        "The disc and the spinal centre",
        "Behavioural approaches",
        "We are not able to come",
    )


def found(typed: str) -> list[str]:
    results = Document.objects.all().search(typed)
    assert results.corrections == {}
    assert results.corrected_query is None
    return sorted(titles(results))


BACKACHE = ["Back ache in the evening", "Backache at work"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("backache", BACKACHE),
        ("back ache", BACKACHE),
        ("back-ache", BACKACHE),
        ("Back aches", BACKACHE),
        ("tailbone", ["A fall on the tail bone"]),
        ("tail bone", ["A fall on the tail bone"]),
        ("head ache", ["Headaches and the eyes"]),
        ("head aches", ["Headaches and the eyes"]),
        ("xray", ["An x-ray of the hip"]),
        ("x ray", ["An x-ray of the hip"]),
        ("pain killers", ["A painkiller for today"]),
    ],
)
def test_a_compound_is_found_written_apart_and_together(typed: str, expected: list[str]) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize("typed", ["on set", "to day", "notable", "key ache", "ache back"])
def test_words_of_the_sentence_make_no_compound(typed: str) -> None:
    assert not {"The onset of winter", "Together again", "We are not able to come", "Backache at work"} & set(
        titles(Document.objects.all().search(typed))
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("disk", ["The disc and the spinal centre"]),
        ("center", ["The disc and the spinal centre"]),
        ("behavioral", ["Behavioural approaches"]),
    ],
)
def test_american_spelling_is_understood(typed: str, expected: list[str]) -> None:
    assert found(typed) == expected


def test_a_compound_has_the_other_names_of_either_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [["tail bone", "coccyx"], ["backache", "lumbago"]]
    with_names = SearchBackend.__init__

    def with_groups(self: SearchBackend, params: dict) -> None:
        with_names(self, params | {"SYNONYMS": lambda: groups})

    monkeypatch.setattr(SearchBackend, "__init__", with_groups)
    documents("Pain of the coccyx", "Lumbago")
    assert "Pain of the coccyx" in found("tailbone")
    assert "Pain of the coccyx" in found("tail bone")
    assert found("back ache") == found("backache") == [*BACKACHE, "Lumbago"]


def test_a_compound_that_nobody_may_see_is_not_looked_for() -> None:
    hidden = Document.objects.get(title="Backache at work")
    assert titles(Document.objects.exclude(pk=hidden.pk).search("back ache")) == ["Back ache in the evening"]


def test_the_words_of_a_compound_are_marked() -> None:
    results = Document.objects.all().search("back ache")
    assert results.excerpt("Of backaches.") == "Of <mark>backaches</mark>."
    assert Document.objects.all().search("backache").excerpt("My back ache.") == (
        "My <mark>back</mark> <mark>ache</mark>."
    )


def test_what_is_excluded_is_excluded_in_each_writing() -> None:
    everything = Document.objects.all()
    assert not set(BACKACHE) & set(titles(everything.search(~PlainText("backache"))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("behavioural", "behavioral"),
        ("centres", "centers"),
        ("organised", "organized"),
        ("paralysed", "paralyzed"),
        ("orthopaedic", "orthopedic"),
        ("travelling", "traveling"),
        ("dialogue", "dialog"),
        ("licence", "license"),
        ("programme", "program"),
        ("grey", "gray"),
    ],
)
def test_either_side_of_the_atlantic_is_known(one: str, other: str) -> None:
    assert other in other_spellings(one)
    assert one in other_spellings(other)
