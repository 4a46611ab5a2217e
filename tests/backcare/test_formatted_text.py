"""Formatted text that would keep the site busy for minutes, or fill its memory, is refused before anything is made of it."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from django.test import Client

from backcare.formatted_text import (
    DEEPEST,
    MOST_BLOCKS,
    MOST_BREAKS,
    MOST_IN_A_BLOCK,
    MOST_LETTERS,
    MOST_LINKS,
    MOST_RANGES,
    are_out_of_bounds,
    is_out_of_bounds,
)
from factsheets.models import Condition, FactsheetPage, Suitability
from tests.builders import complete_draft, superuser
from tests.factsheets.screens.forms import edit_url, form_on, kept


def formatted(text: str = "Words.", times: int = 1, entities: Any = None, **block: Any) -> str:
    one = {
        "key": "a", "text": text, "type": "unordered-list-item", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 3, "key": 0}] if entities else [], "data": {},
    } | block  # fmt: skip
    return json.dumps({"blocks": [one] * times, "entityMap": entities or {}})


def link(number: Any, kind: str = "LINK") -> dict[str, Any]:
    return {"0": {"type": kind, "mutability": "MUTABLE", "data": {"id": number}}}


def set_off(times: int, length: int = 1) -> list[dict[str, Any]]:
    return [{"offset": each, "length": length, "style": "BOLD"} for each in range(times)]


OUT_OF_BOUNDS = {
    "too deep": formatted(depth=99_999_999),
    "too deep, without a map": json.dumps({"blocks": [{"text": "a", "depth": 99_999_999}]}),
    "too deep, with a map of another kind": json.dumps({"blocks": [{"depth": 99_999_999}], "entityMap": []}),
    "too deep, under a name that is written otherwise": formatted(depth=99_999_999).replace(
        "blocks", "\\u0062locks"
    ),
    "one too deep": formatted(depth=DEEPEST + 1),
    "negative": formatted(depth=-1),
    "no depth": formatted(depth="four"),
    "too long": formatted("x" * MOST_LETTERS),
    "too many paragraphs": formatted("", MOST_BLOCKS + 1),
    "lists in lists without end": '{"blocks":' + "[" * 200_000,
    "a paragraph too long": formatted("x" * (MOST_IN_A_BLOCK + 1)),
    "too many breaks of lines": formatted("\n" * (MOST_BREAKS + 1)),
    "too many words set off": formatted("x" * 2_000, inlineStyleRanges=set_off(MOST_RANGES + 1)),
    "too many over one another": formatted("x" * 99, inlineStyleRanges=set_off(6, length=50)),
    "too many links": formatted(entities={str(each): link(3)["0"] for each in range(MOST_LINKS + 1)}),
    "a page that is no number": formatted(entities=link("abc")),
    "a document that is no number": formatted(entities=link("1 OR 1=1", "DOCUMENT")),
    "a number that no database keeps": formatted(entities=link("9" * 30)),
}
WITHIN = {
    "plain words": "Words of a summary.",
    "an empty field": "",
    "an empty text": "null",
    "a text": formatted(),
    "the deepest": formatted(depth=DEEPEST),
    "a long one": formatted("Words. " * 100, 300),
    "much set off": formatted("x" * 1_000, inlineStyleRanges=set_off(MOST_RANGES)),
    "many links": formatted(entities={str(each): link(3)["0"] for each in range(MOST_LINKS)}),
    "a few over one another": formatted("x" * 99, inlineStyleRanges=set_off(5, length=50)),
    "a link to a page": formatted(entities=link(3)),
    "a link to another site": formatted(entities={"0": {"type": "LINK", "data": {"url": "https://example.org/"}}}),
    "words in braces": '{"blocks" is what they wrote',
    "another thing": '{"blocks": 5, "entityMap": []}',
}  # fmt: skip


@pytest.mark.parametrize("value", OUT_OF_BOUNDS.values(), ids=OUT_OF_BOUNDS)
def test_out_of_bounds(value: str) -> None:
    assert is_out_of_bounds(value)


@pytest.mark.parametrize("value", WITHIN.values(), ids=WITHIN)
def test_within_bounds(value: str) -> None:
    assert not is_out_of_bounds(value)


def test_many_long_ones_together() -> None:
    long = formatted("x" * 15_000, 16)
    assert not are_out_of_bounds([long] * 4)
    assert are_out_of_bounds([long] * 5)


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("value", OUT_OF_BOUNDS.values(), ids=OUT_OF_BOUNDS)
def test_the_screen_says_so_and_keeps_what_was_typed(boss: Client, value: str) -> None:
    page = complete_draft()
    typed = form_on(boss.get(edit_url(page)).content.decode(), edit_url(page))
    tracemalloc.start()
    response = boss.post(edit_url(page), typed | {"introduction": value, "summary": "Words that I typed."})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert response.status_code == 400
    assert "A formatted text of the form is too long or cannot be read." in response.content.decode()
    assert "Words that I typed." in response.content.decode()
    assert kept(page).introduction == page.introduction
    assert most < 100_000_000


@pytest.mark.django_db
def test_a_form_of_more_than_a_thousand_fields_is_saved(boss: Client) -> None:
    page = complete_draft()
    for number in range(140):
        Suitability.objects.create(
            page=page, verdict="likely", condition=Condition.objects.create(name=f"Condition {number}")
        )
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    typed = form_on(boss.get(edit_url(page)).content.decode(), edit_url(page))
    assert len(typed) > 1_000
    response = boss.post(edit_url(page), typed | {"summary": "Words that I typed."})
    assert response.status_code == 302
    assert kept(page).summary == "Words that I typed."
    assert len(kept(page).suitabilities.all()) == 140
