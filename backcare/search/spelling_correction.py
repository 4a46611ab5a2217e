"""Words that stand nowhere in what is searched, and the words that were most likely meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from .analysis import FILLERS
from .english_spelling import IsEnglish
from .index_documents import SPELLED
from .state import IndexState

# Of a question with more unknown words than this, the rest stays as it is: it is no typing error.
MOST_CORRECTIONS = 6
_CANDIDATES = 24
_MOST_KEPT = 1_000
_SPLIT_COST = 1.0
_SHORTEST_PART = 3
# In shorter ones, two words of the language too often come about by an error.
_SHORTEST_OF_TWO = 4


def allowed_distance(word: str) -> int:
    """How many letters may be wrong, missing, too many or exchanged in a word of this length."""
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < 8 else 2 if len(word) < 12 else 3


@dataclass
class Vocabulary:
    """Every word of one commit of an index, as spelled; read once and kept with the commit."""

    state: IndexState
    _near: dict[tuple[str, int], list[tuple[str, int]]] = field(default_factory=dict, repr=False)

    @cached_property
    def spelled(self) -> frozenset[str]:
        """Every word, of what may be seen and of what may not."""
        return frozenset(self.state.terms(SPELLED))

    @cached_property
    def words(self) -> dict[int, list[str]]:
        """The words that could be meant, by their length."""
        found: dict[int, list[str]] = {}
        for word in self.spelled:
            if len(word) >= _SHORTEST_PART and word not in FILLERS:
                found.setdefault(len(word), []).append(word)
        return found

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Words that differ from `word` in at most so many letters, each with their number, the nearest first.

        One page asks several times for the same word: what was asked last is kept.
        """
        found = self._near.get((word, most))
        if found is None:
            # Each letter more or less is one that is wrong.
            lengths = range(len(word) - most, len(word) + most + 1)
            near = (
                (distance, each)
                for length in lengths
                for each, distance, _ in extract(
                    word,
                    self.words.get(length, ()),
                    scorer=OSA.distance,
                    score_cutoff=most,
                    limit=_CANDIDATES,
                )
            )
            found = [(each, distance) for distance, each in sorted(near)[:_CANDIDATES]]
            if len(self._near) >= _MOST_KEPT:
                self._near.clear()
            self._near[word, most] = found
        return found


@dataclass(frozen=True)
class SpellingCorrection:
    """Corrects words by a vocabulary; `count` says in how many objects that may be seen given words stand together."""

    vocabulary: Vocabulary
    count: Callable[[tuple[str, ...]], int]
    is_english: IsEnglish

    def correct(self, word: str) -> str:
        """The word or words most likely meant by a word that stands nowhere; the word itself if none is near."""
        most = allowed_distance(word)
        if not most:
            return word
        # Two English words without a space are no third word, unless a single letter is wrong: “neckache”, “alexnader”.
        most = 1 if self._is_run_together(word) else most
        found = [*self._near(word, most), *self._parts(word)]
        return min(found)[-1] if found else word

    def joined(self, first: str, second: str) -> str | None:
        """The one word that two make together, if it stands anywhere."""
        together = first + second
        return together if len(together) > _SHORTEST_PART and self.count((together,)) else None

    def _is_run_together(self, word: str) -> bool:
        places = range(_SHORTEST_OF_TWO, len(word) - _SHORTEST_OF_TWO + 1)
        return any(self.is_english(word[:at]) and self.is_english(word[at:]) for at in places)

    def _near(self, word: str, most: int) -> list[tuple[float, int, str]]:
        near = self.vocabulary.near(word, most)
        # A first letter is seldom mistyped, so words that share it are meant sooner.
        ranked = [(distance + (found[0] != word[0]) / 2, found) for found, distance in near]
        return [(cost, -seen, found) for cost, found in ranked if (seen := self.count((found,)))]

    def _parts(self, word: str) -> list[tuple[float, int, str]]:
        halves = [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
        return [(_SPLIT_COST, -seen, " ".join(half)) for half in halves if (seen := self.count(half))]
