"""What sends somebody to a doctor is the name of no condition and of no pain pattern, however it is tied to one."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of

ADVICE = [
    "Pain that wakes you at night: see your GP",
    "Constant pain with a fever; get checked",
    "Sharp pain in the chest = 999",
    "Stabbing pain in the chest: 111",
    "Tingling in both legs → hospital",
    "Burning pain, GP the same day",
    "Night pain needs checking",
    "Constant pain needs a scan first",
    "Dull ache (your doctor should know)",
    "Pain down both legs, go to casualty",
    "Tingling in both feet. Wait for nothing",
    "Constant pain means a visit to the surgery",
    "Sharp pain - ring the nurse",
    "Numb saddle area, urgent",
    "Fever with shivering, emergency",
    "Fresh injury → ambulance",
]
PATTERNS = [
    "Dull or aching in nature",
    "Pain on one side",
    "Worse in the mornings",
    "Constant and lasting for hours",
    "Burning (in the leg)",
]


@pytest.mark.parametrize("heading", ["Most likely to help", "Least likely to help"])
@pytest.mark.parametrize("item", ADVICE)
def test_advice_makes_no_row_and_waits_with_a_question(heading: str, item: str) -> None:
    found = read_under(heading, f"• Stiff back ¶ • {item}")
    rows = rows_of(found, "likely") + rows_of(found, "unlikely")
    assert rows == ["Stiff back"]
    assert any(item in text for text in found.unplaced)
    assert any(item in note and "decide where it belongs" in note for note in found.proposed)
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize("item", ADVICE)
def test_advice_among_contraindications_stays_text(item: str) -> None:
    found = read_under("Contraindications", f"• Fever ¶ • {item}")
    assert rows_of(found, "avoid") == ["Fever"]
    assert item.casefold() in words_of(found.factsheet.contraindication_statement)


@pytest.mark.parametrize("item", PATTERNS)
def test_a_pain_pattern_in_words_of_its_own_is_still_one(item: str) -> None:
    found = read_under("Most likely to help", f"• Stiff back ¶ • {item}")
    assert rows_of(found, "likely") == ["Stiff back", item]


def test_below_words_that_open_a_list_of_patterns_advice_is_none_either() -> None:
    text = "Rubbing\n\nIt rubs.\n\nBest for\n\nBack pain that is:\nDull\nOn one side: see your GP\n\nEvidence\n\nNone.\n"
    found = read_document(text.encode(), "rubbing.txt")
    assert rows_of(found, "likely") == ["Dull"]
