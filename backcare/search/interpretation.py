"""One question to one state of an index: what is looked for, with words corrected and other names added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from tantivy import Query

from .analysis import WORD, spelled_words, stem
from .columns import Column
from .english_spelling import IsEnglish, no_word, other_spellings
from .index_documents import SPELLED
from .spelling_correction import MOST_CORRECTIONS, SpellingCorrection, Vocabulary
from .spelling_variants import SpellingVariants
from .state import IndexState
from .synonyms import NO_SYNONYMS, Expression, Span, Synonyms
from .verbatim import verbatim_words
from .word_queries import WordQueries, all_of, any_of, everything_but, is_filler, query_words


@dataclass
class Interpretation:
    """A query of modelsearch's API for one state of an index.

    `visible` finds every object that the queryset lets through: no word that stands only elsewhere is ever suggested.
    """

    state: IndexState
    vocabulary: Vocabulary
    weights: dict[Column, float]
    visible: Query
    synonyms: Synonyms = NO_SYNONYMS
    is_english: IsEnglish = no_word
    corrections: dict[str, str] = field(default_factory=dict)
    # What is looked for, as stems: what an excerpt marks.
    expressions: set[Expression] = field(default_factory=set)
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def _queries(self) -> WordQueries:
        return WordQueries(self.state.schema, self.weights)

    @cached_property
    def _spelling(self) -> SpellingCorrection:
        return SpellingCorrection(self.vocabulary, self._count_of_words, self._is_right)

    @cached_property
    def _variants(self) -> SpellingVariants:
        return SpellingVariants(self.vocabulary, self.synonyms, self._is_known)

    def by_words(self, query: SearchQuery, *, positive: bool = True) -> Query:
        """The engine's query for words in any form; within a NOT nothing is corrected or marked."""
        return self._combined(query, self._text, positive=positive)

    def by_beginnings(self, query: SearchQuery) -> Query:
        """The engine's query for the beginnings of words."""
        return self._combined(query, self._beginnings, positive=True)

    def _combined(
        self, query: SearchQuery, text: Callable[[PlainText, bool], Query], *, positive: bool
    ) -> Query:
        if isinstance(query, PlainText):
            found = text(query, positive)
            return found if query.boost == 1 else Query.boost_query(found, query.boost)
        if isinstance(query, MatchAll):
            return Query.all_query()
        if isinstance(query, Boost):
            return Query.boost_query(self._combined(query.subquery, text, positive=positive), query.boost)
        if isinstance(query, Not):
            return everything_but(self._combined(query.subquery, text, positive=not positive))
        if isinstance(query, And | Or):
            parts = [self._combined(part, text, positive=positive) for part in query.subqueries]
            return all_of(parts) if isinstance(query, And) else any_of(parts)
        if isinstance(query, Phrase):
            # The beginnings of words are kept without their places: there a phrase is its words.
            return self._phrase(query, positive) if text == self._text else self._whole_words(query)
        if isinstance(query, Fuzzy):
            return self._fuzzy(query, positive)
        raise NotImplementedError(f"`{type(query).__name__}` is not supported by this search backend.")

    def _text(self, query: PlainText, positive: bool) -> Query:
        words = query_words(query.query_string)
        if positive and getattr(query, "correct_spelling", True):
            words = self._corrected(words, verbatim_words(query.query_string))
        parts = self._variants.spans(words)
        if positive:
            self._mark(parts)
        return self._queries.text(parts, every=query.operator == "and") if parts else Query.empty_query()

    def _mark(self, parts: list[Span]) -> None:
        for part in [part for part in parts if not is_filler(part)] or parts:
            self.expressions.update(part.others, part.spellings, [(word,) for word in part.words])

    def _beginnings(self, query: PlainText, positive: bool) -> Query:
        found = [self._queries.beginning(word, self.state) for word in query_words(query.query_string)]
        return all_of(found) if query.operator == "and" else any_of(found)

    def _phrase(self, query: Phrase, positive: bool) -> Query:
        words = [found for word in query_words(query.query_string) if (found := stem(word))]
        if positive:
            self.expressions.add(tuple(words))
        return self._queries.phrase(words) if words else Query.empty_query()

    def _whole_words(self, query: Phrase) -> Query:
        return all_of([self._queries.as_spelled(word) for word in query_words(query.query_string)])

    def _fuzzy(self, query: Fuzzy, positive: bool) -> Query:
        words = query_words(query.query_string)
        if positive:
            self.expressions.update((stem(word),) for word in words)
        found = [self._queries.nearly(word) for word in words]
        return all_of(found) if query.operator == "and" else any_of(found)

    def _corrected(self, words: list[str], verbatim: frozenset[str]) -> list[str]:
        """The words, each that is none replaced by what was most likely meant.

        A word of the language is never replaced, nor is one that stands in what is searched, nor `verbatim` ones.
        """
        unknown = [
            word
            for word in dict.fromkeys(words)
            if word not in verbatim and not self._is_right(word) and not self._is_known(word)
        ][:MOST_CORRECTIONS]
        found: list[str] = []
        at = 0
        while at < len(words):
            pair = words[at : at + 2]
            may_join = len(pair) == 2 and set(pair) & set(unknown) and not set(pair) & verbatim
            together = self._spelling.joined(*pair) if may_join else None
            typed = " ".join(pair) if together else words[at]
            meant = together or (self._spelling.correct(typed) if typed in unknown else typed)
            if meant != typed:
                self.corrections[typed] = meant
            found += meant.split()
            at += 2 if together else 1
        return found

    def _is_right(self, word: str) -> bool:
        """Whether a word is one of the language, on either side of the Atlantic."""
        return self.is_english(word) or any(self.is_english(each) for each in other_spellings(word))

    def _is_known(self, word: str) -> bool:
        if word in self.synonyms.words:
            return True
        if word not in self._known:
            found = self.state.count(all_of([self.visible, self._queries.word(word)]))
            self._known[word] = bool(found)
        return self._known[word]

    def _count_of_words(self, words: tuple[str, ...]) -> int:
        terms = [Query.term_query(self.state.schema, SPELLED, word, "basic") for word in words]
        return self.state.count(all_of([self.visible, *terms]))

    def rewritten(self, query_string: str) -> str | None:
        """The question with its corrections put in; None if nothing was corrected."""
        if not self.corrections:
            return None
        found = list(WORD.finditer(query_string))
        spelled = [" ".join(spelled_words(each.group())) for each in found]
        parts: list[str] = []
        end = at = 0
        while at < len(found):
            pair = spelled[at : at + 2]
            length = 2 if len(pair) == 2 and " ".join(pair) in self.corrections else 1
            meant = self.corrections.get(" ".join(spelled[at : at + length]))
            last = found[at + length - 1].end()
            parts += [query_string[end : found[at].start()], meant or query_string[found[at].start() : last]]
            end, at = last, at + length
        return "".join([*parts, query_string[end:]])
