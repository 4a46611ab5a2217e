"""Lines in a part that speak of the document, references among what to read on, and names below “See also”."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import page

from .read_as import read_document, read_under


@pytest.mark.parametrize(
    ("line", "is_review"),
    [
        ("© Sample Café of Pain 2015 • Prices may change", False),
        ("© Sample Café of Pain 2015. Reviewed once a year", True),
        ("Copyright 2015 Sample Trust", False),
        ("Page last reviewed: 12 January 2020", True),
        ("Last checked by our panel in November 2019", True),
        ("This leaflet was reviewed in 2018 by two nurses", True),
        ("Responsible: Dr D Demo. Valid from 1.9.2012 to 31.8.2015", False),
    ],
)
@pytest.mark.parametrize("heading", ["Qualifications", "What is the evidence?", "See also"])
def test_what_speaks_of_the_document_is_set_aside(line: str, is_review: bool, heading: str) -> None:
    body = f"<h1>Salt Rooms</h1><p>A room.</p><h2>Evidence</h2><p>None.</p><h2>{heading}</h2><p>Shops.</p><p>{line}</p>"
    found = read_document(page(body), "salt.html")
    assert line.split()[-1] not in f"{found.factsheet}"
    assert line in found.set_aside
    assert any(note.startswith("Review: ") for note in found.proposed) is is_review
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "line",
    [
        "Reviewed trials were small in 2015.",
        "Trials were last reviewed in 2015 by two nurses.",
        "Do not use it if it was last checked before 2015.",
        "Copying is allowed.",
    ],
)
def test_what_speaks_of_the_therapy_stays(line: str) -> None:
    found = read_under("What is the evidence?", f"Weak. ¶ {line}")
    assert line in str(found.factsheet.evidence)


@pytest.mark.parametrize("heading", ["Further reading", "Read on", "Books"])
@pytest.mark.parametrize(
    "line",
    [
        "2. Demo C. Up and down. Made-up Ergonomics 2012;5:9-17. PMID 88888881",
        "[2] Demo C, Sample B. Up and down. doi: 10.5555/up.2012.9",
        "2 Demo C. Up and down. Made-up Ergonomics 2012;5:9-17.",
    ],
)
def test_a_reference_among_what_to_read_on_is_a_source(heading: str, line: str) -> None:
    found = read_under(
        "Evidence", f"None.\n\n{heading}\n\n{line}\n\nBackCare factsheets: Lumbar Rolls; Saddle Chairs"
    )
    (citation,) = found.factsheet.citations or ()
    assert citation.source.title.startswith("Demo C")
    assert [one.pending_title for one in found.factsheet.related_items or ()] == [
        "Lumbar Rolls",
        "Saddle Chairs",
    ]
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    "links",
    [
        "<ul><li><a href='/r'>Relaxation</a></li><li><a href='/y'>Yoga</a></li></ul>",
        "<ul><li><a href='relaxation.html'>Relaxation</a></li><li><a href='#yoga'>Yoga</a></li></ul>",
        "<p><a href='/r'>Relaxation</a></p><p><a href='/y'>Yoga</a></p>",
        "<p><a href='/r'>Relaxation</a>, <a href='/y'>Yoga</a></p>",
        "<p>Relaxation</p><p><a href='/y'>Yoga</a></p>",
    ],
)
def test_names_below_see_also_that_lead_to_pages_of_the_site_are_factsheets(links: str) -> None:
    body = f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>See also</h2>{links}"
    found = read_document(page(body), "rolls.html")
    assert [one.pending_title for one in found.factsheet.related_items or ()] == ["Relaxation", "Yoga"]


def test_a_name_below_see_also_that_leads_elsewhere_is_a_website() -> None:
    link = "<ul><li><a href='https://sample.example.org'>Sample Site</a></li></ul>"
    body = f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>See also</h2>{link}"
    (item,) = read_document(page(body), "rolls.html").factsheet.related_items or ()
    assert item.resource is not None
    assert item.resource.link == "https://sample.example.org"


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li>Demo C. Heat or rest?</li></ol><p>Imag Med 2015;3:6-8. doi:10.5555/rf.2015.68</p><ol start='2'><li>Sample A. Cold.</li></ol><p>2016. https://guide.example.org/59</p>",
        "<p>1. Demo C. Heat or rest?<br>Imag Med 2015;3:6-8. doi:10.5555/rf.2015.68</p><p>2. Sample A. Cold.<br>2016. https://guide.example.org/59</p>",
        "<p>[1] Demo C. Heat or rest?</p><p>Imag Med 2015;3:6-8. doi:10.5555/rf.2015.68</p><p>[2] Sample A. Cold. 2016. https://guide.example.org/59</p>",
    ],
)
def test_a_line_that_says_where_a_counted_reference_was_printed_is_part_of_it(body: str) -> None:
    found = read_document(
        page(f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>References</h2>{body}"),
        "rolls.html",
    )
    sources = [one.source for one in found.factsheet.citations or ()]
    assert [one.title[:10] for one in sources] == ["Demo C. He", "Sample A. "]
    assert (sources[0].doi, sources[1].link) == ("10.5555/rf.2015.68", "https://guide.example.org/59")
    assert count_words(found, found.factsheet).lost == 0


def test_lines_without_numbers_are_references_of_their_own() -> None:
    text = "Heat and rest\n\nSample guideline 2015\n\nCold baths\n\nOther review 2016"
    found = read_document(
        f"Rolls\n\nA roll.\n\nEvidence\n\nWeak.\n\nReferences\n\n{text}".encode(), "rolls.txt"
    )
    assert len(found.factsheet.citations or ()) + len(found.unplaced) == 4


@pytest.mark.parametrize(
    "line", ["Copyright Bounce Ltd. All rights reserved 2012.", "Page last reviewed: 12 January 2020"]
)
def test_a_short_text_above_such_a_line_is_no_heading(line: str) -> None:
    found = read_document(
        page(f"<h1>Bouncing</h1><p>You bounce.</p><h2>Evidence</h2><p>None</p><p>{line}</p>"), "b.html"
    )
    assert found.factsheet.evidence == "<p>None</p>"
