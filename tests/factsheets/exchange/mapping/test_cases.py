"""Documents in the styles that charities and hospitals use: what must come out of each, on the page as it is saved."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from factsheets.exchange.drafting import fill
from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.page_values import gather
from factsheets.exchange.proof import count_words, with_lost_words
from factsheets.exchange.reading_documents.opening import read_in_this_process
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ReadDocument
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parents[3] / "files"
EXPECTED: dict[str, dict[str, Any]] = {
    **json.loads((FILES / "legacy" / "expected.json").read_text(encoding="utf-8")),
    **json.loads((FILES / "own_manner" / "expected.json").read_text(encoding="utf-8")),
}


def saved(name: str) -> list[tuple[ParsedFactsheet, ReadDocument]]:
    """What the pages hold that the document makes, and the readings, with the notes that they leave."""
    path = next(path for folder in ("legacy", "own_manner") if (path := FILES / folder / name).exists())
    found = []
    for reading in map_document(read_in_this_process(path.read_bytes(), name), name):
        page = FactsheetPage()
        fill(page, reading.factsheet)
        reading = with_lost_words(reading, gather(page))
        LibraryPage.objects.get().add_child(instance=page)
        page.save_revision()
        found.append((gather(FactsheetPage.objects.get(pk=page.pk)), reading))
    return found


def words_of(value: object) -> str:
    return html.unescape(re.sub(r"</?(?:p|ul|li|b)>", " ", str(value))).casefold()


def has(text: str, wanted: str) -> bool:
    return any(one.casefold() in text for one in wanted.split("|"))


def rows(page: ParsedFactsheet, verdict: str) -> list[str]:
    found = [row for row in page.suitabilities or () if row.verdict == verdict]
    return [(row.condition or row.pattern).name for row in found]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_document_comes_out_as_it_must(name: str) -> None:
    want = EXPECTED[name]
    drafts = saved(name)
    assert len(drafts) == want.get("factsheets", 1)
    page, reading = drafts[0]
    check_fields(want, page)
    check_rows(want, page)
    check_records(want, page)
    everything = words_of([(page, reading.proposed, reading.odd, reading.unplaced) for page, reading in drafts])
    for words in want.get("words", []):
        assert has(everything, words), words
    noted = words_of((reading.proposed, reading.odd, reading.unplaced))
    for words in want.get("noted", []):
        assert has(noted, words), words


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_word_of_it_is_lost_and_every_note_names_its_field(name: str) -> None:
    for page, reading in saved(name):
        assert count_words(reading, page).lost == 0
        assert not [note for note in reading.unplaced if note.startswith("Not placed: words of the document")]
        notes = [*reading.proposed, *reading.odd, *reading.unplaced]
        assert notes
        assert all(note.partition(": ")[2] for note in notes)


def check_fields(want: dict[str, Any], page: ParsedFactsheet) -> None:
    if "title" in want:
        assert page.title == want["title"]
    if "contraindication_state" in want:
        states = want["contraindication_state"]
        assert page.contraindication_state in ([states] if isinstance(states, str) else states)
    for field, texts in want.get("fields", {}).items():
        for text in texts:
            assert has(words_of(getattr(page, field)), text), f"{field}: {text}"
    for field, texts in want.get("not_fields", {}).items():
        for text in texts:
            assert not has(words_of(getattr(page, field)), text), f"{field}: {text}"
    for field, count in want.get("paragraphs", {}).items():
        assert str(getattr(page, field)).count("<p>") == count


def check_rows(want: dict[str, Any], page: ParsedFactsheet) -> None:
    for verdict in ("likely", "unlikely", "avoid"):
        if verdict in want:
            assert sorted(rows(page, verdict)) == sorted(want[verdict])
        for word in want.get(f"not_{verdict}", []):
            assert word.casefold() not in words_of(rows(page, verdict))


def check_records(want: dict[str, Any], page: ParsedFactsheet) -> None:
    if "association" in want:
        assert [one.name for one in page.associations or ()] == (want["association"] or [])
    for name, facts in want.get("contacts", {}).items():
        (record,) = [one for one in page.associations or () if one.name == name]
        for fact, value in facts.items():
            assert getattr(record, fact) == value
    if "related" in want:
        titles = [one.pending_title or (one.resource.title if one.resource else "") for one in page.related_items or ()]
        assert sorted(titles) == sorted(want["related"])
    for words in want.get("sources", []):
        assert has(words_of(page.citations), words)
