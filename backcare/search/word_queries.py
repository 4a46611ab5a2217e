"""Words as queries of the engine: in any of the searched columns, by word form, by beginning, or nearly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from .analysis import FILLERS, spelled_words, stem
from .columns import Column
from .spelling_correction import allowed_distance
from .state import IndexState
from .synonyms import Span

# How much a word adds that stands in a further column, beside the column where it weighs most.
_FURTHER_COLUMNS = 0.25
# How much an expression counts that means the same as the one asked for; and words that stand side by side as asked.
_SYNONYM, _SIDE_BY_SIDE = 0.7, 0.15
# More words than this tell nothing more, and a whole pasted page must not take long.
MOST_WORDS = 40
# The engine knows no greater one.
_GREATEST_DISTANCE = 2


def all_of(queries: Sequence[Query]) -> Query:
    """Objects that every query finds; with none, nothing."""
    return _joined(queries, Occur.Must)


def any_of(queries: Sequence[Query]) -> Query:
    """Objects that at least one query finds; with none, nothing."""
    return _joined(queries, Occur.Should)


def but_not(query: Query, excluded: Query) -> Query:
    """What one query finds and the other does not."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, excluded)])


def everything_but(excluded: Query) -> Query:
    """All that a query does not find."""
    return but_not(Query.all_query(), excluded)


def _joined(queries: Sequence[Query], how: Occur) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(how, query) for query in queries])


@dataclass(frozen=True)
class WordQueries:
    """Queries for words in some columns, each with its weight."""

    schema: Schema
    weights: dict[Column, float]

    def word(self, word: str) -> Query:
        """One word as spelled or in another form."""
        return self._in_each_column(
            lambda column: Query.term_query(self.schema, column.name, stem(word), "position")
        )

    def phrase(self, stems: Sequence[str]) -> Query:
        """Words side by side in one column, given as stems."""
        if len(stems) == 1:
            return self._in_each_column(
                lambda column: Query.term_query(self.schema, column.name, stems[0], "position")
            )
        return self._in_each_column(lambda column: Query.phrase_query(self.schema, column.name, list(stems)))

    def nearly(self, word: str) -> Query:
        """One word, also with typing errors; the right spelling counts more."""
        root = stem(word)
        close = self._in_each_column(
            lambda column: Query.fuzzy_term_query(
                self.schema, column.name, root, min(allowed_distance(word), _GREATEST_DISTANCE)
            )
        )
        return any_of([Query.boost_query(self.word(word), 2), close])

    def beginning(self, word: str, state: IndexState) -> Query:
        """Any word that begins so; if there is none, one that nearly does."""
        names = [column.name for column in self.weights]
        known = any(state.terms(name, word, limit=1) for name in names)
        distance = 0 if known or len(word) < 4 else 1
        begun = self._in_each_column(
            lambda column: Query.fuzzy_term_query(self.schema, column.name, word, distance, prefix=True)
        )
        return any_of([begun, self.as_spelled(word)])

    def as_spelled(self, word: str) -> Query:
        """A whole word in a column that keeps words as they are spelled."""
        return self._in_each_column(lambda column: Query.term_query(self.schema, column.name, word, "freq"))

    def text(self, spans: Sequence[Span], *, every: bool) -> Query:
        """The parts of a question: every one of them, or any; those side by side as asked count more."""
        found = [(span, self._span(span)) for span in spans]
        telling = [query for span, query in found if not is_filler(span)]
        fillers = [query for span, query in found if is_filler(span)]
        if not telling:
            telling, fillers = fillers, []
        words = [word for span in spans for word in span.words]
        if len(words) > 1:
            fillers.append(Query.boost_query(self.phrase(words), _SIDE_BY_SIDE))
        required = all_of(telling) if every else any_of(telling)
        further = [(Occur.Should, query) for query in fillers]
        return Query.boolean_query([(Occur.Must, required), *further]) if further else required

    def _span(self, span: Span) -> Query:
        own = all_of([self.phrase([word]) for word in span.words])
        others = [Query.boost_query(self.phrase(other), _SYNONYM) for other in span.others]
        spellings = [self.phrase(spelling) for spelling in span.spellings]
        return Query.disjunction_max_query([own, *spellings, *others]) if others or spellings else own

    def _in_each_column(self, query_for: Callable[[Column], Query]) -> Query:
        queries = [_weighed(query_for(column), weight) for column, weight in self.weights.items()]
        if not queries:
            return Query.empty_query()
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries, _FURTHER_COLUMNS)


def _weighed(query: Query, weight: float) -> Query:
    return query if weight == 1 else Query.boost_query(query, weight)


def is_filler(span: Span) -> bool:
    """Whether a part of a question only holds it together."""
    is_other = span.others or span.spellings
    return len(span.words) == 1 and not is_other and span.words[0] in _FILLER_STEMS


def query_words(query_string: str) -> list[str]:
    """The words of a question as spelled, without what is more than anybody asks."""
    return spelled_words(query_string)[:MOST_WORDS]


_FILLER_STEMS = frozenset(stem(word) for word in FILLERS)
