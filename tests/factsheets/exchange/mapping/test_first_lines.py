"""What stands above the title and is none, and titles that do not come first: a good file is a draft with a question."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf, table

from .read_as import read_document

REST = ("Reed mats are laid on the floor.", "What is the evidence?", "Little was found by anybody.")


@pytest.mark.parametrize(
    "above",
    [
        ["Jane Sample BSc (Hons), MCSP"],
        ["Dr A. Sample"],
        ["Jo Sample – Registered Osteopath"],
        ["Mary Example BTAA, MCMA"],
        ["Jo Sample, Chartered Physiotherapist"],
        ["THE REED CLINIC", "JO SAMPLE DO"],
        ["Jo Sample", "Chartered Physiotherapist"],
        ["The Old Dairy Clinic", "Mary Example BTAA, MCMA"],
        ["~ ~ ~ S A M P L E   N E W S ~ ~ ~", "Newsletter of the Sample Back Group, Autumn 2006"],
        ["* * * Back Chat * * *", "Issue 12, Spring 2004"],
        ["BACKLASH", "The magazine of the Sample Back Society", "IN THE SPOTLIGHT"],
        ["SAMPLE NEWS", "THERAPY OF THE QUARTER"],
        ["12 May 2009", "Dear member"],
    ],
)
@pytest.mark.parametrize("form", ["text", "Word", "web page"])
def test_a_person_and_a_newspaper_above_the_title_are_none(above, form):
    lines = [*above, "Reed Mats", *REST]
    if form == "Word":
        written, name = docx(*map(p, lines)), "reed.docx"
    elif form == "web page":
        written, name = page("".join(f"<p>{line}</p>" for line in lines), ""), "reed.html"
    else:
        written, name = "\n\n".join(lines).encode(), "reed.txt"
    reading = read_document(written, name)
    assert reading.factsheet.title == "Reed Mats"
    assert reading.factsheet.introduction == "<p>Reed mats are laid on the floor.</p>"
    assert reading.factsheet.summary is None
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(
    "first", ["Cognitive Behaviour Therapy CBT", "Reed Mats and Sample Baths", "Alexander Technique"]
)
def test_a_name_that_only_looks_like_a_person_stays_the_title(first):
    lines = [first, f"{first} is old.", "What is the evidence?", "Little was found by anybody."]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert reading.factsheet.title == first
    assert not any("comes again" in note for note in reading.proposed)


def test_a_title_of_which_the_text_does_not_speak_is_asked_about():
    lines = ["Samplewick", "You lie on a mat.", "What is the evidence?", "Little was found by anybody."]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert reading.factsheet.title == "Samplewick"
    assert any(note.startswith("Title: No word of “Samplewick”") for note in reading.proposed)


@pytest.mark.parametrize(
    "line",
    ["Treatment of the month: Reed Mats", "This month's therapy: Reed Mats", "Reed Mats and your back"],
)
def test_what_a_newsletter_says_of_its_column_is_no_part_of_the_title(line):
    reading = read_document("\n\n".join([line, *REST]).encode(), "reed.txt")
    assert reading.factsheet.title == "Reed Mats"
    assert count_words(reading, reading.factsheet).lost == 0


ABOVE = {
    "a table": [table(["Sample Valley Trust", "Pain Service"], ["Status", "APPROVED"])],
    "a sentence": [
        p(
            "We have been helping people with sore backs in this town for many years now, and here we tell you all about what we do each day."
        )
    ],
    "a warning": [
        p(
            "Do not use this leaflet in place of what your own doctor has told you, and never leave off your tablets without asking first."
        )
    ],
    "an item": [p("Ask us for large print", numbering="1")],
    "a panel": [p("After you go home", "heading2"), p("Rest for the day.")],
    "a known heading": [p("Aftercare", "heading2"), p("Rest for the day.")],
}


@pytest.mark.parametrize("case", ABOVE)
def test_what_stands_above_the_only_heading_of_the_first_level_refuses_no_file(case):
    reading = read_document(docx(*ABOVE[case], p("Reed Mats", "heading1"), *map(p, REST)), "reed.docx")
    assert reading.factsheet.title == "Reed Mats"
    assert reading.factsheet.introduction == "<p>Reed mats are laid on the floor.</p>"
    if case == "a warning":
        assert any(note.startswith("Who should not have it: “Do not use") for note in reading.proposed)
    if case in ("a table", "a sentence", "a warning", "an item"):
        assert any(text.startswith("Above the title: ") for text in reading.unplaced)
    assert count_words(reading, reading.factsheet).lost == 0


def test_the_first_panel_of_a_folded_leaflet_is_not_its_title():
    body = (
        "<h1>Once you are home</h1><p>Rest for the day.</p><h3>Contact us</h3><p>Telephone 01632 960544</p><h2>Warm Reed Mats</h2>"
        "<h3>What are reed mats?</h3><p>Mats of reed.</p><h3>How do they work?</h3><p>They are warm.</p>"
    )
    for written, name in ((page(body, ""), "reed.html"), (pdf(body), "reed.pdf")):
        reading = read_document(written, name)
        assert reading.factsheet.title == "Warm Reed Mats"
        assert reading.factsheet.introduction == "<p>Mats of reed.</p>"
        assert "Rest for the day." not in str(reading.factsheet)
        assert "Rest for the day." in "\n".join(reading.unplaced)


def test_the_name_of_a_site_in_a_banner_is_not_the_title_of_its_page():
    banner = "<table><tr><td><font size=5>Backs R Us</font></td></tr></table>"
    text = "<center><font size=6>Reed Mats</font></center><p>Warm.<dl><dt><b>How does it work?</b><dd>It is warm.</dl>"
    body = f"{banner}<table><tr><td><a href=1.htm>Home</a><br><a href=2.htm>Shop</a></td><td>{text}</td></tr></table>"
    reading = read_document(page(body, "<title>REED MATS - Backs R Us</title>"), "reed.html")
    assert reading.factsheet.title == "Reed Mats"
    assert reading.factsheet.mechanism == "<p>It is warm.</p>"
    assert "Backs R Us" in reading.set_aside


def test_a_part_of_a_page_without_its_frame_is_a_web_page():
    reading = read_document(
        b"<table><tr><td><h1>Reed Mats</h1><p>Warm.<h2>How does it work?</h2><p>Warmth.</td></tr></table>",
        "reed.html",
    )
    assert (reading.factsheet.title, reading.factsheet.mechanism) == ("Reed Mats", "<p>Warmth.</p>")


def test_a_document_in_parts_whose_headings_nobody_knows_is_a_draft_with_a_question():
    lines = [
        "Reed Mats",
        "Warm ones",
        "Reed mats are warm and people lie on them.",
        "Sleep and mats",
        "Nobody knows whether they help sleep.",
    ]
    lines += ["Mats at work", "They are used at work."]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert reading.factsheet.title == "Reed Mats"
    assert any(note.startswith("Document: No heading of this document") for note in reading.proposed)
    assert all(any(text in waits for waits in reading.unplaced) for text in lines[2::2])


@pytest.mark.parametrize(
    "line",
    [
        "Information sheet 14 from the Eastvale Back Pain Support Group",
        "a plain guide by “backs together”, sampleton",
        "From BackWiki, the members' encyclopaedia",
        "Sample Infirmary Pain Clinic",
        "No. 7 in our series on therapies",
        "Published by Sample Press for the Example Society",
        "Reprinted from Back Chat",
        "A members' booklet",
    ],
)
@pytest.mark.parametrize("form", ["text", "Word"])
def test_a_line_on_the_series_or_the_publisher_below_the_title_is_set_aside_and_told(line, form):
    lines = ["Reed Mats", line, *REST]
    written = (
        docx(p("Reed Mats", "Title"), *map(p, lines[1:])) if form == "Word" else "\n\n".join(lines).encode()
    )
    reading = read_document(written, "reed.docx" if form == "Word" else "reed.txt")
    assert reading.factsheet.introduction == "<p>Reed mats are laid on the floor.</p>"
    assert reading.factsheet.summary is None
    assert line in reading.set_aside
    assert any(note.startswith("Document: Set aside") and line in note for note in reading.proposed)


@pytest.mark.parametrize("line", ["Warm floors for sore backs", "Gentle", "Old and new ways with reeds"])
def test_a_line_that_describes_the_therapy_stays_with_a_note(line):
    reading = read_document(docx(p("Reed Mats", "Title"), p(line), *map(p, REST)), "reed.docx")
    kept = f"{reading.factsheet.summary} {reading.factsheet.introduction}"
    assert line in kept
    assert any(line in note and note.startswith(("Summary: ", "About: ")) for note in reading.proposed)


GUESSED = {
    "it names no therapy": ["We opened in 1990.", "Tea is served."],
    "a list": ["Reed mats come in three kinds.", "- Soft ones", "- Hard ones"],
    "many paragraphs": [
        "Reed mats are warm.",
        "They are old.",
        "They are made by hand.",
        "They are sold at fairs.",
    ],
    "numbers to ring": ["Reed mats are warm.", "Ring 01632 960544 for one."],
}


@pytest.mark.parametrize("case", GUESSED)
def test_an_introduction_that_was_only_guessed_has_a_note_that_names_it(case):
    lines = ["Reed Mats", *GUESSED[case], *REST[1:]]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert any(note.startswith("About: What stands before") for note in reading.proposed)


def test_what_is_taken_for_the_mechanism_by_its_words_has_a_note_that_names_it():
    lines = ["Reed Mats", REST[0], "The mat works by warming the back.", *REST[1:]]
    reading = read_document("\n\n".join(lines).encode(), "reed.txt")
    assert reading.factsheet.mechanism == "<p>The mat works by warming the back.</p>"
    assert any(note.startswith("How it works: “The mat works by") for note in reading.proposed)


LAST = {
    "risks": "<h2>Risks</h2><p>Bruises.</p>",
    "likely": "<h2>Most likely to help</h2><ul><li>Cramp</li></ul>",
    "associations": "<h2>Associations</h2><p>Mat Society, Tel: 01632 960001</p>",
    "related": "<h2>Further reading</h2><p>BackCare factsheets: Yoga</p>",
}
PANELS = {
    "an unknown heading": "<h3>After the summer</h3><p>Purple words. Ring 01632 960009.</p>",
    "a list": "<h4>During the winter</h4><ul><li>Purple tea</li><li>Purple words</li></ul>",
    "a note": "<h4>Before the summer</h4><p>Purple words of a society.</p><h4>NOTE</h4><p>Purple words.</p>",
    "a known one above it": "<h3>After you go home</h3><p>Rest.</p><h3>Small change</h3><p>Purple words. Ring 01632 960009.</p>",
}


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_above_the_title_does_not_join_the_last_part(panel: str, last: str) -> None:
    body = (
        "<h1>Reed Mats</h1><h2>What is it?</h2><p>A mat. Reed mats are old.</p><h2>Evidence</h2><p>Some.</p>"
    )
    reading = read_document(page(f"{PANELS[panel]}{body}{LAST[last]}", ""), "reed.html")
    assert reading.factsheet.title == "Reed Mats"
    assert "urple" not in str(reading.factsheet)
    assert any("urple" in text for text in reading.unplaced)
    assert count_words(reading, reading.factsheet).lost == 0
