"""Lists that grade each name by a mark or a word of its own: rows only of what that surely says, and no word is lost."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from factsheets.outputs.parsed_factsheet import ReadDocument
from tests.factsheets.exchange.reading_documents.made import docx, p, page, table

from .read_as import read_document, rows_of

BEHIND = p("Evidence", "Heading1") + p("There is too little of it.")


def read_table(heading: str, *rows: tuple[str, ...]) -> ReadDocument:
    body = p("Amber Baths", "Title") + p("You sit in amber.") + p(heading, "Heading1")
    found = read_document(docx(body, table(*rows), BEHIND), "amber.docx")
    assert count_words(found, found.factsheet).lost == 0
    everything = f"{found.factsheet} {found.unplaced}"
    assert all(cell in everything for row in rows[1:] for cell in row[:1])
    return found


@pytest.mark.parametrize(
    ("heading", "head", "avoid"),
    [
        ("Can everyone have it?", ("Who", "Yes or no?", "Why"), ["Clot", "Pregnant women"]),
        ("Who can go in?", ("Who", "Yes/No", "Remark"), ["Clot", "Pregnant women"]),
        ("Is it right for me?", ("Person", "OK?", "Remark"), ["Clot", "Pregnant women"]),
        ("Suitability", ("Condition", "Suitable", "Remarks"), ["Clot", "Pregnant women"]),
        ("At the bath", ("Guest", "Allowed?", "Remarks"), ["Clot", "Pregnant women"]),
        ("Will it help me?", ("Who", "Yes or no?", "Why"), []),
        ("Experience", ("Who", "Side effects?", "Why"), []),
        ("Who took part", ("Who", "Yes/No", "Why"), []),
    ],
)
def test_a_no_refuses_where_the_table_asks_who_may_have_it(heading, head, avoid) -> None:
    rows = [
        ("People with an old back", "Yes", "after exercise"),
        ("People with a clot", "No", "it may move"),
        ("Pregnant women", "No", "wait"),
        ("Asthma", "Yes, but ask first", "bring the spray"),
    ]
    found = read_table(heading, head, *rows)
    assert rows_of(found, "avoid") == avoid
    assert rows_of(found, "likely") == []
    if avoid:
        assert found.factsheet.contraindication_state == "listed"
        assert any("grades each name" in note for note in found.proposed)
    else:
        assert found.factsheet.contraindication_state != "none_known"
        assert any("clot" in note and note.startswith("Who should not") for note in found.proposed)


def test_where_some_are_refused_for_ever_a_mere_no_waits() -> None:
    rows = [
        ("Worn disc", "Possibly", ""),
        ("Stiffness", "No", "no benefit"),
        ("Favism", "Never", "cells burst"),
    ]
    found = read_table("Suitability", ("Condition", "Suitable", "Remarks"), *rows)
    assert rows_of(found, "avoid") == ["Favism"]


def test_an_answer_that_is_none_leaves_the_table_to_a_person() -> None:
    rows = [("Clot", "No", ""), ("Cramp", "Twelve visits", "")]
    found = read_table("Who can go in?", ("Who", "Yes/No", "Why"), *rows)
    assert rows_of(found, "avoid") == []


@pytest.mark.parametrize("mark", ["x", "X", "✓", "•", "yes"])
def test_a_mark_says_what_the_head_of_its_column_says(mark: str) -> None:
    rows = [
        ("Cramp", mark, "", ""),
        ("Pain from a disc", "", mark, ""),
        ("Favism", "", "", mark),
        ("Spasm", mark, mark, ""),
    ]
    found = read_table("Patient groups", ("Group", "Good", "Poor", "Forbidden"), *rows)
    assert (rows_of(found, "likely"), rows_of(found, "unlikely")) == (["Cramp"], ["Pain from a disc"])
    assert rows_of(found, "avoid") == ["Favism"]
    assert found.factsheet.contraindication_state == "listed"


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (("Group", "Good", "Poor", "Forbidden"), [("Cramp", "✓", "", ""), ("Favism", "", "", "✗")]),
        (("Group", "Men", "Women"), [("Cramp", "x", ""), ("Favism", "", "x")]),
        (("Group", "Good", "Good"), [("Cramp", "x", ""), ("Favism", "", "x")]),
        (("Group", "Good", "Forbidden"), [("Cramp", "ten", ""), ("Favism", "", "two")]),
    ],
)
def test_marks_or_heads_that_do_not_surely_say_it_make_no_row(head, rows) -> None:
    found = read_table("Patient groups", head, *rows)
    assert not found.factsheet.suitabilities


@pytest.mark.parametrize(
    "heading", ["Is it for me?", "So is it right for me?", "Would this be suitable for you?"]
)
@pytest.mark.parametrize("marks", ["✔✘", "✓✗", "✅❌"])
def test_ticks_and_crosses_below_a_question_whom_it_is_for(heading: str, marks: str) -> None:
    tick, cross = marks
    lines = [f"{tick} Stiffness after sitting", f"{tick} Cramp", f"{cross} A broken bone", f"{cross} Favism"]
    body = f"<h1>Amber Baths</h1><p>You sit.</p><h2>{heading}</h2>" + "".join(
        f"<p>{one}</p>" for one in lines
    )
    found = read_document(page(f"{body}<h2>Evidence</h2><p>None.</p>"), "amber.html")
    likely = rows_of(found, "likely")
    if heading == "Is it for me?":
        assert likely == ["Stiffness after sitting", "Cramp"]
        assert rows_of(found, "avoid") == ["A broken bone", "Favism"]
    assert likely == [] or rows_of(found, "avoid")
    assert any("Favism" in note and note.startswith("Who should not") for note in found.proposed)
    assert count_words(found, found.factsheet).lost == 0


def test_ticks_and_crosses_below_another_heading_wait() -> None:
    lines = "".join(f"<p>{one}</p>" for one in ("✔ Warm water", "✘ A broken pump"))
    body = f"<h1>Amber Baths</h1><p>You sit.</p><h2>Our bath house</h2>{lines}<h2>Evidence</h2><p>None.</p>"
    assert not read_document(page(body), "amber.html").factsheet.suitabilities


def test_the_heads_of_columns_stand_below_a_heading_for_both() -> None:
    rows = [
        ("Should help", "Must not try it"),
        ("Stiff back", "Brittle bones"),
        ("Bad posture", "Slipped disc"),
    ]
    found = read_table("Suitable and unsuitable", *rows)
    assert rows_of(found, "likely") == ["Stiff back", "Bad posture"]
    assert rows_of(found, "avoid") == ["Brittle bones", "Slipped disc"]


def test_a_table_below_a_heading_for_both_is_no_caution() -> None:
    rows = [("Should help", "Stay on the ground"), ("Stiff back", "Brittle bones")]
    found = read_table("Suitable and unsuitable", *rows)
    assert found.factsheet.contraindication_statement is None
    assert not any("is a caution" in note for note in found.proposed)


@pytest.mark.parametrize(
    ("head", "avoid"),
    [("Who        Yes/No    Remark", ["Chest infection", "Fits"]), ("Who        Price     Remark", [])],
)
def test_a_table_that_has_only_gaps_between_its_cells_is_read_by_its_answers(
    head: str, avoid: list[str]
) -> None:
    lines = (
        head,
        "Stiff back          Yes     after exercise",
        "Chest infection     No      until you are well",
        "Fits                No      see a doctor today",
        "Pregnancy           Ask     midwife first",
    )
    text = "\n".join(lines)
    data = (
        f"Salt Rooms\n\nWhat are they?\n\nRooms.\n\nWho can go in?\n\n{text}\n\nEvidence\n\nNone.\n".encode()
    )
    found = read_document(data, "salt.txt")
    assert rows_of(found, "avoid") == avoid
    assert rows_of(found, "likely") == []
    assert count_words(found, found.factsheet).lost == 0


def test_a_table_of_contents_in_columns_is_set_aside() -> None:
    entries = [
        ("What is it?", "2"),
        ("Contraindications", "3"),
        ("What is the evidence?", "4"),
        ("Words explained", "5"),
    ]
    body = p("Amber Baths", "Title") + table(*entries) + p("What is it?", "Heading1") + p("A bath.")
    found = read_document(
        docx(body, p("Contraindications", "Heading1"), p("Fever, clots."), BEHIND), "amber.docx"
    )
    assert found.factsheet.introduction == "<p>A bath.</p>"
    assert rows_of(found, "avoid") == ["Fever", "Clots"]
    assert "Words explained" in " ".join(found.set_aside)


def test_two_degrees_of_no_leave_only_the_one_that_is_for_ever() -> None:
    head = ("Condition", "Recommended", "Not recommended", "Never")
    rows = [("Worn knee", "✓", "", ""), ("Fresh sprain", "", "✓", ""), ("Haemophilia", "", "", "✓")]
    found = read_table("Suitability chart", head, *rows)
    assert rows_of(found, "likely") == ["Worn knee"]
    assert rows_of(found, "avoid") == ["Haemophilia"]


@pytest.mark.parametrize("mark", ["", "• "])
def test_ticks_may_stand_behind_the_mark_of_a_list(mark: str) -> None:
    lines = "\n".join(f"{mark}{one}" for one in ("✅ Cramp", "✅ Stiffness", "❌ Thin skin", "❌ Fever"))
    data = f"Mats\n\nWhat are they?\n\nMats.\n\nShould I try one?\n\n{lines}\n\nEvidence\n\nNone.\n".encode()
    found = read_document(data, "mats.txt")
    assert rows_of(found, "avoid") in (["Thin skin", "Fever"], [])
    assert not {"Thin skin", "Fever"} & {*rows_of(found, "likely")}


def test_columns_of_names_with_nothing_but_gaps_wait() -> None:
    lines = (
        "Suitable           Not suitable",
        "Stress             Psychosis",
        "Poor sleep         Severe depression",
    )
    text = "\n".join(lines)
    found = read_document(f"Rest\n\nYou rest.\n\n{text}\n\nEvidence\n\nNone.\n".encode(), "rest.txt")
    assert not found.factsheet.suitabilities
    assert found.factsheet.introduction == "<p>You rest.</p>"
    assert any("Psychosis" in note for note in found.unplaced)
    assert any(note.startswith("Who should not have it") for note in found.odd)


@pytest.mark.parametrize(
    ("head", "why", "avoid"),
    [
        (("Reason", "Why"), "Wax may enter", ["Torn eardrum", "Grommets"]),
        (("Condition", "What could happen"), "Wax may enter", ["Torn eardrum", "Grommets"]),
        (("If you have:", "Why not?"), "Wax may enter", ["Torn eardrum", "Grommets"]),
        (("Reason", "Why"), "Only in children", []),
        (("Reason", "Doctors"), "Wax may enter", []),
        (("Doctors", "Why"), "Wax may enter", []),
    ],
)
def test_reasons_beside_names_below_who_should_not_have_it(head, why: str, avoid: list[str]) -> None:
    found = read_table(
        "When should you not have it?", head, ("Torn eardrum", why), ("Grommets", "They may melt")
    )
    assert rows_of(found, "avoid") == avoid
    assert why in str(found.factsheet.contraindication_statement)
    found = read_table("Side effects", head, ("Torn eardrum", why), ("Grommets", "They may melt"))
    assert rows_of(found, "avoid") == []
