"""Questions from ordinary life: the first thing on the page of results is what somebody on a helpline would say first."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from factsheets.starter.library import load_starter_library
from tests.search_index import index_everything

QUESTIONS = Path(__file__).parent / "everyday_questions.csv"
FEWEST = 150
LEAST_FIRST = 0.90
#: What the page of results may show first: a card of a warning sign, an answer of staff, or something that was found.
ANSWERS = ".warning-card, .answer, .hit"


class Everyday(NamedTuple):
    about: str
    question: str
    #: `warning:<level>`, `condition:<slug>`, `pattern:<slug>`, `factsheet:<slug>`, or `signpost:<heading>`.
    #: Where a question names a therapy and a condition, the page of the condition and then the therapy: joined by “ > ”.
    first: str


def everyday_questions() -> list[Everyday]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return [Everyday(**row) for row in csv.DictReader(file)]


def answers(client: Client, question: str) -> list[str]:
    """What the page of results shows, in its order and in the words of `Everyday.first`."""
    page = BeautifulSoup(client.get("/search/", {"q": question}).content, "html.parser")
    return [_name_of(answer) for answer in page.select(f"main :is({ANSWERS})")]


def _name_of(answer: Tag) -> str:
    classes = answer["class"]
    if "warning-card" in classes:
        return f"warning:{answer['id']}"
    if "answer" in classes:
        heading = answer.select_one("h2, h3, h4")
        return f"signpost:{heading.get_text(strip=True) if heading else ''}"
    address = urlsplit(str(answer.select_one("a")["href"]))  # type: ignore[index]
    if address.path.startswith("/find/"):
        return f"pattern:{parse_qs(address.query)['pain'][0]}"
    kind, _, slug = address.path.strip("/").partition("/")
    return f"elsewhere:{address.netloc}" if address.netloc else f"{kind.removesuffix('s')}:{slug}"


@pytest.mark.django_db
def test_the_first_answer_is_what_a_helpline_would_give(client: Client) -> None:
    load_starter_library()
    index_everything()
    missed = []
    questions = everyday_questions()
    for about, question, first in questions:
        wanted = first.split(" > ")
        got = answers(client, question)[: len(wanted)]
        if got != wanted:
            missed.append(f"{about}: “{question}” → {' > '.join(got) or 'nothing'}, not {first}")
    share = 1 - len(missed) / len(questions)
    assert len(questions) >= FEWEST
    assert share >= LEAST_FIRST, f"{len(questions)} questions, first {share:.1%}:\n" + "\n".join(missed)
