"""The same question among some of the objects: its words are understood as they were among all."""

from __future__ import annotations

import pytest
from modelsearch.backends import get_search_backend
from wagtail.documents.models import Document

from backcare.search.interpretation import Interpretation

from .documents import documents, titles

pytestmark = pytest.mark.django_db

WORDS = ("Acupuncture", "Acupuncture again", "Massage and acupuncture")


@pytest.fixture
def everything(own_index):
    documents(*WORDS)
    return get_search_backend().search("acupunctre", Document)


def _some(*words: str):
    return Document.objects.filter(
        pk__in=list(Document.objects.filter(title__in=words).values_list("pk", flat=True))
    )


def test_it_finds_those_that_the_filter_lets_through_in_the_same_order(everything):
    assert titles(everything) == list(WORDS)
    assert titles(everything.among(_some(*WORDS[1:]))) == list(WORDS[1:])
    assert everything.among(_some(WORDS[2])).count() == 1
    assert titles(everything.among(_some(*WORDS))[1:]) == list(WORDS[1:])


def test_a_word_is_corrected_as_it_was_among_all(everything):
    nothing = everything.among(_some("nothing is called so"))
    assert nothing.count() == 0
    assert nothing.corrected_query == everything.corrected_query == "acupuncture"


def test_the_words_are_looked_at_once(everything, monkeypatch):
    looked_at = []
    by_words = Interpretation.by_words
    monkeypatch.setattr(
        Interpretation, "by_words", lambda *args, **more: looked_at.append(args) or by_words(*args, **more)
    )
    assert [everything.among(_some(word)).count() for word in WORDS] == [1, 1, 1]
    assert len(looked_at) == 1


def test_parts_of_one_answer_are_of_one_state(everything):
    assert everything.count() == 3
    documents("Acupuncture once more")
    assert everything.among(Document.objects.all()).count() == 3
