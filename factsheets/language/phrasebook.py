"""Which of many phrases stand in a question: whole words, in every form, also misspelt, run together or parted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .english import is_english
from .plain_words import words_of
from .word_forms import word_root

#: They make no difference to a phrase.
ARTICLES = frozenset({"a", "an", "the"})
_IN_MOST_QUESTIONS = (
    "about ache aches achy also am and any are back backache backpain bad be been best better by can could cure do does for from "
    "get give good got has have help helps hi hello how i if im is it its ive just like lower low me more my need of ok okay on "
    "or pain painful pains please really relief safe should some sore still that there this to too treat treatment try use used "
    "using very want was what which will with would your"
)
#: What stands in most questions and tells none from another.
FILLER = ARTICLES | frozenset(_IN_MOST_QUESTIONS.split())
#: Shorter words look like too many others, and are no telling part of a name either.
_FEWEST_LETTERS, _FEWEST_OF_A_PART = 4, 5
_QUOTES = '"“”„‟«»'


class Phrase(NamedTuple):
    """`is_whole`: it counts only where nothing else is asked; staff write it in quotation marks."""

    text: str
    words: tuple[str, ...]
    is_whole: bool


class FoundPhrase(NamedTuple):
    """A phrase in a question, and from which word to which it stands there."""

    key: Any
    phrase: Phrase
    first: int
    end: int

    def covers(self, other: FoundPhrase) -> bool:
        """Whether the other one lies within this one, or is as long."""
        return self.first <= other.first and other.end <= self.end

    def overlaps(self, other: FoundPhrase) -> bool:
        """Whether the two have a word of the question in common."""
        return self.first < other.end and other.first < self.end


def phrase_of(line: str) -> Phrase:
    """The phrase that a member of staff wrote on one line; quotation marks around it make it a whole one."""
    text = line.strip()
    is_whole = len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES
    text = text.strip(_QUOTES).strip() if is_whole else text
    return Phrase(text, tuple(asked_words(text)), is_whole)


def asked_words(text: str) -> list[str]:
    """Its words without articles, unless it has no others."""
    words = words_of(text)
    return [word for word in words if word not in ARTICLES] or words


class Phrasebook:
    """Phrases, each with what it stands for. Made once and kept; only the words of a question are looked at later.

    A word that is English, or one of `known` (stems), is never taken for a misspelt one.
    """

    def __init__(self, phrases: Iterable[tuple[Phrase, object]], known: Collection[str] = ()) -> None:
        self.phrases = [(phrase, key) for phrase, key in phrases if phrase.words]
        self._known = known
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, list[int]] = defaultdict(list)
        self._holding: dict[str, set[int]] = defaultdict(set)
        self._joined: dict[str, list[int]] = defaultdict(list)
        for place, (phrase, _) in enumerate(self.phrases):
            self._by_first[phrase.words[0]].append(place)
            self._joined["".join(phrase.words)].append(place)
            for word in phrase.words:
                self._by_stem[word_root(word)].add(word)
                self._holding[word].add(place)
        self._words = [word for word in self._holding if len(word) >= _FEWEST_LETTERS]
        self._run_together = [joined for joined in self._joined if joined not in self._holding]

    @property
    def stems(self) -> Collection[str]:
        """The root of every word in its phrases, each once."""
        return self._by_stem.keys()

    def find(self, words: list[str], *, misspelt: bool = True) -> list[FoundPhrase]:
        """Every phrase in a question of these `asked_words`, the longest first."""
        meant = [self._meant(word, misspelt=misspelt) for word in words]
        found = [
            FoundPhrase(key, phrase, first, end)
            for place, first, end in {*self._in_order(meant), *self._as_one_word(words, misspelt=misspelt)}
            for phrase, key in [self.phrases[place]]
            if not phrase.is_whole or _is_filler([*words[:first], *words[end:]])
        ]
        return sorted(found, key=lambda each: (-len(each.phrase.words), -len(each.phrase.text), each.first))

    def holding(self, words: list[str]) -> list[object]:
        """What stands for phrases that have all telling words of a question: “acupuncture” in “Medical acupuncture”."""
        telling = [word for word in words if word not in FILLER]
        if len("".join(telling)) < _FEWEST_OF_A_PART:
            return []
        places = [
            {place for meant in self._meant(word, misspelt=True) for place in self._holding[meant]}
            for word in telling
        ]
        return [self.phrases[place][1] for place in sorted(set.intersection(*places))]

    def beginning(self, words: list[str]) -> list[tuple[Phrase, object]]:
        """Phrases in which each of `words` begins a word; those that begin like the first of them come first."""
        fitting = [
            (phrase, key)
            for phrase, key in self.phrases
            if all(any(own.startswith(word) for own in phrase.words) for word in words)
        ]
        return sorted(fitting, key=lambda each: not each[0].words[0].startswith(words[0])) if words else []

    def _meant(self, word: str, *, misspelt: bool) -> set[str]:
        """The words of phrases that one word of a question may be."""
        forms = self._by_stem.get(word_root(word))
        if forms or not misspelt:
            return forms or set()
        return set(self._near(word, self._words))

    def _near(self, word: str, others: list[str]) -> list[str]:
        if len(word) < _FEWEST_LETTERS or is_english(word) or word_root(word) in self._known:
            return []
        likely = process.extract(word, others, scorer=OSA.distance, score_cutoff=_most_slips(99), limit=None)
        return [other for other, slips, _ in likely if slips <= _most_slips(len(other))]

    def _in_order(self, meant: list[set[str]]) -> Iterable[tuple[int, int, int]]:
        for first, senses in enumerate(meant):
            for place in (place for word in senses for place in self._by_first[word]):
                words = self.phrases[place][0].words
                end = first + len(words)
                if end <= len(meant) and all(map(set.__contains__, meant[first:end], words)):
                    yield place, first, end

    def _as_one_word(self, words: list[str], *, misspelt: bool) -> Iterable[tuple[int, int, int]]:
        for first, word in enumerate(words):
            alike = [word] if word in self._joined else []
            if misspelt and not alike:
                alike = self._near(word, self._run_together)
            for joined in alike:
                for place in self._joined[joined]:
                    yield place, first, first + 1
            for place in self._joined.get("".join(words[first : first + 2]), ()):
                yield place, first, min(first + 2, len(words))


def _is_filler(words: list[str]) -> bool:
    return all(word in FILLER for word in words)


def _most_slips(letters: int) -> int:
    """How many letters of a word that long may be wrong, missing, too many or swapped with the next."""
    return 3 if letters > 10 else 2 if letters > 6 else 1 if letters >= _FEWEST_LETTERS else 0
