"""What a search found, as modelsearch's API promises it, with spelling help and excerpts besides."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.db.models import Model, QuerySet
from django.utils.safestring import SafeString
from modelsearch.backends.base import BaseSearchResults, FilterFieldError
from tantivy import DocAddress, Query

from .columns import Column
from .database_fallback import answer_from_database
from .english_spelling import english_from
from .errors import IndexUnavailable
from .excerpts import excerpt
from .index import Index, Parts
from .index_documents import PK
from .interpretation import Interpretation
from .mapping import column_of
from .ordering import Ordering
from .query_compiler import AutocompleteQueryCompiler
from .spelling_correction import Vocabulary
from .state import IndexState
from .storage import Snapshot
from .synonyms import Expression, synonyms_from
from .word_queries import all_of, but_not

Answer = TypeVar("Answer")

# So many objects are fetched by one statement; databases set a limit to what one statement may name.
_AT_ONCE = 500
# More different values than this do not help anybody to choose.
_MOST_VALUES = 10_000


class Rank(NamedTuple):
    """Results that have one of some values in a FilterField, None for any or no value, and none of some others."""

    field_name: str
    values: Collection[object] | None
    without: Collection[object] = ()


@dataclass
class Understood:
    """A question as one state of the index understood it, and the query for all that it finds."""

    state: IndexState
    interpretation: Interpretation
    #: What the words say, without the filters; and the two together.
    words: Query
    query: Query

    @cached_property
    def total(self) -> int:
        """How many objects are found."""
        return self.state.count(self.query)

    def facets(self, columns: dict[str, Column]) -> dict[str, OrderedDict[object, int]]:
        """Under each name the values in its column, the most frequent first, None for objects without one."""
        empty = {column.name: column.nothing for column in columns.values()}
        self.total, buckets = self.state.tally(self.query, empty, limit=_MOST_VALUES)
        return {
            name: OrderedDict(
                (None if value == column.nothing else column.decode(value), count)
                for value, count in buckets[column.name]
            )
            for name, column in columns.items()
        }


class SearchResults(BaseSearchResults):
    """The objects that a search finds, fetched when they are looked at; from the database while there is no index."""

    supports_facet = True
    # The newest state of the index when it was first asked; the answers belong together.
    _understood: Understood | None = None
    # Results of the same question among others, by which its words are understood.
    _like: SearchResults | None = None
    _ranks: tuple[Rank, ...] = ()

    def in_ranks(self, ranks: Iterable[tuple[Any, ...]]) -> SearchResults:
        """The same results rank after rank; each is given as a `Rank`, or as a tuple of the same.

        An object stands in the first rank that it fits into, and within it by relevance; what fits into none comes last.
        Looking at them raises FilterFieldError if a rank names a field that is no FilterField.
        """
        ranked: SearchResults = self._clone()
        ranked._ranks = tuple(Rank(*rank) for rank in ranks)
        return ranked

    def among(self, queryset: QuerySet[Any]) -> SearchResults:
        """What the same question finds among other objects of this model; its words are understood as for these results."""
        compiler = self.query_compiler
        other = type(compiler)(
            queryset, compiler.query, fields=compiler.fields, order_by_relevance=compiler.order_by_relevance
        )
        found = type(self)(self.backend, other)
        found._like = self
        return found

    @property
    def corrections(self) -> dict[str, str]:
        """Words as typed that stand nowhere, each with what was looked for instead."""
        return self._answer(lambda asked: dict(asked.interpretation.corrections), dict)

    @property
    def corrected_query(self) -> str | None:
        """The whole question as it was understood; None if it was taken as typed."""
        # Of a question in parts, the query may say what was typed.
        typed: str | None = getattr(self.query_compiler.query, "query_string", None)
        if typed is None:
            return None
        return self._answer(lambda asked: asked.interpretation.rewritten(typed), lambda: None)

    def excerpt(self, text: str, length: int = 240) -> SafeString:
        """The best part of a plain `text`, about `length` characters, as safe HTML: words of the question in `<mark>`."""
        wanted: set[Expression] = self._answer(lambda asked: asked.interpretation.expressions, set)
        return excerpt(text, wanted, length)

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Each value of a FilterField with the number of results that have it, None for those without one.

        The most frequent comes first. FilterFieldError for a field that is no FilterField.
        """
        return self.facets(field_name)[field_name]

    def facets(self, *field_names: str) -> dict[str, OrderedDict[Any, int]]:
        """Several facets by the names of their fields, counted in one look, which tells the number of results as well."""
        columns = {name: self._facet_column(name) for name in field_names}
        return self._answer(
            lambda asked: asked.facets(columns),
            lambda: {name: answer_from_database(self).facet(name) for name in field_names},
        )

    def _facet_column(self, field_name: str) -> Column:
        model = self.query_compiler.queryset.model
        fields = model.get_filterable_search_fields()
        names = {name: field for field in fields for name in (field.get_attname(model), field.field_name)}
        field = names.get(field_name)
        if field is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". '
                f'Please add index.FilterField("{field_name}") to {model.__name__}.search_fields.',
                field_name=field_name,
            )
        return column_of(model, (field,))

    def primary_keys(self) -> list[Any]:
        """Those of the results, in order, as the index knows them: objects deleted a moment ago may be among them."""
        model = self.query_compiler.queryset.model
        return self._answer(
            lambda asked: [model._meta.pk.to_python(key) for key in self._scores(asked)],
            lambda: [each.pk for each in answer_from_database(self)._do_search()],
        )

    def _do_search(self) -> list[Model]:
        return self._answer(self._found, lambda: list(answer_from_database(self)._do_search()))

    def _do_count(self) -> int:
        return self._answer(self._counted, lambda: int(answer_from_database(self)._do_count()))

    def _counted(self, asked: Understood) -> int:
        start, stop = int(self.start), asked.total if self.stop is None else min(int(self.stop), asked.total)
        return max(stop - start, 0)

    def _found(self, asked: Understood) -> list[Model]:
        return list(self._objects(self._scores(asked)))

    def _scores(self, asked: Understood) -> dict[str, float | None]:
        """The primary keys in order; without a score where they are ordered by a field."""
        stop = asked.total if self.stop is None else self.stop
        keys = self.query_compiler.keys()
        scores: dict[str, float | None] = {}
        if keys:
            for address in Ordering(asked.state).addresses(asked.query, keys, self.start, stop):
                scores[asked.state.stored(address, PK)] = None
        else:
            for score, address in self._hits(asked, self.start, stop):
                scores[asked.state.stored(address, PK)] = score
        return scores

    def _hits(self, asked: Understood, start: int, stop: int) -> Iterator[tuple[Any, DocAddress]]:
        """The best from place `start` to before `stop`, rank after rank."""
        rest = asked.query
        for rank in self._ranks:
            fitting = Query.const_score_query(self._rank_query(rank, asked.state), 0.0)
            here, rest = all_of([rest, fitting]), but_not(rest, fitting)
            first = max(start, 0)
            found = asked.state.hits(here, stop - first, offset=first)
            yield from found
            if len(found) == stop - first:
                return
            # Its hits tell how many the rank has, but where the place to start at lies beyond them all.
            number = first + len(found) if found or not first else asked.state.count(here)
            start, stop = start - number, stop - number
        yield from asked.state.hits(rest, stop - max(start, 0), offset=max(start, 0))

    def _rank_query(self, rank: Rank, state: IndexState) -> Query:
        column = self._facet_column(rank.field_name)

        def has(values: Collection[object]) -> Query:
            return Query.term_set_query(state.schema, column.name, [column.encode(each) for each in values])

        fitting = Query.all_query() if rank.values is None else has(rank.values)
        return but_not(fitting, has(rank.without)) if rank.without else fitting

    def _objects(self, scores: dict[str, float | None]) -> Iterator[Model]:
        """The objects in order; those that the database does not let through any more are left out."""
        queryset = self.query_compiler.queryset.order_by()
        pks = list(scores)
        for at in range(0, len(pks), _AT_ONCE):
            some = pks[at : at + _AT_ONCE]
            objects = {str(each.pk): each for each in queryset.filter(pk__in=some)}
            for pk in some:
                if (found := objects.get(pk)) is not None:
                    if self._score_field:
                        setattr(found, self._score_field, scores[pk])
                    yield found

    def _answer(self, ask: Callable[[Understood], Answer], otherwise: Callable[[], Answer]) -> Answer:
        """What the index answers; without one that can be read, `otherwise`, and it is repaired."""
        try:
            return ask(self._now_understood())
        except IndexUnavailable as problem:
            self._index().repair(problem)
            return otherwise()

    def _index(self) -> Index:
        index: Index = self.backend.get_index_for_model(self.query_compiler.queryset.model)
        return index

    def _now_understood(self) -> Understood:
        if self._understood is None:
            if self._like is None:
                index = self._index()
                self._understood = self._understand(index, index.snapshot())
            else:
                self._understood = self._understand_like(self._like._now_understood())
        return self._understood

    def _understand_like(self, other: Understood) -> Understood:
        visible = Query.const_score_query(self.query_compiler.filters(other.state), 0.0)
        return Understood(other.state, other.interpretation, other.words, all_of([other.words, visible]))

    def _clone(self) -> SearchResults:
        # A page of the results is of the same state of the index as their number.
        clone: SearchResults = super()._clone()
        clone._understood = self._understood
        clone._ranks = self._ranks
        clone._like = self._like
        return clone

    def _understand(self, index: Index, snapshot: Snapshot) -> Understood:
        compiler = self.query_compiler
        state, vocabulary = _state(index.parts, snapshot)
        visible = compiler.filters(state)
        interpretation = Interpretation(
            state,
            vocabulary,
            compiler.weights(),
            visible,
            synonyms_from(self.backend.synonyms),
            english_from(self.backend.english),
        )
        if isinstance(compiler, AutocompleteQueryCompiler):
            words = interpretation.by_beginnings(compiler.query)
        else:
            words = interpretation.by_words(compiler.query)
        # Filters decide what is found, and words how well it fits.
        query = all_of([words, Query.const_score_query(visible, 0.0)])
        return Understood(state, interpretation, words, query)


# For each index its newest state only: an older one would keep files on the disk that are deleted already.
_newest: WeakKeyDictionary[Parts, tuple[Hashable, IndexState, Vocabulary]] = WeakKeyDictionary()


def _state(parts: Parts, snapshot: Snapshot) -> tuple[IndexState, Vocabulary]:
    known = _newest.get(parts)
    if known is None or known[0] != snapshot.stamp:
        state = IndexState(snapshot.index.schema, snapshot.searcher)
        known = _newest[parts] = (snapshot.stamp, state, Vocabulary(state))
    return known[1], known[2]
