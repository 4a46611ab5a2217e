"""The same text once more in one file, in another language, in easy words or as a copy: all of it waits, and a person is told."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document, rows_of

ENGLISH = [
    ("h1", "Reed Mats"),
    ("h2", "What is it?"),
    ("p", "Warm mats are laid on the floor."),
    ("h2", "How does it work?"),
    ("p", "It is warm."),
    ("h2", "Who should not have it?"),
    ("li", "Gout"),
    ("li", "Fractures"),
]
VERSIONS = {
    "Welsh, below the title again": [
        ("h1", "Reed Mats"),
        ("p", "Fersiwn Gymraeg"),
        ("h2", "Beth yw matiau?"),
        ("p", "Matiau cynnes ar y llawr."),
        ("h2", "Pwy ddylai beidio?"),
        ("li", "Cymalau"),
    ],
    "Welsh, below a title of its own": [
        ("h1", "Matiau brwyn"),
        ("h2", "Beth ydy’r rhain?"),
        ("p", "Mae’r matiau yn gynnes, ac maen nhw ar y llawr."),
        ("li", "Cymalau"),
    ],
    "Polish": [
        ("h1", "Maty z trzciny"),
        ("h2", "Co to jest?"),
        ("p", "Ciepłe maty są na podłodze. Nie są drogie."),
        ("h2", "Dla kogo nie jest?"),
        ("li", "Dna moczanowa"),
    ],
    "Urdu": [("h1", "سرکنڈے کی چٹائیاں"), ("h2", "یہ کیا ہے؟"), ("p", "گرم چٹائیاں فرش پر بچھائی جاتی ہیں۔")],
    "Bengali": [("h1", "নলখাগড়ার মাদুর"), ("p", "মেঝেতে গরম মাদুর পাতা হয়।")],
    "Chinese": [("h1", "芦苇垫"), ("p", "温暖的垫子铺在地板上。")],
    "Romanian": [
        ("h1", "Rogojini"),
        ("p", "Rogojini calde sunt puse pe podea și nu este scump."),
        ("li", "Gută"),
    ],
    "easy read": [
        ("h1", "Reed Mats – easy read"),
        ("h2", "What is it?"),
        ("p", "A mat that is warm."),
        ("h2", "Who should not have it?"),
        ("li", "People with a bad hip"),
    ],
    "large print": [
        ("h1", "Reed Mats (large print version)"),
        ("h2", "How does it work?"),
        ("p", "It is very warm."),
    ],
    "a label alone": [
        ("h2", "Easy read version"),
        ("h2", "What is it?"),
        ("p", "A mat that is warm."),
        ("h2", "Who should not have it?"),
        ("li", "People with a bad hip"),
    ],
    "a copy": ENGLISH,
}


def _written(blocks: list[tuple[str, str]], form: str) -> tuple[bytes, str]:
    if form == "web page":
        return page(
            "".join(f"<{kind}>{text}</{kind}>" for kind, text in blocks), "<meta charset=utf-8>"
        ), "reed.html"
    if form.startswith("Word"):
        styles = {"h1": "heading1", "h2": "heading2"} if form == "Word" else {}
        made = [p(text, styles.get(kind, ""), numbering="1" * (kind == "li")) for kind, text in blocks]
        return docx(*made), "reed.docx"
    lines = "\n\n".join("- " * (kind == "li") + text for kind, text in blocks)
    return lines.encode(), "reed.txt"


@pytest.mark.parametrize("form", ["web page", "text", "Word", "Word without styles"])
@pytest.mark.parametrize("case", VERSIONS)
def test_a_second_version_waits_whole_and_leaves_the_first_as_it_is(case, form):
    reading = read_document(*_written([*ENGLISH, *VERSIONS[case]], form))
    sheet = reading.factsheet
    assert sheet.title == "Reed Mats"
    assert sheet.introduction == "<p>Warm mats are laid on the floor.</p>"
    assert sheet.mechanism == "<p>It is warm.</p>"
    assert (sheet.contraindication_state, sheet.contraindication_statement) == ("listed", None)
    assert rows_of(reading, "avoid") == ["Gout", "Fractures"]
    tray = "\n".join(reading.unplaced)
    assert all(text in tray for _, text in VERSIONS[case])
    first = VERSIONS[case][0][1]
    assert any(note.startswith("Document: “") and first in note for note in reading.proposed)
    assert count_words(reading, sheet).lost == 0


@pytest.mark.parametrize(
    "case", ["Welsh, below a title of its own", "Polish", "Urdu", "Bengali", "Chinese", "Romanian"]
)
@pytest.mark.parametrize("form", ["web page", "text"])
def test_a_version_in_another_language_may_stand_first(case, form):
    reading = read_document(*_written([*VERSIONS[case], *ENGLISH], form))
    assert reading.factsheet.title == "Reed Mats"
    assert reading.factsheet.introduction == "<p>Warm mats are laid on the floor.</p>"
    assert rows_of(reading, "avoid") == ["Gout", "Fractures"]
    assert count_words(reading, reading.factsheet).lost == 0


def test_a_paragraph_in_another_language_waits_and_the_part_around_it_goes_on():
    blocks = [*ENGLISH[:3], ("p", "Matiau cynnes ar y llawr yw hyn."), ("p", "They are woven."), *ENGLISH[3:]]
    reading = read_document(*_written(blocks, "text"))
    assert reading.factsheet.introduction == "<p>Warm mats are laid on the floor.</p><p>They are woven.</p>"
    assert any("Matiau cynnes" in text for text in reading.unplaced)


@pytest.mark.parametrize(
    "text",
    [
        "Reflexology is the same as “zone therapy”.",
        "It was first called “la médecine des mains” in France, and is older than that.",
        "Sample H. Wirkung der Massage bei Rückenschmerzen. Z Sample 2004;63:1-5.",
        "An air of calm, a come-and-go pain and a warm bed.",
        "Tuina (推拿) is done on a mat.",
        "Gua sha, tui na, qi gong",
    ],
)
def test_words_of_other_languages_in_an_english_text_stay(text):
    blocks = [*ENGLISH[:3], ("p", text), *ENGLISH[3:]]
    reading = read_document(*_written(blocks, "web page"))
    assert text in (reading.factsheet.introduction or "") or reading.factsheet.citations
    assert not any("another language" in note for note in reading.proposed)


def test_a_part_that_is_called_as_the_therapy_is_no_second_version():
    blocks = [ENGLISH[0], ("h2", "Reed Mats"), *ENGLISH[2:]]
    reading = read_document(*_written(blocks, "web page"))
    assert reading.factsheet.introduction == "<p>Warm mats are laid on the floor.</p>"
    assert not any("second text" in note for note in reading.proposed)


#: A title and a text of its language, which tells its language by its small words; the title does not.
OTHER_TITLES = {
    "Matiau Brwyn": "Mae’r matiau yn gynnes, ac maen nhw ar y llawr.",
    "Maty": "Ciepłe maty są na podłodze. Nie są drogie.",
    "Rogojini": "Rogojini calde sunt puse pe podea și nu este scump.",
}


@pytest.mark.parametrize("other", OTHER_TITLES)
@pytest.mark.parametrize("level", ["Heading1", "Heading2"])
def test_a_title_in_another_language_above_the_english_one_waits(other: str, level: str) -> None:
    body = p(other, "Title") + p("Reed Baths", level)
    for heading, text in (
        ("What is it?", "Reed baths are warm."),
        ("Who should not have it?", "People with gout."),
    ):
        body += p(OTHER_TITLES[other]) + p(heading, "Heading2") + p(text)
    reading = read_document(docx(body), "reed.docx")
    assert reading.factsheet.title == "Reed Baths"
    assert rows_of(reading, "avoid") == ["Gout"]
    assert any(other in text for text in reading.unplaced)
    assert any(f"“{other}” is written in another language" in note for note in reading.proposed)
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize("title", ["Reiki", "Shiatsu", "Maty and Baths"])
def test_a_title_of_which_the_english_text_speaks_or_nobody_does_stays(title: str) -> None:
    body = p(title, "Title") + p("What is it?", "Heading2") + p("Maty and warm baths are given.")
    body += p(OTHER_TITLES["Maty"]) + p("Who should not have it?", "Heading2") + p("People with gout.")
    assert read_document(docx(body), "reed.docx").factsheet.title == title
