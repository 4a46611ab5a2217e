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
