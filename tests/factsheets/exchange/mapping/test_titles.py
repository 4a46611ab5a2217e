"""What stands on the first lines beside the name of the therapy: it is no part of the title, and no word of it is lost."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page

from .read_as import read_document

REST = ("You sit in copper.", "What is the evidence?", "Little was found by anybody.")


@pytest.mark.parametrize(
    "first",
    [
        ["Copper Bath: a factsheet for patients"],
        ["Copper Bath – an introduction"],
        ["Copper Bath (short guide for people with back pain)"],
        ["“Copper Bath”"],
        ["Re: Copper Bath"],
        ["Copper Bath.doc"],
        ["Copper Bath v2 FINAL"],
        ["File: copper.txt", "Copper Bath"],
        ["Copper Bath", "by Jo Sample", "12 May 2009"],
        ["Copper Bath", "Written by Dr Jo Sample"],
    ],
)
@pytest.mark.parametrize("is_word", [False, True])
def test_the_title_is_the_name_alone(first, is_word):
    lines = [*first, *REST]
    written = docx(*map(p, lines)) if is_word else "\n\n".join(lines).encode()
    reading = read_document(written, "copper.docx" if is_word else "copper.txt")
    assert reading.factsheet.title == "Copper Bath"
    assert reading.factsheet.introduction == "<p>You sit in copper.</p>"
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(
    "first", ["Side by Side", "Final Stretch", "Massage by Hand", "Stretch by Jo Sample"]
)
def test_a_name_that_only_looks_so_stays_whole(first):
    reading = read_document("\n\n".join([first, *REST]).encode(), "name.txt")
    assert reading.factsheet.title == first


def test_who_wrote_it_right_below_the_title_is_no_part_of_it():
    reading = read_document("\n".join(["Copper Bath", "by Jo Sample", "", *REST]).encode(), "copper.txt")
    assert reading.factsheet.title == "Copper Bath"
    assert "by Jo Sample" in reading.set_aside


@pytest.mark.parametrize(
    ("foot", "title"),
    [
        ("\u00a9 2002 Sample Baths", "Copper Bath"),
        ("Copyright Sample Baths 2002. All rights reserved", "Copper Bath"),
        ("\u00a9 2002 Jo Person", "Sample Baths"),
    ],
)
def test_the_name_of_who_holds_the_copyright_stands_above_the_title(foot, title):
    body = "".join(f"<p>{line}</p>" for line in REST)
    site = f"<h1>Sample Baths</h1><p>Copper Bath</p>{body}<footer>{foot}</footer>"
    reading = read_document(page(site, ""), "copper.html")
    assert reading.factsheet.title == title
    assert count_words(reading, reading.factsheet).lost == 0


BELOW = ("Reed mats are laid on the floor.", "What is the evidence?", "Little was found by anybody.")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["THE REED ROOM | Private Physiotherapy | Westhaven"], "Reed Mats"),
        (["SAMPLE COAST BACK SOCIETY"], "REED MATS"),
        (["Pain Support Sampleshire"], "Reed Mats"),
        (["Pain Support Sampleshire"], "Your questions answered: Reed Mats"),
        (["Sample Valley Spine Practice"], "Questions and answers about: Reed Mats"),
        (["Backs Together, Hilltown branch"], "Reed Mats"),
        (["Harbour Wellness Studio • Back care"], "Reed Mats"),
        (["Sample Pain Centre · Westhaven · Patient library"], "Reed Mats"),
    ],
)
@pytest.mark.parametrize("form", ["lines", "one block", "headings", "word"])
def test_whose_name_stands_above_the_title_is_not_the_title(above, title, form):
    lines = [*above, title]
    if form == "headings":
        heads = f"<h1>{lines[0]}</h1><h2>{title}</h2>"
        written = page(heads + "".join(f"<p>{one}</p>" for one in BELOW), "")
    elif form == "word":
        written = docx(*(p(line, bold=True) for line in lines), *map(p, BELOW))
    else:
        gap = "\n" if form == "one block" else "\n\n"
        written = f"{gap.join(lines)}\n\n{chr(10).join(BELOW[:1])}\n\n{chr(10).join(BELOW[1:])}".encode()
    reading = read_document(written, {"headings": "r.html", "word": "r.docx"}.get(form, "r.txt"))
    assert reading.factsheet.title == "Reed Mats"
    assert above[0].split()[0] in f"{reading.set_aside}"
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Back School", "Lessons about the back"),
        ("Support Belts", "Also sold as reed corsets"),
        ("Reed Therapy Group", "Mats for sore backs"),
        ("Chair Team Work", "Sitting well"),
    ],
)
def test_a_title_that_has_a_word_of_such_names_stays_the_title(first, second):
    sentence = f"{first.split()[0]} and more: this is how it is done."
    lines = [first, second, sentence, "What is the evidence?", "Little was found by anybody."]
    reading = read_document("\n\n".join(lines).encode(), "name.txt")
    assert reading.factsheet.title == first


@pytest.mark.parametrize(
    "line",
    [
        "Information for patients of the Pain Service",
        "Patient information from the spine clinic",
        "A guide for patients and those who look after them",
        "Advice sheet by the physiotherapy team",
    ],
)
def test_for_whom_it_was_written_is_no_part_of_the_text(line):
    reading = read_document(docx(p("Reed Mats", "Title"), p(line), *map(p, BELOW)), "reed.docx")
    assert reading.factsheet.title == "Reed Mats"
    assert reading.factsheet.introduction == "<p>Reed mats are laid on the floor.</p>"
    assert line in reading.set_aside


@pytest.mark.parametrize("label", ["Procedure", "Topic", "Subject"])
def test_a_label_before_the_name_is_no_part_of_the_title(label):
    lines = [f"{label} Reed Mats", *BELOW]
    assert read_document("\n\n".join(lines).encode(), "reed.txt").factsheet.title == "Reed Mats"
