"""Made-up factsheets: names of therapies that do not exist, and texts of no meaning."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from .words import made_up_word, sentences

#: What a made-up therapy is called by, after a word of no language. Some share a word with the starter library.
SORTS = (
    "method", "practice", "routine", "lessons", "touch", "balance", "programme", "stretching", "breathing", "therapy",
    "treatment", "release", "bathing", "massage", "exercise", "needling",
)  # fmt: skip
SECTIONS = ("introduction", "mechanism", "procedure", "evidence", "qualifications")
SENTENCES_IN_A_SECTION = 10
SENTENCES_TO_DRAW_FROM = 20_000


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


def made_up_factsheets(count: int, *, seed: int = 1, rare_words: int = 0) -> Iterator[MadeUpFactsheet]:
    """`count` factsheets, the same for the same numbers; conditions and kind are any numbers, to be taken modulo."""
    chance = random.Random(seed)
    drawn = sentences(min(SENTENCES_TO_DRAW_FROM, count * 20), chance, rare_words=rare_words)
    titles: set[str] = set()
    while len(titles) < count:
        title = f"{made_up_word(chance, 2).capitalize()} {chance.choice(SORTS)}"
        if title not in titles:
            titles.add(title)
            yield _factsheet(title, chance, drawn)


def _factsheet(title: str, chance: random.Random, drawn: list[str]) -> MadeUpFactsheet:
    paragraphs = {
        section: f"<p>{' '.join(chance.choices(drawn, k=SENTENCES_IN_A_SECTION))}</p>" for section in SECTIONS
    }
    return MadeUpFactsheet(
        title=title,
        also_called=f"{made_up_word(chance, 3).capitalize()} {chance.choice(SORTS)}",
        summary=f"Made up for tests. {chance.choice(drawn)}"[:200],
        sections=paragraphs,
        conditions=chance.sample(range(1000), k=2),
        kind=chance.randrange(1000),
    )
