"""Lists of who must not have it, in the ways that people write them; and what stands beside such a list."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, run, table

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of


@pytest.mark.parametrize(
    "text", ["None known. ¶ • Fever ¶ • Gout", "• Fever ¶ • Gout ¶ None known.", "• None known ¶ • Fever ¶ • Gout"]
)  # fmt: skip
def test_none_known_beside_rows_stays_off_the_page_and_is_asked_about(text) -> None:
    reading = read_under("Contraindications", text)
    assert rows_of(reading, "avoid") == ["Fever", "Gout"]
    assert reading.factsheet.contraindication_state == "listed"
    assert "none known" not in words_of(reading.factsheet.contraindication_statement or "")
    assert "none known" in words_of(reading.unplaced)
    assert any("beside what must not be treated" in note for note in reading.proposed)


HEADS = [
    (("Never", "Only after asking your doctor"), "listed"),
    (("Absolute", "Relative"), "listed"),
    (("Not at all", "With care"), "listed"),
    (("Mondays", "Fridays"), "not_assessed"),
]


@pytest.mark.parametrize(("heads", "state"), HEADS)
@pytest.mark.parametrize("as_word", [True, False])
def test_columns_below_who_should_not_have_it_are_two_degrees(heads, state, as_word) -> None:
    rows = [heads, ("Fever", "Asthma"), ("", "Gout")]
    if as_word:
        body = p("Sand Bath", "Title") + p("Warm sand.") + p("Contraindications", "Heading1")
        data, name = docx(body, table(*rows), p("Evidence", "Heading1"), p("Too little.")), "sand.docx"
    else:
        cells = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
        body = f"<h1>Sand Bath</h1><p>Warm sand.</p><h2>Contraindications</h2><table>{cells}</table>"
        data, name = page(f"{body}<h2>Evidence</h2><p>Too little.</p>"), "sand.html"
    reading = read_document(data, name)
    assert reading.factsheet.contraindication_state == state
    assert rows_of(reading, "avoid") == (["Fever"] if state == "listed" else [])
    assert "asthma" in words_of(reading.factsheet.contraindication_statement)
    assert rows_of(reading, "likely") == []
    assert count_words(reading, reading.factsheet).lost == 0


def test_an_item_below_a_paragraph_that_was_struck_out_is_an_item() -> None:
    struck = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>There are none known.'
        "</w:delText></w:r></w:del></w:p>"
    )
    item = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("Angina")}</w:p>'
    )
    body = p("Sand Bath", "Title") + p("Warm sand.") + p("Contraindications", "Heading1")
    reading = read_document(docx(body, struck, item, p("Gout", numbering="1")), "sand.docx")
    assert rows_of(reading, "avoid") == ["Angina", "Gout"]


@pytest.mark.parametrize(
    ("line", "is_text"),
    [("WHO SELLS IT – Shops.", False), ("WHERE TO BUY ONE – Shops.", False), ("HEART DISEASE – It may rise.", True)],
)  # fmt: skip
def test_a_question_in_capitals_closes_the_dangers_and_a_disease_does_not(line, is_text) -> None:
    text = f"Sand Bath\n\nWHAT IT IS – Warm sand.\nEVIDENCE – Too little.\nSIDE EFFECTS – Sand.\nDO NOT USE IF – you have gout.\n{line}\n"
    reading = read_document(text.encode(), "sand.txt")
    stated = words_of(reading.factsheet.contraindication_statement or "")
    assert (words_of(line) in stated) is is_text
    assert (words_of(line).split(" – ")[0] in words_of(reading.unplaced)) is not is_text


@pytest.mark.parametrize("name", ["Low back pain without a clear cause", "Pain without a known cause"])
def test_a_pain_without_a_cause_is_a_name(name) -> None:
    reading = read_under("Most likely to help", f"• {name} ¶ • Pain without warning")
    assert rows_of(reading, "likely") == [name]


@pytest.mark.parametrize(
    ("heading", "part_is_avoid"),
    [
        ("Who should not come to Massage?", True),
        ("Who may not attend?", True),
        ("Who might benefit?", False),
    ],
)
def test_who_should_not_come_is_who_should_not_have_it(heading, part_is_avoid) -> None:
    reading = read_under(heading, "• Fever ¶ • Gout")
    assert (rows_of(reading, "avoid") == ["Fever", "Gout"]) is part_is_avoid


@pytest.mark.parametrize(
    ("below", "is_kept"),
    [
        ("Not if the arm is numb: see a doctor first.", False),
        ("Except in pregnancy.", False),
        ("Only if nothing is broken.", False),
        ("But not after a fall.", False),
        ("Others may feel better as well.", True),
    ],
)
def test_words_below_a_list_that_limit_it_leave_no_row_of_it_likely(below, is_kept) -> None:
    reading = read_under("Most likely to help", f"• Stiff neck ¶ • Sore back ¶ {below}")
    assert rows_of(reading, "likely") == (["Stiff neck", "Sore back"] if is_kept else [])
    assert ("sore back" in words_of(reading.unplaced)) is not is_kept
    where = reading.factsheet.likely_statement if is_kept else reading.unplaced
    assert words_of(below) in words_of(where)  # alone, it would say the contrary of its heading


@pytest.mark.parametrize(
    ("line", "unlikely"),
    [("It is unlikely to be helpful in", ["Gout"]), ("It is unlikely to be helpful in:", ["Gout"])],
)
def test_a_line_that_says_it_is_unlikely_opens_what_is_unlikely(line, unlikely) -> None:
    reading = read_under("Most likely to help", f"• Stiff neck ¶ {line} ¶ • Gout")
    assert rows_of(reading, "likely") == ["Stiff neck"]
    assert rows_of(reading, "unlikely") == unlikely


@pytest.mark.parametrize("made", ["word", "text"])
def test_an_unknown_heading_above_a_table_closes_the_dangers(made) -> None:
    if made == "word":
        body = p("Sand Bath", "Title") + p("Warm sand.") + p("Contraindications", "Heading1")
        data = docx(body, p("Gout", numbering="1"), p("Tubs"), table(("Kind", "Price"), ("Small", "£7")))
    else:
        data = b"Sand Bath\n\nWarm sand.\n\nContraindications\n- Gout\n\nTubs\n\n| Kind | Price |\n| Small | 7 pounds |\n"
    reading = read_document(data, "sand.docx" if made == "word" else "sand.txt")
    assert rows_of(reading, "avoid") == ["Gout"]
    assert "small" not in words_of(reading.factsheet.contraindication_statement or "")
    assert "tubs" in words_of(reading.unplaced)


@pytest.mark.parametrize(
    ("item", "is_open"),
    [
        ("Stiff neck, but not if it comes with", True),
        ("Not for people with:", True),
        ("Stiff neck", False),
        ("Ache that comes in", False),
    ],
)
def test_what_stands_after_an_item_that_leaves_something_out_is_never_likely(item, is_open) -> None:
    reading = read_under("Most likely to help", f"• Cramp ¶ • {item} ¶ • Fever ¶ • Numbness")
    assert ("Fever" in rows_of(reading, "likely")) is not is_open
    assert ("fever" in words_of(reading.unplaced)) is is_open
    assert "Cramp" in rows_of(reading, "likely")


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("broken skin below the belt and take it off at night.", "Broken skin below the belt"),
        ("broken skin and see your GP first.", "Broken skin"),
        ("a fever, and please ring us", "A fever"),
        ("sore legs at night and keep them warm", "Sore legs at night"),
        ("a rash then wash it", "A rash"),
    ],
)
def test_what_somebody_must_do_behind_a_danger_is_no_part_of_its_name(item: str, name: str) -> None:
    found = read_under("Do not wear one if you have", f"\n* a hernia\n* {item}\n\nEvidence\nNone.")
    assert rows_of(found, "avoid") == ["A hernia", name]
    assert item.rstrip(".") in str(found.factsheet.contraindication_statement)
    found = read_under("Most likely to help", f"\n* cramp\n* {item}\n\nEvidence\nNone.")
    assert rows_of(found, "likely") == ["Cramp"]


@pytest.mark.parametrize(
    "name",
    [
        "A colostomy or other stoma",
        "Wear and tear",
        "Stop and go pain",
        "Pins and needles",
        "Gout or other arthritis",
    ],
)
def test_a_name_with_and_or_other_in_it_is_whole(name: str) -> None:
    found = read_under("Contraindications", f"\n* {name}\n* Fever\n\nEvidence\nNone.")
    assert rows_of(found, "avoid") == ([name, "Fever"] if "Stop" not in name else ["Fever"])


@pytest.mark.parametrize("verdict", ["Most likely to help", "Least likely to help"])
def test_a_sentence_about_your_pain_is_no_name(verdict: str) -> None:
    found = read_under(verdict, "\n* your pain is in the leg\n* Your leg aches\n\nEvidence\nNone.")
    assert not found.factsheet.suitabilities


@pytest.mark.parametrize(
    "item", ["Anyone with fits that are not controlled", "People with an infection that is not treated"]
)
def test_somebody_whose_illness_is_not_under_control_is_a_danger(item: str) -> None:
    found = read_under("Contraindications", f"\n* Fever\n* {item}\n\nEvidence\nNone.")
    assert rows_of(found, "avoid") == ["Fever", item.partition(" with ")[2].removeprefix("an ").capitalize()]


@pytest.mark.parametrize(
    ("heading", "answer", "state"),
    [
        ("Is there anyone who shouldn’t?", "No.", "none_known"),
        ("Are there any contraindications?", "No", "none_known"),
        ("Is there anybody who should not have it?", "No, nobody.", "none_known"),
        ("Are there any people who should not have it?", "No.*", "not_assessed"),
        ("Is there anyone who shouldn’t?", "No, but ask your doctor.", "not_assessed"),
        ("Is there anyone who shouldn’t?", "Not yet.", "not_assessed"),
        ("Can anyone have it?", "No.", "not_assessed"),
        ("Is it safe for everybody?", "No.", "not_assessed"),
        ("Who should not have it?", "No.", "not_assessed"),
    ],
)
def test_a_plain_no_says_that_there_are_none_where_the_heading_asks_just_that(heading, answer, state) -> None:
    found = read_under(heading, f"\n\n{answer}\n\nEvidence\n\nNone.")
    assert found.factsheet.contraindication_state == state
    warned = read_under(
        heading, f"\n\n{answer}\n\nSafety word\n\nDo not use it with a pacemaker.\n\nEvidence\n\nNone."
    )
    assert warned.factsheet.contraindication_state != "none_known"


@pytest.mark.parametrize(
    "line", ["Kim says: do not have it with a pacemaker", "Kim: you must not use it if you faint"]
)
def test_a_warning_in_a_comment_is_brought_to_a_person_without_a_full_stop(line: str) -> None:
    comments = f"<section id='comments'><h3>1 comment</h3><p>{line}</p></section>"
    body = f"<h1>Rolls</h1><p>A roll.</p><h2>Contraindications</h2><p>None known.</p>{comments}"
    found = read_document(page(body), "rolls.html")
    assert found.factsheet.contraindication_state == "not_assessed"
    (note,) = [one for one in found.proposed if line in one and one.startswith("Who should not")][:1]
    assert "set aside" in note


@pytest.mark.parametrize(
    "answer", ["No.", "No one that we know of.", "Nobody so far", "None have been reported."]
)
def test_that_there_is_nobody_is_no_text_beside_a_danger(answer: str) -> None:
    text = f"\n* Fever\n\nIs there anyone for whom it is not safe?\n\n{answer}\n\nEvidence\n\nNone."
    found = read_under("Please stay away if you have", text)
    assert rows_of(found, "avoid") == ["Fever"]
    assert found.factsheet.contraindication_statement is None
    assert any(answer in note for note in found.unplaced)


def test_words_that_forbid_close_a_list_of_what_helps() -> None:
    text = "\n* Cramp\n\nDon't ever tape where:\n* the skin is sore\n* a mole bleeds\n\nEvidence\n\nNone."
    found = read_under("What is it good for?", text)
    assert rows_of(found, "likely") == ["Cramp"]
    assert found.factsheet.likely_statement is None
    assert any("mole bleeds" in note for note in found.proposed if note.startswith("Who should not"))


@pytest.mark.parametrize("first", ["No contraindications", "Contraindicated no more", "Do not fear it with"])
@pytest.mark.parametrize("heading", ["Likely to help", "Least likely to help"])
def test_a_line_that_warns_or_denies_it_closes_what_is_helped(first: str, heading: str) -> None:
    found = read_under(heading, f"\nHeadache, jaw pain\n\n{first}\nPregnancy\nChildhood\n\nEvidence\n\nNone.")
    verdict = "likely" if heading.startswith("Likely") else "unlikely"
    assert rows_of(found, verdict) == ["Headache", "Jaw pain"]
    assert "Pregnancy" not in f"{found.factsheet}"
    assert any("Pregnancy" in note for note in found.unplaced)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "If you have had a recent stroke, an aneurysm or a skull fracture, do not have this treatment.",
            ["Recent stroke", "Aneurysm", "Skull fracture"],
        ),
        ("If you have a clot, you must not lie on it.", ["Clot"]),
        ("If you have a clot, do not worry.", []),
        ("If you have a clot, you should not stop it.", []),
    ],
)
def test_a_condition_may_stand_before_what_is_forbidden(sentence: str, names: list[str]) -> None:
    assert rows_of(read_under("Not for everyone", f"\n\n{sentence}\n\nEvidence\n\nNone."), "avoid") == names
