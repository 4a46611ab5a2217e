"""Small differences that decide: what is a name and what an order, who hands a text over, what stands beside what."""

from __future__ import annotations

import pytest

from .read_as import read_document, read_under, rows_of


@pytest.mark.parametrize("verdict", ["likely", "avoid"])
@pytest.mark.parametrize(
    "odd", ["Book early", "Print", "Bring a towel", "Contact us", "Keep warm", "Comments", "Ring the office"]
)
def test_what_somebody_is_to_do_is_no_name(odd: str, verdict: str) -> None:
    heading = {"likely": "Best for", "avoid": "Contraindications"}[verdict]
    found = read_under(heading, f"• Stiff joints ¶ • {odd} ¶ • Cramp")
    assert rows_of(found, verdict) == ["Stiff joints", "Cramp"]
    assert any(odd in note for note in (*found.proposed, *found.unplaced))


@pytest.mark.parametrize(
    "name",
    [
        "Heart problems",
        "Skin conditions",
        "Wear and tear",
        "Contact dermatitis",
        "Use of steroids",
        "Previous stroke",
    ],
)
def test_a_name_may_hold_a_word_that_others_do_not(name: str) -> None:
    assert rows_of(read_under("Contraindications", f"• Fever ¶ • {name}"), "avoid") == ["Fever", name]
    assert rows_of(read_under("Contraindications", f"Fever, {name[0].lower()}{name[1:]}."), "avoid") == [
        "Fever",
        name,
    ]


@pytest.mark.parametrize("vague", ["Other problems", "Certain conditions", "Problems", "Back problems"])
def test_problems_of_no_kind_are_no_name(vague: str) -> None:
    assert rows_of(read_under("Contraindications", f"• Fever ¶ • {vague}"), "avoid") == ["Fever"]


@pytest.mark.parametrize(
    "words", ["Hi, this is it at last.", "As promised, the new text:", "Hello Sam,\nhere it is!"]
)
def test_the_words_that_hand_a_text_over_are_no_title(words: str) -> None:
    head = "From: Kim <kim@example.org>\nTo: Sam\nSubject: text\n\n"
    found = read_document(
        f"{head}{words}\n\nCold Packs\n\nIce in a bag.\n\nEvidence\n\nNone.\n".encode(), "mail.txt"
    )
    assert found.factsheet.title == "Cold Packs"
    assert "Ice in a bag" in (found.factsheet.introduction or "")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("See also: Skipping, Rowing and Tai Chi", ["Skipping", "Rowing", "Tai Chi"]),
        ("See also: the office, on Mondays", []),
        ("See also: Skipping. It is fun.", []),
    ],
)
def test_short_names_beside_see_also_are_factsheets_that_somebody_checks(
    text: str, titles: list[str]
) -> None:
    found = read_under("Evidence", f"None. ¶ {text}")
    assert [one.pending_title for one in found.factsheet.related_items or ()] == titles
    assert sum("without a word on what it is" in note for note in found.proposed) == len(titles)


def test_two_websites_in_one_line_are_two() -> None:
    found = read_under("Websites", "www.one.example.org and www.two.example.org/backs")
    assert [one.resource.link for one in found.factsheet.related_items or () if one.resource] == [
        "https://www.one.example.org",
        "https://www.two.example.org/backs",
    ]


def test_a_society_right_above_what_there_is_to_read_is_a_society() -> None:
    text = "Sample Spine Charity, helpline 020 7946 0555\nBackCare leaflets: Bending; Reaching (30p each)"
    found = read_under("Further information", text)
    assert [one.name for one in found.factsheet.associations or ()] == ["Sample Spine Charity"]
    titles = [one.resource.title for one in found.factsheet.related_items or () if one.resource]
    assert titles == ["Bending", "Reaching"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("XY/0456/v3\nFoam Rollers", "Foam Rollers"),
        ("Treatments for back pain\n\nFoam Rollers", "Foam Rollers"),
        ("Aim: to say what rollers are\n\nFoam Rollers", "Foam Rollers"),
        ("Foam Rollers\nA BackCare leaflet", "Foam Rollers"),
        ("Foam Rollers (draft 2)", "Foam Rollers"),
        ("BackCare\nThe charity for stiff backs\n\nFactsheet: Foam Rollers", "Foam Rollers"),
        ("Name: Foam Rollers", "Foam Rollers"),
        ("Treatments for back pain", "Treatments for back pain"),
    ],
)
def test_what_stands_around_a_title_is_none_of_it(head: str, title: str) -> None:
    text = f"{head}\n\nHard rolls that you lie on.\n\nEvidence\nNone.\n\nContraindications\nNone known.\n"
    found = read_document(text.encode(), "rollers.txt").factsheet
    assert (found.title, found.introduction) == (title, "<p>Hard rolls that you lie on.</p>")


def test_an_aim_below_the_title_is_that_of_the_therapy() -> None:
    text = "Foam Rollers\n\nHard rolls.\n\nAim: to loosen the muscles.\n\nEvidence\nNone.\n"
    assert read_document(text.encode(), "rollers.txt").factsheet.mechanism == "<p>to loosen the muscles.</p>"
