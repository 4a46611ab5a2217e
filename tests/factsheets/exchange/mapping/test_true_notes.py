"""A note says what is so: none that leads to the contrary, and none that says that nothing is there."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from factsheets.language.vocabulary import Section as Part
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, read_under, rows_of

AVOID = "Who should not have it"


def proposed(found, label: str = AVOID) -> list[str]:
    return [note for note in found.proposed if note.startswith(f"{label}: ")]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Red words", "Do not lie on it with a clot."),
        ("Our rules", "✘ A clot ¶ ✔ Cramp"),
        ("The bath and you", "A clot must be treated first. Never come alone."),
        ("No longer contraindicated", "• A clot ¶ • Fever"),
        ("Exceptions", "• A clot ¶ • Fever"),
        ("Not indicated", "• A clot ¶ • Fever"),
    ],
)
def test_words_that_wait_and_may_warn_stand_under_who_should_not_have_it(heading: str, text: str) -> None:
    found = read_under(heading, f"{text}\n\nEvidence\n\nToo little.")
    assert found.factsheet.contraindication_state in (None, "not_assessed")
    assert any(word in note for note in proposed(found) for word in ("clot", "alone"))
    assert not any("says nothing" in note for note in found.proposed)


def test_a_document_that_is_silent_is_said_to_be_read_as_nothing() -> None:
    found = read_under("Evidence", "Too little.")
    (note,) = proposed(found)
    assert "Nothing was read as who should not have it" in note


@pytest.mark.parametrize(
    "sentence",
    [
        "You do not learn to ride.",
        "It should not hurt.",
        "Ask before you pay more.",
        "Those who teach it do not agree among themselves.",
        "You see what you normally don’t notice.",
        "Prices do not always differ.",
        "We cannot promise anything.",
        "Tell us what you think at reception.",
        "Tell the PALS team on 01632 960001.",
    ],
)
def test_a_sentence_that_warns_nobody_is_not_brought_to_a_person(sentence: str) -> None:
    found = read_under("What happens", f"You sit. {sentence}\n\nEvidence\n\nToo little.")
    assert not any("stands in another part" in note for note in found.proposed)


@pytest.mark.parametrize(
    "heading", ["Important! Do not use it if you have:", "STOP! Do not lie on it if you have"]
)
def test_a_warning_above_dangers_is_no_table_of_what_helps(heading: str) -> None:
    found = read_under(heading, "\n* Osteoporosis\n* Epilepsy\n\nEvidence\n\nToo little.")
    assert rows_of(found, "avoid") == ["Osteoporosis", "Epilepsy"]
    assert not any("Most likely" in note for note in (*found.odd, *found.proposed))


def test_a_table_that_waits_is_told_under_each_list_that_its_head_speaks_of() -> None:
    head = "Helps Do not use it if you have"
    found = read_under(head, "\n\nCramp Clot\n\nEvidence\n\nToo little.")
    assert not found.factsheet.suitabilities
    told = [note for note in found.odd if "make the rows that it names by hand" in note]
    assert {note.partition(": ")[0] for note in told} == {"Most likely to help", AVOID}
    assert not any("A table stands" in note for note in told)


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("<h3>Odd grades</h3><p>One of each.</p>", "waits in the tray, from “Odd grades” on"),
        ("<h3>Good indications</h3><ul><li>Cramp</li></ul>", ""),
        ("", "Nothing stands under the heading “Indications”"),
    ],
)
def test_what_stands_below_an_empty_heading_is_told_as_it_is(below: str, told: str) -> None:
    body = f"<h1>Amber</h1><p>You sit.</p><h2>Indications</h2>{below}<h2>Evidence</h2><p>None.</p>"
    found = read_document(page(body), "amber.html")
    nothing = [note for note in found.odd if "Nothing stands" in note or "waits in the tray" in note]
    assert [told in note for note in nothing] == ([True] if told else [])


def test_figures_below_a_heading_are_its_text_and_no_heading() -> None:
    lines = (
        "Headache about 1 in 30",
        "Infection of the disc in fewer than 1 person in 1,000",
        "Stroke, single reports",
    )
    body = "".join(f"<p>{one}</p>" for one in lines)
    found = read_document(
        page(f"<h1>Amber</h1><p>You sit.</p><h2>Adverse effects</h2>{body}<h2>Evidence</h2><p>None.</p>"),
        "a.html",
    )
    assert all(line in str(found.factsheet.risks) for line in lines)


@pytest.mark.parametrize("heading", ["4.1 Likely", "4.1 Good", "4.1 Probable"])
@pytest.mark.parametrize("other", ["4.2 Unlikely", "4.2 Poor", "4.2 Less likely"])
def test_grades_below_benefit_say_what_is_helped(heading: str, other: str) -> None:
    text = (
        f"4 Benefit\n\n{heading}\n* Cramp\n* Stiffness\n\n{other}\n* Gout\n* Sciatica\n\n5 Evidence\nNone.\n"
    )
    found = read_document(f"Amber Baths\n\n1 What is it?\nA bath.\n\n{text}".encode(), "amber.txt")
    assert rows_of(found, "likely") == ["Cramp", "Stiffness"]
    assert rows_of(found, "unlikely") == ["Gout", "Sciatica"]


@pytest.mark.parametrize("above", ["Evidence", "Side effects", "Our prices"])
def test_grades_below_another_heading_say_nothing_of_what_is_helped(above: str) -> None:
    body = f"<h1>Amber</h1><h2>{above}</h2><h3>Likely</h3><ul><li>Cramp</li></ul><h2>Introduction</h2><p>A bath.</p>"
    found = read_document(page(body), "amber.html")
    assert not found.factsheet.suitabilities


def test_short_paragraphs_in_small_letters_go_on_with_the_heading() -> None:
    lines = (
        "an open wound or a skin infection",
        "diarrhoea in the last two weeks",
        "fits that are not controlled",
    )
    found = read_document(
        docx(
            p("Amber Baths", "Title"),
            p("You sit."),
            p("STOP! Do not come in if you have", "Heading1"),
            *map(p, lines),
            p("Evidence", "Heading1"),
            p("None."),
        ),
        "amber.docx",
    )
    assert len(rows_of(found, "avoid")) == 3
    assert count_words(found, found.factsheet).lost == 0


def test_a_sentence_with_any_verb_names_whom_it_warns() -> None:
    found = read_under(
        "When not to book", "Please do not book if you have a fever, a clot, or open wounds. Not sure?"
    )
    assert rows_of(found, "avoid") == ["Fever", "Clot", "Open wounds"]
    found = read_under("When not to book", "Do not stop if you have a fever.")
    assert rows_of(found, "avoid") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not usually treat people with fits.",
        "Those who have a clot do not lie on it.",
        "You may be burnt if you do not notice heat.",
        "We cannot treat a clot.",
        "Tell us if you have a clot.",
        "Tell the teacher of a clot.",
    ],
)
def test_a_sentence_that_warns_somebody_is_brought_to_a_person(sentence: str) -> None:
    found = read_under("What happens", f"You sit. {sentence}\n\nEvidence\n\nToo little.")
    assert [note for note in proposed(found) if "stands in another part" in note and sentence in note]


@pytest.mark.parametrize(
    ("heading", "part"),
    [("What is it?", Part.INTRODUCTION), ("What happens", Part.PROCEDURE), ("Evidence", Part.EVIDENCE)],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "URGENT – ring 999 if your saddle area goes numb.",
        "Go to A&E if your legs give way.",
        "If your legs give way, seek medical help immediately.",
        "Call an ambulance when both legs go numb.",
    ],
)
def test_what_sends_somebody_for_help_at_once_is_asked_about(sentence: str, heading: str, part: Part) -> None:
    found = read_under(heading, f"Reeds are used. {sentence}\n\nRisks\n\nBruises.")
    told = [note for note in found.proposed if "needs help at once" in note]
    (note,) = told
    assert note.startswith(f"{part.label}: ")
    assert sentence in note


@pytest.mark.parametrize(
    "sentence", ["We go through 111 pages.", "It gets warm at once.", "Get up and go straight away."]
)
def test_nobody_is_asked_about_what_is_not_urgent(sentence: str) -> None:
    found = read_under("What happens", f"You sit. {sentence}\n\nEvidence\n\nToo little.")
    assert not any("needs help at once" in note for note in found.proposed)
