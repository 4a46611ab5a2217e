"""What a search understands: forms of words, accents, apostrophes, typing errors, other names."""

from __future__ import annotations

from pathlib import Path

import pytest
from modelsearch.query import Fuzzy, Phrase, PlainText
from wagtail.documents.models import Document

from backcare.search.backend import SearchBackend

from .documents import documents, titles

pytestmark = pytest.mark.django_db


class AsTyped(PlainText):
    """A question that is to be taken letter by letter."""

    correct_spelling = False


@pytest.fixture(autouse=True)
def library(db: None, own_index: Path) -> None:
    documents(
        "Sciatica explained",
        "Medical acupuncture and needling",
        "The Alexander technique",
        "Prolapsed intervertebral disc",
        "Back pain at work",
        "Café visits",
        "TENS",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("needle", "Medical acupuncture and needling"),
        ("needles", "Medical acupuncture and needling"),
        ("EXPLAINING", "Sciatica explained"),
        ("cafe", "Café visits"),
        ("Alexander's technique", "The Alexander technique"),
        ("alexander’s", "The Alexander technique"),
        ("what is the alexander technique", "The Alexander technique"),
    ],
)
def test_forms_of_words_accents_and_apostrophes_do_not_matter(asked, found):
    results = Document.objects.all().search(asked)
    assert titles(results) == [found]
    assert results.corrected_query is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("siatica", "sciatica"),
        ("sciattica", "sciatica"),
        ("scaitica", "sciatica"),
        ("acupunkture", "acupuncture"),
        ("tesn", "tens"),
        ("backpain", "back pain"),
        ("acu puncture", "acupuncture"),
        ("Medical acupunture, please", "Medical acupuncture, please"),
    ],
)
def test_typing_errors_are_corrected_and_told(typed, meant):
    results = Document.objects.all().search(typed.removesuffix(", please"))
    assert len(results) == 1
    assert results.corrected_query == meant.removesuffix(", please")


def test_a_question_can_be_taken_as_typed():
    results = Document.objects.all().search(AsTyped("siatica"))
    assert titles(results) == []
    assert results.corrected_query is None


def test_no_word_is_suggested_that_stands_only_where_the_reader_may_not_look():
    hidden = Document.objects.get(title="Sciatica explained")
    results = Document.objects.exclude(pk=hidden.pk).search("siatica")
    assert titles(results) == []
    assert results.corrections == {}


def test_numbers_and_short_words_are_not_taken_for_typing_errors():
    for word in ("tes", "t3ns", "disk1"):
        assert Document.objects.all().search(word).corrections == {}


def test_words_that_hold_a_question_together_are_no_corrections():
    documents("You can stretch")
    assert Document.objects.all().search("cann").corrections == {}


def test_a_phrase_has_to_stand_there_and_a_near_miss_need_not():
    everything = Document.objects.all()
    assert titles(everything.search(Phrase("back pain"))) == ["Back pain at work"]
    assert titles(everything.search(Phrase("pain back"))) == []
    assert titles(everything.search(Fuzzy("siatica"))) == ["Sciatica explained"]


def test_other_names_are_understood_without_indexing_anything_again(monkeypatch):
    groups = [["slipped disc", "prolapsed intervertebral disc"], ["sciatica", "leg pain"]]
    everything = Document.objects.all()
    assert titles(everything.search("slipped disc")) == []
    with_names = SearchBackend.__init__

    def with_groups(self, params):
        with_names(self, params | {"SYNONYMS": lambda: groups})

    monkeypatch.setattr(SearchBackend, "__init__", with_groups)
    assert titles(everything.search("slipped disc")) == ["Prolapsed intervertebral disc"]
    assert titles(everything.search("leg pains explained")) == ["Sciatica explained"]
    results = everything.search("slipped disc")
    assert "<mark>intervertebral</mark>" in results.excerpt("A prolapsed intervertebral disc.")


@pytest.mark.parametrize("beginning", ["acu", "med acu", "need med", "Café", "caf", "accup"])
def test_beginnings_of_words_are_enough_in_any_order(beginning):
    assert len(Document.objects.all().autocomplete(beginning)) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "\\",
        "\x00",
        "🦴",
        "\ud800",
        "' OR 1=1 --",
        "(",
        "title:",
        "*",
        "a" * 10_000,
        "zebra " * 500,
        "OR",
        " ",
    ],
    ids=lambda text: ascii(text)[:12],
)
def test_nothing_that_is_typed_is_an_error(hostile):
    for results in (Document.objects.all().search(hostile), Document.objects.all().autocomplete(hostile)):
        assert list(results[:5]) == []
        assert results.count() == 0
    assert Document.objects.all().search(hostile).corrected_query is None


@pytest.mark.parametrize("asked", ["CBT", "C.B.T.", "c.b.t"])
def test_the_stops_of_an_abbreviation_make_no_difference(asked):
    documents("All about C.B.T.", "What CBT is", "Bus and train")
    found = Document.objects.all().search(asked)
    assert sorted(titles(found)) == ["All about C.B.T.", "What CBT is"]
    assert found.excerpt("All about C.B.T., or CBT.") == "All about <mark>C.B.T</mark>., or <mark>CBT</mark>."
