"""What a wiki and other sites put around a text: ways back from a note, and under what a page is kept."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import page

from .read_as import read_document

HEAD = "<h1>Reed Mats</h1><h2>How does it work?</h2><p>It is warm.</p><h2>References</h2>"
SAMPLE = "Sample, H. (2009). Mats. Sampleton: Example House."


@pytest.mark.parametrize(
    "written",
    [
        f"<li>↑ {SAMPLE}</li>",
        f"<li><a href='#r1'>↑</a> {SAMPLE}</li>",
        f"<li>^ a b {SAMPLE}</li>",
        f"<li><b>^</b> <i>a</i>, <i>b</i> {SAMPLE}</li>",
        f"<li>{SAMPLE} ↩</li>",
        f"<li>{SAMPLE} <a href='#r1'>↩︎</a></li>",
        f"<li>↑ Jump up {SAMPLE}</li>",
        f"<p>[1] ↑ {SAMPLE}</p>",
    ],
)
def test_the_way_back_to_the_text_is_no_part_of_a_reference(written):
    body = f"<ol>{written}</ol>" if written.startswith("<li>") else written
    reading = read_document(page(HEAD + body, ""), "reed.html")
    assert [one.source.title for one in reading.factsheet.citations or ()] == [SAMPLE]
    assert count_words(reading, reading.factsheet).lost == 0


@pytest.mark.parametrize(
    "below",
    [
        "<p>Categories: Mats | Articles that need a source</p>",
        "<p>Hidden categories: Pages without pictures</p>",
        "<p>Tags: mats, reeds, backs</p>",
        "<p>Filed under Mats, Backs</p>",
        "<p>Posted in: Mats</p>",
        "<p>Retrieved from “https://wiki.example.org/index.php?title=Mats”</p>",
        "<div id='catlinks'><a href='/c'>Category</a>: <a href='/m'>Mats</a></div>",
        "<h2>Categories</h2><ul><li><a href='/m'>Mats</a></li><li><a href='/b'>Backs</a></li></ul>",
    ],
)
def test_under_what_a_page_is_kept_is_set_aside_and_makes_no_source(below):
    reading = read_document(page(f"{HEAD}<ol><li>{SAMPLE}</li></ol>{below}", ""), "reed.html")
    assert [one.source.title for one in reading.factsheet.citations or ()] == [SAMPLE]
    aside = " ".join(reading.set_aside).casefold()
    assert "mats" in aside or "pictures" in aside
    assert any(text.startswith("Document: Set aside") for text in reading.proposed)


def test_a_sentence_on_categories_stays_in_the_text():
    body = (
        "<h1>Reed Mats</h1><h2>How does it work?</h2><p>Categories of mats are warm ones and cold ones.</p>"
    )
    reading = read_document(page(body, ""), "reed.html")
    assert reading.factsheet.mechanism == "<p>Categories of mats are warm ones and cold ones.</p>"
