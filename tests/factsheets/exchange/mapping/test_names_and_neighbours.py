"""Small differences that decide: what is a name and what an order, who hands a text over, what stands beside what."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.headings import Headings
from tests.factsheets.exchange.reading_documents.made import page

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


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Whom is it least likely to help?", "unlikely"),
        ("Who is it most likely to help?", "likely"),
        ("Who may find it useful?", "likely"),
        ("What rolling cannot help", "unlikely"),
        ("Little benefit for", "unlikely"),
        ("Who must not swim?", "avoid"),
        ("Problems that rule it out", "avoid"),
        ("It is not safe for", "avoid"),
        ("Please ask first if you have", "cautions"),
        ("Who is not safe?", None),
        ("Not for sale", None),
    ],
)
def test_headings_as_people_ask(heading: str, part: str | None) -> None:
    assert Headings("Rolling").part(heading) == part


@pytest.mark.parametrize(
    ("danger", "is_row"),
    [
        ("Asthma that is not under control", True),
        ("Fractures which have not yet healed", True),
        ("Pain that is not from the back", False),
        ("Anything that has not been explained", False),
    ],
)
def test_a_danger_that_is_not_under_control_is_one(danger: str, is_row: bool) -> None:
    found = read_under("Contraindications", f"• Fever ¶ • {danger}")
    assert rows_of(found, "avoid") == ["Fever", *([danger] if is_row else [])]
    assert danger.split()[-1] in (found.factsheet.contraindication_statement or "") + str(
        rows_of(found, "avoid")
    )
    assert rows_of(read_under("Best for", f"• Cramp ¶ • {danger}"), "likely") == ["Cramp"]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("This therapy has no known contraindications.", "none_known"),
        ("Massage has no contraindications.", "none_known"),
        ("It has no known contraindications in adults.", "not_assessed"),
        ("The gentle kind has no known contraindications.", "not_assessed"),
    ],
)
def test_the_therapy_itself_may_have_none(sentence: str, state: str) -> None:
    found = read_under("Contraindications", sentence)
    assert found.factsheet.contraindication_state == state
    assert any(sentence in note for note in found.proposed)


def test_addresses_behind_words_are_those_of_the_society_or_told_to_a_person() -> None:
    body = (
        "<h1>Rolling</h1><p>It is a therapy.</p><h2>Evidence</h2><p>None.</p><h2>{}</h2>"
        '<p>Sample Rolling Society<br>020 7946 0666<br><a href="mailto:ask@rolls.example.org">Write to us</a>'
        '<br><a href="https://rolls.example.org/">Our web site</a></p>'
    )
    society = read_document(page(body.format("Associations")), "a.html").factsheet.associations or ()
    assert [(one.name, one.email) for one in society] == [("Sample Rolling Society", "ask@rolls.example.org")]
    waiting = read_document(page(body.format("What is for tea?")), "b.html")
    for address in ("ask@rolls.example.org", "https://rolls.example.org/"):
        assert any(address in note for note in waiting.odd)
