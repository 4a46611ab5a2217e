"""What stands around a text and beside it: boxes of a PDF, answered mails, tables for the look of a page, numbers below all."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.headings import Headings
from factsheets.exchange.mapping.mail_frame import without_mail
from factsheets.exchange.proof import count_words
from factsheets.exchange.reading_documents.opening import read_in_this_process
from tests.factsheets.exchange.reading_documents.made import pdf

from .read_as import read_document, read_under, rows_of

FILLING = "Many people sit for most of the day, and their backs grow stiff with it. A timer reminds those who forget. "
BOX = ".box { float: right; width: 60mm; border: 1pt solid; padding: 3mm; margin-left: 6mm }"
MAIL = "From: Sam Person\nTo: Kim Other\nSubject: text\n\nDear Kim,\n\nHere it is.\n\n"
TEXT = "Sand Baths\n\nYou lie in warm sand.\n\nWhat is the evidence?\n\nOne trial.\n\nContraindications\n\nGout, scurvy.\n\n"


def read(data: bytes, name: str):
    found = read_document(data, name)
    assert count_words(found, found.factsheet).lost == 0
    return found


def boxed(box: str, beside: str):
    body = f"<h1>Desk Belts</h1><h2>What is a desk belt?</h2><p>{FILLING}</p><h2>Who is it most likely to help?</h2>"
    return read(
        pdf(f"{body}<div class=box>{box}</div>{beside}<h2>What is the evidence?</h2><p>{FILLING}</p>", BOX),
        "belts.pdf",
    )


@pytest.mark.parametrize(
    ("box", "avoid", "cautions", "waits"),
    [
        ("<b>Do not use it if you have</b><ul><li>Gout</li><li>Scurvy</li></ul>", ["Gout", "Scurvy"], "", ""),
        (
            "<b>Go to A&amp;E at once if</b><br>you cannot stand<br>your legs tingle",
            [],
            "<li>you cannot stand</li>",
            "",
        ),
        ("<b>Never beside</b><br>a kiln<br>a forge", [], "", "a kiln"),
    ],
)
def test_a_box_beside_what_is_helped_joins_none_of_its_sentences(box, avoid, cautions, waits) -> None:
    found = boxed(
        box, "<ul><li>Stiff backs</li><li>Sore necks</li><li>Tight shoulders</li><li>Dull aches</li></ul>"
    )
    assert rows_of(found, "likely") == ["Stiff backs", "Sore necks", "Tight shoulders", "Dull aches"]
    assert rows_of(found, "avoid") == avoid
    assert cautions in (found.factsheet.contraindication_statement or "")
    assert waits in " ".join(found.unplaced)


def test_a_box_stands_below_a_heading_over_two_lines_and_the_text_it_is_beside() -> None:
    document = read_in_this_process(
        pdf(
            f"<h1>Desk Belts</h1><p>{FILLING}</p><div class=box>Kilns are warm.<br>Forges are warmer.</div>"
            f"<h2 style='width: 40mm'>What happens on the first day of it?</h2><p>{FILLING}</p><h2>Contraindications</h2><p>Gout.</p>",
            BOX,
        ),
        "belts.pdf",
    )
    texts = [block.text for block in document.blocks]
    assert texts[2:6] == [
        "What happens on the first day of it?",
        FILLING.strip(),
        "Kilns are warm.",
        "Forges are warmer.",
    ]


def test_two_boxes_side_by_side_are_columns_of_what_helps_and_what_does_not() -> None:
    boxes = "".join(
        f"<div style='width: 60mm; border: 1pt solid; margin: 4mm'><b>{head}</b><br>{names}</div>"
        for head, names in [
            ("Most likely to help", "Stiff backs<br>Sore necks"),
            ("Do not use with", "Gout<br>Scurvy"),
        ]
    )
    body = f"<h1>Desk Belts</h1><p>{FILLING}</p><h2>Evidence</h2><p>{FILLING}</p><div style='display: flex'>{boxes}</div><h2>Risks</h2><p>{FILLING}</p>"
    found = read(pdf(body), "belts.pdf")
    assert (rows_of(found, "likely"), rows_of(found, "avoid")) == (
        ["Stiff backs", "Sore necks"],
        ["Gout", "Scurvy"],
    )


@pytest.mark.parametrize(
    "above", ["-----Original Message-----\n", "", "On 3 May 2011 at 10:20, Kim Other wrote:\n\n"]
)
def test_the_message_that_a_mail_answers_is_no_text_of_the_factsheet(above: str) -> None:
    older = "From: Kim Other\nTo: Sam Person\nSubject: text\n\nIt said this.\n\nContraindications\n\nNone known.\n"
    found = read(f"{MAIL}{TEXT}Regards,\n\nSam\n\n{above}{older}".encode(), "mail.txt")
    assert rows_of(found, "avoid") == ["Gout", "Scurvy"]
    assert found.factsheet.contraindication_statement == "<p>Gout, scurvy.</p>"
    assert {"None known.", "It said this."} <= {*found.set_aside}


def test_an_older_message_with_more_of_the_text_stays() -> None:
    newer = "Sand Baths\n\nWhat is the evidence?\n\nTwo trials.\n\nContraindications\n\nGout.\n\n"
    older = f"-----Original Message-----\n\nRisks\n\nDust.\n\nQualifications\n\nNone.\n\n{TEXT}"
    blocks = read_in_this_process(f"{MAIL}{newer}{older}".encode(), "mail.txt").blocks
    rest, _aside = without_mail(blocks)
    assert "Dust." in [block.text for block in rest]


@pytest.mark.parametrize("frame", ["<td><a href=a.htm>Start</a><br><a href=b.htm>News</a></td>", ""])
def test_a_table_for_the_look_of_a_page_is_no_table(frame: str) -> None:
    text = (
        "<b>Sand Baths</b><br><br>You lie in warm sand.<br><br><b>EVIDENCE:</b> One trial.<br><br>"
        "<b>CONTRAINDICATIONS:</b> gout, scurvy.<br><br>Best seen at 640 x 480."
    )
    found = read(
        f"<html><body><table><tr>{frame}<td>{text}</td></tr></table></body></html>".encode(), "sand.html"
    )
    assert found.factsheet.title == "Sand Baths"
    assert (rows_of(found, "avoid"), found.factsheet.evidence) == (["Gout", "Scurvy"], "<p>One trial.</p>")
    assert "Best seen at 640 x 480." in found.set_aside


def test_an_address_in_a_cell_is_no_text_of_its_own() -> None:
    table = "<table><tr><td>Guild</td><td>1 Sample Road<br>Eastham<br>Tel: 020 7946 0011<br>Open daily</td></tr></table>"
    document = read_in_this_process(f"<html><body><h1>Sand</h1>{table}</body></html>".encode(), "sand.html")
    assert document.blocks[-1].cells[0] == "Guild"


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("Reception: 020 7946 0011. Nurses: 020 7946 0012, nurse@a.example.org", False),
        ("If it burns ring the ward on 020 7946 0011.", True),
        ("Do not ring: 020 7946 0011", True),
        ("Reception is open daily.", True),
    ],
)
def test_names_and_numbers_below_all_are_no_text_of_the_last_part(line: str, is_text: bool) -> None:
    found = read(f"{TEXT}Risks\n\nDust in the eyes.\n\n{line}\n".encode(), "sand.txt")
    assert (line in (found.factsheet.risks or "")) is is_text
    assert any(line in text for text in found.unplaced) is not is_text


@pytest.mark.parametrize(
    ("caution", "is_text"),
    [
        ("None listed yet.", False),
        ("To be confirmed", False),
        ("None listed for children.", True),
        ("Fever.", True),
    ],
)
def test_a_caution_that_is_not_written_yet_waits_beside_rows(caution: str, is_text: bool) -> None:
    found = read(f"{TEXT}Cautions\n\n{caution}\n".encode(), "sand.txt")
    assert found.factsheet.contraindication_state == "listed"
    assert (caution in (found.factsheet.contraindication_statement or "")) is is_text
    assert any(caution in note for note in found.proposed)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("When should a desk belt not be worn?", "avoid"),
        ("When must it never be taken?", "avoid"),
        ("When not to wear desk belts", "avoid"),
        ("When can't I wear it?", "avoid"),
        ("When should a desk belt be worn?", None),
        ("Go to A&E straight away if you have", "cautions"),
        ("Ring 999 if", "cautions"),
    ],
)
def test_when_it_must_not_be_worn_is_a_heading_of_dangers(heading: str, part: str | None) -> None:
    assert Headings("Desk Belts").part(heading) == part


@pytest.mark.parametrize("marks", ["+-", "+\u2013", "■□", "●○"])
@pytest.mark.parametrize("name", ["sand.txt", "sand.md"])
def test_marks_that_say_two_things_make_nothing_likely(marks: str, name: str) -> None:
    items = [f"{marks[0]} Stiff backs", f"{marks[1]} Broken ribs", f"{marks[0]} Sore necks"]
    heading = "## " if name.endswith(".md") else ""
    text = f"{heading}Sand Baths\n\nYou lie in sand.\n\n{heading}Most likely to help\n\n" + "\n".join(items)
    found = read(f"{text}\n\n{heading}Evidence\n\nOne trial.\n".encode(), name)
    assert rows_of(found, "likely") == []
    assert "Broken ribs" in " ".join((*found.unplaced, found.factsheet.likely_statement or ""))


@pytest.mark.parametrize("item", ["Gout (X)", "Gout (-)", "Gout (?)", "Gout \u2717", "Gout ☐"])
def test_a_name_with_a_verdict_behind_it_is_not_likely(item: str) -> None:
    assert rows_of(read_under("Most likely to help", f"• {item} ¶ • Stiff backs"), "likely") == [
        "Stiff backs"
    ]


@pytest.mark.parametrize("marks", ["✗✓", "+-", "■□"])
def test_marks_that_say_two_things_are_not_assessed(marks: str) -> None:
    lines = f"{marks[0]} Gout\n{marks[0]} Scurvy\n{marks[1]} Hay fever"
    found = read(f"Sand Baths\n\nYou lie in sand.\n\nContraindications\n\n{lines}\n".encode(), "sand.txt")
    assert rows_of(found, "avoid") == []
    assert found.factsheet.contraindication_state == "not_assessed"
    statement = found.factsheet.contraindication_statement or ""
    assert f"{marks[0]} Gout" in statement
    assert f"{marks[1]} Hay fever" in statement
    assert any("two things" in note for note in found.proposed)
