"""Other ways to write what was typed, none of them an error: apart or together, in British or American spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .analysis import stem
from .english_spelling import makes_compounds, other_spellings
from .spelling_correction import Vocabulary
from .synonyms import Expression, Span, Synonyms

_SHORTEST_PART = 3
# One word is hardly ever two in more ways than this.
_MOST_WAYS = 3


@dataclass(frozen=True)
class SpellingVariants:
    """Knows how words are written here; `stands` says whether a word stands in what may be seen, in any form."""

    vocabulary: Vocabulary
    synonyms: Synonyms
    stands: Callable[[str], bool]

    def spans(self, words: Sequence[str]) -> list[Span]:
        """A question in parts, each with what else it can be called and how else it can be written."""
        typed = [word for word in map(self._as_spelled_here, words) if stem(word)]
        parts = self.synonyms.spans([stem(word) for word in typed])
        found: list[Span] = []
        while parts:
            at = sum(len(each.words) for each in found)
            taken = 2 if len(parts) > 1 and len(parts[0].words) == len(parts[1].words) == 1 else 1
            whole = tuple(word for part in parts[:taken] for word in part.words)
            together = self._together(*typed[at : at + 2]) if len(whole) == 2 else None
            if together:
                own = parts[0].others if taken == 1 else ()
                found.append(Span(whole, (*own, *self._others(together)), (together,)))
                parts = parts[taken:]
            else:
                found.append(self._with_parts(parts[0], typed[at]))
                parts = parts[1:]
        return found

    def _as_spelled_here(self, word: str) -> str:
        """A word that stands nowhere, as it is spelled on our side of the Atlantic if it stands there so."""
        others = [each for each in other_spellings(word) if self._may_stand(each)]
        if not others or self.stands(word):
            return word
        return next((each for each in others if self.stands(each)), word)

    def _together(self, first: str, second: str) -> Expression | None:
        """The one word that two make, if it stands anywhere."""
        together = first + second
        is_one = (
            makes_compounds(first, second)
            and together.isalpha()
            and self._may_stand(together)
            and self.stands(together)
        )
        return (stem(together),) if is_one else None

    def _with_parts(self, part: Span, word: str) -> Span:
        """A single word also as the two that it may be made of, side by side."""
        if len(part.words) > 1 or not word.isalpha():
            return part
        apart = tuple(islice(self._apart(word), _MOST_WAYS))
        others = tuple(other for each in apart for other in self._others(each))
        return replace(part, others=(*part.others, *others), spellings=apart)

    def _apart(self, word: str) -> Iterator[Expression]:
        for at in range(1, len(word) - _SHORTEST_PART + 1):
            first, second = word[:at], word[at:]
            is_part = len(first) >= _SHORTEST_PART or len(first) == 1  # “x-ray”
            if (
                is_part
                and self._may_stand(first)
                and self._may_stand(second)
                and makes_compounds(first, second)
            ):
                yield stem(first), stem(second)

    def _others(self, expression: Expression) -> tuple[Expression, ...]:
        return self.synonyms.others.get(expression, ())

    def _may_stand(self, word: str) -> bool:
        """A quick look, which spares most questions to the index."""
        return any(
            each in self.vocabulary.spelled or each in self.synonyms.words
            for each in (word, word.removesuffix("s"), f"{word}s")
        )
