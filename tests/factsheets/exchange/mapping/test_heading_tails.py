"""What stands behind a heading: signs of a wiki, and words in brackets, which are kept and turn nothing."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of


@pytest.mark.parametrize(
    "sign", ["[edit]", " [edit]", "[edit | edit source]", " [ edit ]", "[4]", " ¶", " [hide]", " ↑ Top"]
)
def test_signs_of_a_page_behind_a_heading_are_no_part_of_it(sign: str) -> None:
    parts = (
        ("Mechanism", "It warms."),
        ("Indications", "<ul><li>Cramp</li></ul>"),
        ("Contraindications", "<ul><li>Fever</li></ul>"),
    )
    body = "".join(f"<h2>{heading}{sign}</h2>{text}" for heading, text in parts)
    found = read_document(page(f"<h1>Mud Packs</h1><p>Mud.</p>{body}"), "mud.html")
    assert words_of(found.factsheet.mechanism).split() == ["it", "warms."]
    assert (rows_of(found, "likely"), rows_of(found, "avoid")) == (["Cramp"], ["Fever"])
    assert found.factsheet.contraindication_state == "listed"
    assert count_words(found, found.factsheet).lost == 0


TAILS = [
    "please tell your therapist if any of these apply",
    "for everyone who comes to the clinic",
    "in our experience",
    "all ages",
]


@pytest.mark.parametrize("tail", TAILS)
def test_contraindications_with_words_in_brackets_stay_contraindications(tail: str) -> None:
    found = read_under(f"Contraindications ({tail})", "• Thrombosis ¶ • Haemophilia")
    assert rows_of(found, "avoid") == ["Thrombosis", "Haemophilia"]
    assert found.factsheet.contraindication_state == "listed"
    is_long = len(tail.split()) > 2
    assert (tail in words_of(found.factsheet.contraindication_statement)) == is_long
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "tail", ["none known", "relative", "not in adults", "ask your doctor first", "unless your doctor agrees"]
)
def test_words_in_brackets_that_turn_a_heading_make_no_contraindications_of_it(tail: str) -> None:
    found = read_under(f"Contraindications ({tail})", "• Thrombosis ¶ • Haemophilia ¶ Evidence ¶ Too little.")
    assert found.factsheet.contraindication_state in (None, "not_assessed")
    assert rows_of(found, "avoid") == []
    everything = words_of((found.factsheet, found.unplaced))
    assert tail in everything
    assert "thrombosis" in everything


def test_a_heading_that_says_none_in_brackets_is_no_word_that_there_are_none() -> None:
    found = read_under("Contraindications (none known)", "Evidence ¶ Too little.")
    assert found.factsheet.contraindication_state in (None, "not_assessed")


@pytest.mark.parametrize(
    "heading", ["Side effects (from three trials here)", "Further reading (from the town library)"]
)
def test_words_in_brackets_are_kept_in_every_part(heading: str) -> None:
    body = (
        p("Mud Packs", "Title") + p("Mud.") + p("Evidence", "Heading1") + p("None.") + p(heading, "Heading1")
    )
    found = read_document(docx(body + p("Mud at Home, Example Press, 2001")), "mud.docx")
    assert heading.partition("(")[2][:-1] in words_of((found.factsheet, found.unplaced))
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize("heading", ["Good for (not so good for)", "Most likely to help (ask your doctor)"])
def test_nothing_is_likely_below_a_heading_that_its_brackets_turn(heading: str) -> None:
    found = read_under(heading, "• Cramp ¶ • Gout ¶ Evidence ¶ Too little.")
    assert rows_of(found, "likely") == []
    assert "gout" in words_of((found.factsheet, found.unplaced))
