"""Results in ranks: by the values of a filter field first, and within a rank by relevance."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.backends import get_search_backend
from wagtail.documents.models import Document

from .documents import documents, titles

pytestmark = pytest.mark.django_db

WORDS = ("Pain", "Pain again", "Pain and more of it", "Pain, and so much more of it")


@pytest.fixture
def keys(own_index) -> list[int]:
    documents(*WORDS)
    return [Document.objects.get(title=title).pk for title in WORDS]


def found(*ranks):
    return get_search_backend().search("pain", Document).in_ranks(ranks)


def test_each_rank_comes_before_the_next_and_the_others_last(keys):
    assert titles(found()) == list(WORDS)
    assert titles(found(("id", keys[3:]), ("id", keys[1:3]))) == [WORDS[3], WORDS[1], WORDS[2], WORDS[0]]


def test_what_fits_into_two_ranks_stands_in_the_first(keys):
    assert titles(found(("id", keys[2:]), ("id", keys))) == [WORDS[2], WORDS[3], WORDS[0], WORDS[1]]


def test_a_rank_can_leave_out_and_can_take_all_others(keys):
    assert titles(found(("id", keys[:2], keys[:1]), ("id", None, keys[2:3]))) == [
        WORDS[1],
        WORDS[0],
        WORDS[3],
        WORDS[2],
    ]


def test_pages_and_counts_are_of_the_same_order(keys):
    results = found(("id", keys[3:]), ("id", [0]), ("id", keys[1:3]))
    in_order = titles(results)
    assert results.count() == 4
    for size in (1, 2, 3):
        assert [title for at in range(0, 4, size) for title in titles(results[at : at + size])] == in_order
    assert titles(results[4:9]) == []


def test_the_keys_of_results_come_in_the_same_order_without_their_table(keys):
    results = found(("id", keys[3:]), ("id", keys[1:3]))[:3]
    with CaptureQueriesContext(connection) as asked:
        assert results.primary_keys() == [keys[3], keys[1], keys[2]]
    assert not any(Document._meta.db_table in each["sql"] for each in asked.captured_queries)
