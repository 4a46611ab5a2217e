"""Answers from the database while there is no index: slower and plainer, but never nothing."""

from __future__ import annotations

from modelsearch.backends.base import BaseSearchResults
from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchBackend,
    DatabaseSearchQueryCompiler,
    DatabaseSearchResults,
)
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from .analysis import storable
from .word_queries import MOST_WORDS


def answer_from_database(results: BaseSearchResults) -> DatabaseSearchResults:
    """The same question as that of `results`, with the same part of the answer, put to the database."""
    asked = results.query_compiler
    compiler = _Compiler(
        asked.queryset, _plain(asked.query), fields=asked.fields, order_by_relevance=asked.order_by_relevance
    )
    answer = DatabaseSearchResults(DatabaseSearchBackend({}), compiler)
    answer.start, answer.stop = results.start, results.stop
    answer._score_field = results._score_field
    return answer


class _Compiler(DatabaseSearchQueryCompiler):
    """The stock compiler, which neither takes a question without words nor one that the database cannot store."""

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> object:
        if isinstance(query, PlainText | Phrase) and not query.query_string.split():
            return MATCH_NONE
        return super().build_database_filter(query, boost=boost)


def _plain(query: SearchQuery) -> SearchQuery:
    """The question in the words that the database understands: without weights and without typing errors."""
    if isinstance(query, PlainText | Fuzzy):
        words = storable(query.query_string).split()[:MOST_WORDS]
        return PlainText(" ".join(words), operator=query.operator)
    if isinstance(query, Phrase):
        return Phrase(storable(query.query_string))
    if isinstance(query, Boost):
        return _plain(query.subquery)
    if isinstance(query, Not):
        return Not(_plain(query.subquery))
    if isinstance(query, And | Or):
        parts = [_plain(part) for part in query.subqueries]
        return And(parts) if isinstance(query, And) else Or(parts)
    return query
