"""What of a text keeps its meaning alone."""

from __future__ import annotations

import pytest

from backcare.search.sentences import units_of


def parts(text: str, room: int = 400) -> list[str]:
    return [text[unit.start : unit.end].strip() for unit in units_of(text, room)]


@pytest.mark.parametrize(
    "text",
    [
        "Thin needles are used. They are sterile.",
        "“Does it help?” Nobody is sure.",
        "It was tried (by some.) Others waited… 40 people took part!",
        "One.\nTwo.",
        "A line without an end\nAnother line",
    ],
)
def test_sentences_stand_alone(text):
    assert len(parts(text)) > 1
    assert " ".join(parts(text)).split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "Some people, e.g. Women who are pregnant, should not have it.",
        "Dr. J. B. Smith does not agree.",
        "It says that it should …not be offered",
        "It costs approx. 30 pounds, but not always.",
        "You should\nnot have it.",
        "You should not have it if you have:\nA pacemaker.",
        "Ask first about\n• a pacemaker\n• Pregnancy. Tell your midwife.\n• epilepsy",
    ],
)
def test_what_may_go_on_is_not_parted(text):
    assert parts(text) == [text]


@pytest.mark.parametrize(
    "turn",
    [
        "But it does not last.",
        "However, one trial failed.",
        "No trial was large.",
        "Unless you bleed.",
        "It says not to do it.",
    ],
)
def test_what_takes_a_sentence_back_stays_with_it_while_there_is_room(turn):
    text = f"Many felt better. {turn} It is cheap."
    assert parts(text) == [f"Many felt better. {turn}", "It is cheap."]
    assert parts(text, room=20) == ["Many felt better.", turn, "It is cheap."]
