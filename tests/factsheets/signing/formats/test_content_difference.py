"""What a change note says about two clinical contents, and which changes are major."""

from __future__ import annotations

import pytest

from factsheets.signing.formats.clinical_content import Content, Part, Row, fingerprint
from factsheets.signing.formats.content_difference import change_note, differences, is_major, plain_lines


def words(part: str, label: str, said: str) -> Part:
    return Part(part=part, label=label, words=said)


def rows(part: str, label: str, *subjects: str, kind: str = "condition", note: str = "") -> Part:
    return Part(part=part, label=label, rows=[Row(subject=name, kind=kind, note=note) for name in subjects])


CERTAINTY = words("certainty", "Certainty of the evidence", "Low")
AVOID = "avoid", "Should not be treated"


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ([], [CERTAINTY], "Added: Certainty of the evidence."),
        ([CERTAINTY], [], "Removed: Certainty of the evidence."),
        (
            [CERTAINTY],
            [words("certainty", "Certainty of the evidence", "High")],
            "Changed “Certainty of the evidence” from “Low” to “High”.",
        ),
        (
            [words("evidence", "What the evidence says", "<p>Old.</p>" * 20)],
            [words("evidence", "What the evidence says", "<p>New.</p>" * 20)],
            "Changed: What the evidence says.",
        ),
        (
            [rows(*AVOID, "Fracture")],
            [rows(*AVOID, "Fracture", "osteoporosis with vertebral collapse")],
            "Added “osteoporosis with vertebral collapse” to: should not be treated.",
        ),
        ([rows(*AVOID, "Fracture")], [], "Removed “Fracture” from: should not be treated."),
        (
            [rows(*AVOID, "Fracture")],
            [rows(*AVOID, "Fracture", note="new")],
            "Added “Fracture (new)” to: should not be treated. Removed “Fracture” from: should not be treated.",
        ),
        (
            [rows(*AVOID, "Fracture", "Fever")],
            [rows(*AVOID, "Fever", "Fracture")],
            "Changed the order of: should not be treated.",
        ),
        (
            [rows(*AVOID, "Dull")],
            [rows(*AVOID, "Dull", kind="pain pattern")],
            "Changed the kind of a row in: should not be treated.",
        ),
        (
            [rows(*AVOID, "Fever", "Fever")],
            [rows(*AVOID, "Fever")],
            "Removed “Fever” from: should not be treated.",
        ),
        ([CERTAINTY], [CERTAINTY], ""),
    ],
)
def test_each_change_is_one_sentence(before: Content, after: Content, note: str):
    assert change_note(differences(before, after)) == note


@pytest.mark.parametrize("part", ["avoid", "risks", "contraindication_state", "contraindication_statement"])
def test_a_change_that_concerns_safety_is_major(part: str):
    assert is_major(differences([], [words(part, "Part", "Words")]))
    assert is_major(differences([words(part, "Part", "Words")], []))


@pytest.mark.parametrize("part", ["title", "summary", "evidence", "likely", "citations"])
def test_other_changes_are_not_major_by_themselves(part: str):
    assert not is_major(differences([], [words(part, "Part", "Words")]))


def test_a_label_makes_no_difference():
    other = words("certainty", "How certain it is", "Low")
    assert differences([CERTAINTY], [other]) == []
    assert fingerprint([CERTAINTY]) == fingerprint([other])


def test_a_fingerprint_tells_one_letter_a_kind_and_an_order():
    contents: list[Content] = [
        [CERTAINTY],
        [words("certainty", "Certainty", "low")],
        [words("regulation", "Certainty", "Low")],
        [rows(*AVOID, "Fever", "Fracture")],
        [rows(*AVOID, "Fracture", "Fever")],
        [rows(*AVOID, "Fracture", "Fever", kind="pain pattern")],
        [rows(*AVOID, "Fracture", "Fever", note="old")],
    ]
    assert len({fingerprint(content) for content in contents}) == len(contents)


def test_rich_text_is_read_as_lines():
    assert plain_lines("<p>One &amp; two</p><ul><li>three</li><li>four</li></ul>") == "One & two\nthree\nfour"
