"""Numbers that begin a line inside a sentence or a reference: they are no marks of a list, and none of them vanishes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factsheets.exchange.proof import count_words, with_lost_words
from tests.factsheets.exchange.reading_documents.made import pdf

from .read_as import read_document

HEAD = "Reed Mats\n\nWhat is it?\n\nWarm mats.\n\nHow does it work?\n\nWarmth.\n\n"
REFERENCES = {
    "a volume with a colon": (
        "1. Sample F. Heat. Examples of Spine 2002;\n27: 1012-7.\n2. Other G. Cold. Example Database 2006.",
        ["Sample F. Heat. Examples of Spine 2002; 27: 1012-7.", "Other G. Cold. Example Database 2006."],
    ),
    "a volume with a bracket": (
        "1) Sample F. Heat. Examples of Spine 2002;\n27) 1012-7.\n2) Other G. Cold. Example Database 2006.",
        ["Sample F. Heat. Examples of Spine 2002; 27) 1012-7.", "Other G. Cold. Example Database 2006."],
    ),
    "the number of an article": (
        "1. Sample F. Heat. Example J 2002;1:1-2.\n2. Other G. Cold. Example Database 2006,\n12. Art. No. EX004750.",
        [
            "Sample F. Heat. Example J 2002;1:1-2.",
            "Other G. Cold. Example Database 2006, 12. Art. No. EX004750.",
        ],
    ),
    "a small volume": (
        "1. Sample F. Heat. Examples of Spine 2002;\n3: 12-15.\n2. Other G. Cold. Example Database 2006.",
        ["Sample F. Heat. Examples of Spine 2002; 3: 12-15.", "Other G. Cold. Example Database 2006."],
    ),
    "no numbers before the references": (
        "Sample F. Heat. Examples of Spine 2002;\n27: 1012-7.\n\nOther G. Cold. Example J 2006;\n3. 12-15.",
        ["Sample F. Heat. Examples of Spine 2002; 27: 1012-7.", "Other G. Cold. Example J 2006; 3. 12-15."],
    ),
    "numbers without a sign": (
        "1 Sample F. Heat. Examples of Spine 2002;\n27: 1012-7.\n2 Other G. Cold. Example J 2006;\n33(4): 12.",
        ["Sample F. Heat. Examples of Spine 2002; 27: 1012-7.", "Other G. Cold. Example J 2006; 33(4): 12."],
    ),
    "a list that leaves some out": (
        "[1] Sample F. Heat. Example J 2002;27:1-2.\n[2] Other G. Cold. Example J 2006.\n[5] Third H. Ice. Example J 2001;1:1-2.",
        [
            "Sample F. Heat. Example J 2002;27:1-2.",
            "Other G. Cold. Example J 2006.",
            "Third H. Ice. Example J 2001;1:1-2.",
        ],
    ),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_a_reference_keeps_the_numbers_that_begin_its_lines(case):
    written, titles = REFERENCES[case]
    reading = read_document(f"{HEAD}References\n\n{written}\n".encode(), "reed.txt")
    assert [one.source.title for one in reading.factsheet.citations or ()] == titles
    assert count_words(reading, reading.factsheet).lost == 0


def test_a_reference_of_a_pdf_keeps_the_volume_that_begins_a_line():
    lines = [
        "1. Sample F. Warm mats. Examples of Spine 2002;",
        "27: 1012-7.",
        "2. Other G. Cold mats. Example J 2006.",
    ]
    body = "<h1>Reed Mats</h1><h2>What is it?</h2><p>Warm mats.</p><h2>References</h2><p>" + "<br>".join(
        lines
    )
    reading = read_document(pdf(f"{body}</p>"), "reed.pdf")
    titles = [one.source.title for one in reading.factsheet.citations or ()]
    assert titles == [
        "Sample F. Warm mats. Examples of Spine 2002; 27: 1012-7.",
        "Other G. Cold mats. Example J 2006.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two trials were found:\n\n1. One of people aged over\n65. It found little.\n2. One of rest.",
        "What is known:\n\n1. You rest for\n30. minutes or so.\n2. You get up.",
        "It was tried in 40 people.\n\n1. They lay on mats,\n12) of them at night.\n2. They got up.",
    ],
)
def test_a_number_inside_a_sentence_of_a_list_stays_in_the_text(text):
    reading = read_document(f"{HEAD}What is the evidence?\n\n{text}\n".encode(), "reed.txt")
    held = f"{reading.factsheet.evidence} {reading.unplaced}"
    assert all(number in held for number in ("65", "30", "12") if number in text)


def test_the_proof_counts_a_number_that_was_taken_off_and_counts_nothing_as_lost():
    reading = read_document(f"{HEAD}What is the evidence?\n\n1. Little.\n2. Less.\n".encode(), "reed.txt")
    taken = replace(reading, source=f"{reading.source}\n27:", structural=(*reading.structural, "27:"))
    assert count_words(reading, reading.factsheet).lost == 0
    assert count_words(taken, taken.factsheet).lost == 1
    assert any("27" in text for text in with_lost_words(taken, taken.factsheet).unplaced)


def test_the_number_of_a_heading_right_below_a_list_is_no_part_of_its_last_item():
    lines = [
        "4) not so good for",
        "------",
        "  o widespread pain",
        "  o nerve pain",
        "5) stay away if you have",
        "------",
        "  o gout",
    ]
    text = "reed mats\n=====\n\n1) what are they?\n------\nwarm mats.\n\n" + "\n".join(lines)
    reading = read_document(text.encode(), "reed.txt")
    assert "nerve pain 5" not in f"{reading.unplaced} {reading.factsheet}"
    assert "gout" not in f"{reading.factsheet.unlikely_statement}"
