"""What a step judges: the same words however they were saved, and every change that a reader or colleague could see."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from factsheets.models import Disclaimer, FactsheetPage
from factsheets.signing.formats.judged_words import changed_words, same_words

SAVED: dict[str, Any] = {
    "pk": 7,
    "title": "TENS",
    "slug": "tens",
    "summary": "One line.\nAnother line.",
    "introduction": '<p data-block-key="abcde">See <a href="/tens">it</a>, <b>first</b>.</p>',
    "therapy_kind": 3,
    "evidence_searched_on": "2026-05-04",
    "is_major_change": False,
    "go_live_at": None,
    "latest_revision": 12,
    "suitabilities": [
        {
            "pk": 1,
            "page": 7,
            "sort_order": 0,
            "verdict": "likely",
            "condition": 4,
            "pattern": None,
            "note": "",
        },
        {
            "pk": 2,
            "page": 7,
            "sort_order": 1,
            "verdict": "likely",
            "condition": 5,
            "pattern": None,
            "note": "",
        },
    ],
    "import_notes": [],
    "wagtail_admin_comments": [],
}
ROWS = SAVED["suitabilities"]


@pytest.mark.parametrize(
    "saved_anew",
    [
        {"latest_revision": 13, "go_live_at": "2099-01-01T10:00:00Z", "live": True, "draft_title": "Other"},
        {"summary": " One line. \r\nAnother line.\r\n"},
        {"introduction": '<p data-block-key="zzzzz">See <a href="/tens">it</a>, <strong>first</strong>.</p>'},
        {"evidence_searched_on": date(2026, 5, 4)},
        {"suitabilities": [row | {"pk": None} for row in ROWS]},
        {"suitabilities": [ROWS[1], ROWS[0]]},
        {"suitabilities": [row | {"sort_order": row["sort_order"] + 5} for row in ROWS]},
        {"import_notes": [{"pk": 1, "text": "Odd.", "settled": True}]},
        {"wagtail_admin_comments": [{"pk": 1, "text": "Really?"}]},
        {"risks": "", "change_note": None},
    ],
)
def test_the_same_words(saved_anew):
    assert same_words(FactsheetPage, SAVED, SAVED | saved_anew)


@pytest.mark.parametrize(
    ("change", "labels"),
    [
        ({"title": "Tens"}, ["Title"]),
        ({"slug": "needles"}, ["Slug"]),
        ({"therapy_kind": 4}, ["Kind of therapy"]),
        ({"evidence_searched_on": None}, ["Evidence searched on"]),
        ({"is_major_change": True}, ["Major change"]),
        ({"introduction": '<p>See <a href="/other">it</a>, <b>first</b>.</p>'}, ["Introduction"]),
        (
            {"introduction": '<p>See <a id="4" linktype="document">it</a>, <b>first</b>.</p>'},
            ["Introduction"],
        ),
        ({"introduction": '<p>See <a href="/tens">it</a>, first.</p>'}, ["Introduction"]),
        ({"suitabilities": ROWS[:1]}, ["Suitability rows"]),
        ({"suitabilities": [ROWS[0] | {"sort_order": 2}, ROWS[1]]}, ["Suitability rows"]),
        ({"suitabilities": [ROWS[0], ROWS[1] | {"note": "a little"}]}, ["Suitability rows"]),
        ({"related_items": [{"pk": None, "pending_title": "Massage"}]}, ["Related items"]),
        ({"associations": [{"association": 4}], "title": "Tens"}, ["Title", "Associations of a factsheet"]),
    ],
)
def test_other_words_are_named(change, labels):
    assert not same_words(FactsheetPage, SAVED, SAVED | change)
    assert changed_words(FactsheetPage, SAVED, SAVED | change) == labels
    assert changed_words(FactsheetPage, SAVED | change, SAVED) == labels


def test_a_field_that_came_later_is_empty_in_an_older_revision():
    older = {name: value for name, value in SAVED.items() if name != "is_major_change"}
    assert same_words(FactsheetPage, older, SAVED)


def test_a_governed_text():
    assert same_words(
        Disclaimer, {"text": "<p>Ask.</p>"}, {"text": '<p data-block-key="a">Ask.</p>', "live": True}
    )
    assert changed_words(Disclaimer, {"text": "<p>Ask.</p>"}, {"text": "<p>Do not ask.</p>"}) == ["Text"]


def test_every_field_is_judged_unless_it_is_named_as_housekeeping():
    """A new field counts at once: nobody has to remember to add it."""
    content = {field.name: f"some {field.name}" for field in FactsheetPage._meta.fields}
    assert len(changed_words(FactsheetPage, {}, content)) > 20
