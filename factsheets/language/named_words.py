"""Which names stand in a question: whole, in any form of their words, also inside a longer question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from .english import english_words

Thing = TypeVar("Thing")
#: The words of a text, in order, each form of a word alike.
Forms = Callable[[str], tuple[str, ...]]
Words = tuple[str, ...]

#: Readers put one of these before a name, or leave it out.
_ARTICLES = frozenset({"a", "an", "the", "my", "your", "his", "her", "our", "their"})
#: Words so short are parts of too many questions: “as” is no disease unless it is the whole question.
_FEWEST_LETTERS = 3
#: A single word that is so short and plain English means many things.
_SHORT = 6
#: What tells that such a word is about a body in pain.
_COMPANY = "back pain painful ache aches backache hurts sore spine neck leg hip muscle joint"
_PARTS_OF_A_COMPOUND = 2
#: In a question of so few words besides it stands for what the question is about.
_FEW = 2


class Name(NamedTuple, Generic[Thing]):
    """A name and the thing that it stands for; one thing may have many names."""

    words: str
    thing: Thing
    #: Whether it says something about a body only beside a word that does.
    needs_company: bool = False


class NamedThings(NamedTuple, Generic[Thing]):
    """What a question names, in its order, and the words that are left of it."""

    things: list[Thing]
    rest: Words


class Names(Generic[Thing]):
    """Names, ready to be found in questions: made once and kept."""

    def __init__(
        self,
        names: Iterable[Name[Thing]],
        synonyms: Iterable[Iterable[str]],
        forms: Forms,
        *,
        ignored: str = "",
    ) -> None:
        """`synonyms` are groups of expressions of one meaning: a name is found by whatever means the same.

        `ignored` are words that make no difference to a name, unless it has no others.
        """
        self._forms = forms
        self._ignored = frozenset(forms(ignored))
        self._company = frozenset(forms(_COMPANY))
        self._whole: dict[Words, dict[Thing, None]] = {}
        self._within: dict[Words, dict[Thing, None]] = {}
        self._shy: set[tuple[Words, Thing]] = set()
        self._everyday: set[Words] = set()
        for name in names:
            self._add(self._words(name.words), name.words, [name.thing], needs_company=name.needs_company)
        own: Mapping[Words, list[Thing]] = {words: list(things) for words, things in self._whole.items()}
        for group in synonyms:
            spelled = {expression: self._words(expression) for expression in group}
            things = dict.fromkeys(thing for words in spelled.values() for thing in own.get(words, ()))
            for expression, words in spelled.items():
                self._add(words, expression, [thing for thing in things if thing not in own.get(words, ())])
        self._longest = max(_PARTS_OF_A_COMPOUND, *map(len, self._within), 0)

    def in_question(self, question: str) -> NamedThings[Thing]:
        """What the question names; of names that overlap, the longer one counts."""
        return self.in_words(self._forms(question))

    def in_words(self, words: Words) -> NamedThings[Thing]:
        """The same of words that are in their forms already, such as those that are left of a question."""
        asked = self._telling(words)
        if asked in self._whole:
            return NamedThings(list(self._whole[asked]), ())
        found: dict[Thing, None] = {}
        rest: list[str] = []
        at = 0
        while at < len(asked):
            length, things = self._at(asked, at)
            found |= dict.fromkeys(things)
            rest += () if things else asked[at : at + length]
            at += length
        return NamedThings(list(found), tuple(rest))

    def _at(self, asked: Words, at: int) -> tuple[int, list[Thing]]:
        """The longest name that begins at one word of a question, with what it names; else one word and nothing."""
        for length in range(min(self._longest, len(asked) - at), 0, -1):
            words = asked[at : at + length]
            others = {*asked[:at], *asked[at + length :]}
            # “Back ache” is “backache”, which is more than an ache.
            for spelled in (words, ("".join(words),)) if length == _PARTS_OF_A_COMPOUND else (words,):
                things = [
                    thing for thing in self._within.get(spelled, ()) if self._is_meant(spelled, thing, others)
                ]
                if things:
                    return length, things
        return 1, []

    def _is_meant(self, words: Words, thing: Thing, others: set[str]) -> bool:
        if others & self._company:
            return True
        return (words, thing) not in self._shy and (words not in self._everyday or len(others) <= _FEW)

    def _add(
        self, words: Words, spelled: str, things: Iterable[Thing], *, needs_company: bool = False
    ) -> None:
        new = dict.fromkeys(things)
        if not (words and new):
            return
        self._whole.setdefault(words, {}).update(new)
        if len(spelled) < _FEWEST_LETTERS:
            return
        self._within.setdefault(words, {}).update(new)
        if needs_company:
            self._shy |= {(words, thing) for thing in new}
        if len(words) == 1 and len(spelled) <= _SHORT and spelled.casefold() in english_words():
            self._everyday.add(words)

    def _words(self, text: str) -> Words:
        return self._telling(self._forms(text))

    def _telling(self, words: Words) -> Words:
        named = tuple(word for word in words if word not in _ARTICLES)
        return tuple(word for word in named if word not in self._ignored) or named
