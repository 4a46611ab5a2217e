"""Made-up factsheets: names of therapies that do not exist, and texts of no meaning."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .words import made_up_word, sentences, topic

#: What a made-up therapy is called by, after a word of no language. Some share a word with the starter library.
SORTS = (
    "method", "practice", "routine", "lessons", "touch", "balance", "programme", "stretching", "breathing", "therapy",
    "treatment", "release", "bathing", "massage", "exercise", "needling",
)  # fmt: skip
SECTIONS = ("introduction", "mechanism", "procedure", "evidence", "qualifications")
SENTENCES_IN_A_SECTION = 10
#: Each factsheet is about one of so many topics, and draws its sentences from those of the topic.
TOPICS = 60
SENTENCES_OF_A_TOPIC = 300
SUMMARIES_OF_A_TOPIC = 30


@dataclass(frozen=True)
class MadeUpFactsheet:
    """One therapy that does not exist."""

    title: str
    also_called: str
    summary: str
    sections: dict[str, str]
    conditions: list[int]
    kind: int

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")


class _Sentences(NamedTuple):
    of_sections: list[str]
    of_summaries: list[str]


def made_up_factsheets(count: int, *, seed: int = 1, rare_words: int = 0) -> Iterator[MadeUpFactsheet]:
    """`count` factsheets, the same for the same numbers; conditions and kind are any numbers, to be taken modulo.

    With `rare_words`, the language has so many more words, each in few factsheets.
    """
    chance = random.Random(seed)
    language = [made_up_word(chance, 3) for _ in range(rare_words)]
    drawn = [_sentences(chance, language) for _ in range(TOPICS)]
    titles: set[str] = set()
    while len(titles) < count:
        title = f"{made_up_word(chance, 2).capitalize()} {chance.choice(SORTS)}"
        if title not in titles:
            titles.add(title)
            yield _factsheet(title, chance, chance.choice(drawn))


def _sentences(chance: random.Random, language: list[str]) -> _Sentences:
    about = topic(chance, language)
    # What a therapy is about stands in its summary, so that no summary names a therapy or a condition.
    return _Sentences(
        sentences(SENTENCES_OF_A_TOPIC, about, chance),
        sentences(SUMMARIES_OF_A_TOPIC, about, chance, with_names=False),
    )


def _factsheet(title: str, chance: random.Random, drawn: _Sentences) -> MadeUpFactsheet:
    paragraphs = {
        section: f"<p>{' '.join(chance.choices(drawn.of_sections, k=SENTENCES_IN_A_SECTION))}</p>"
        for section in SECTIONS
    }
    return MadeUpFactsheet(
        title=title,
        also_called=f"{made_up_word(chance, 3).capitalize()} {chance.choice(SORTS)}",
        summary=f"Made up for tests. {chance.choice(drawn.of_summaries)}"[:200],
        sections=paragraphs,
        conditions=chance.sample(range(1000), k=2),
        kind=chance.randrange(1000),
    )
