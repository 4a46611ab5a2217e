"""Questions as people type them: the factsheet that they mean comes first, among two hundred that use the same words."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from factsheets.models import FactsheetPage
from factsheets.search.question import understood
from factsheets.search.searching import search
from factsheets.starter.library import load_starter_library
from tests.generated.factsheets import made_up_factsheets
from tests.generated.rows import store

from .asking import Question, questions

LIBRARY = 200
RARE_WORDS = 2_000
#: The made-up factsheets are about these alone; they only mention all the others. So they have an answer that is best.
CONDITIONS_OF_MANY = ["Low back pain", "Chronic low back pain"]
LEAST_FIRST = 0.90
LEAST_AMONG_THREE = 0.98


def found(question: str) -> list[str]:
    return [page.slug for page in search(understood(question).words).factsheets[:10]]


def place(question: Question) -> int | None:
    slugs = found(question.question)
    return slugs.index(question.first) + 1 if question.first in slugs else None


def fill_library() -> None:
    load_starter_library()
    missing = LIBRARY - FactsheetPage.objects.count()
    store(made_up_factsheets(missing, rare_words=RARE_WORDS), condition_names=CONDITIONS_OF_MANY)
    call_command("update_index", verbosity=0)


@pytest.mark.django_db
def test_what_people_mean_comes_first() -> None:
    fill_library()
    places = {question: place(question) for question in questions()}
    first = sum(place == 1 for place in places.values()) / len(places)
    among_three = sum(place in (1, 2, 3) for place in places.values()) / len(places)
    missed = f"{len(places)} questions, first {first:.1%}, among three {among_three:.1%}:\n" + "\n".join(
        f"{question.how}: “{question.question}” → {question.first} at {place or 'none of ten'}"
        for question, place in places.items()
        if place != 1
    )
    assert FactsheetPage.objects.live().count() == LIBRARY
    assert first >= LEAST_FIRST, missed
    assert among_three >= LEAST_AMONG_THREE, missed
