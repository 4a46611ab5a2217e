"""What a reader with a screen reader, or with paper, finds in the PDFs of a factsheet."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker

from factsheets.models import Association, Citation, Condition, FactsheetAssociation, Review, Source
from tests.builders import live, person, sign_governed_texts, suits

from .reading_back import letters, marked_in_content, marked_in_structure, read, structure, words

pytestmark = pytest.mark.django_db

EDITIONS = ["factsheet", "large-print"]


def factsheet(**fields):
    sign_governed_texts()
    page = live(also_called="Dry needling", risks="<p>Some people <i>bleed</i> a little.</p>", **fields)
    suits(
        page,
        "likely",
        Condition.objects.create(name="Muscle strain", plain_name="a pulled muscle"),
        "A note.",
    )
    society = Association.objects.create(name="A society", phone="01606 786782")
    FactsheetAssociation.objects.create(page=page, association=society)
    Citation.objects.create(
        page=page, source=Source.objects.create(kind="trial", title="A trial"), section="evidence"
    )
    Review.objects.create(
        page=page,
        reviewer=person("Clinical reviewer"),
        outcome="unchanged",
        reviewed_on=date(2026, 3, 15),
        next_due_on=date(2099, 3, 15),
    )
    return page


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def pdf(edition: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> PdfReader:
    """Drawn once for all tests that only read in it; the database is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        factsheet()
        response = Client().get(f"/factsheets/medical-acupuncture/{edition}.pdf")
        transaction.set_rollback(True)
    assert response.status_code == 200
    return read(response.content)


def test_it_says_that_it_is_a_tagged_pdf_in_english_with_a_title(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title.startswith("Medical acupuncture")
    assert pdf.metadata.title.endswith("BackCare factsheet")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_everything_on_the_page_is_tagged_or_decoration(pdf):
    drawn, unmarked = marked_in_content(pdf)
    assert unmarked == []
    # The foot of each page is drawn last and belongs to no part.
    in_structure = marked_in_structure(pdf)
    assert set(in_structure) <= set(drawn)
    outside = set(drawn) - set(in_structure)
    assert len(outside) <= 2 * len(pdf.pages)


def test_headings_and_texts_come_in_the_structure_as_on_the_page(pdf):
    headings = marked_in_structure(pdf, only_in={"/H1", "/H2", "/H3"})
    assert len(headings) > 12
    assert headings == sorted(headings)


def test_headings_skip_no_level_and_are_the_bookmarks(pdf):
    levels = [int(e["/S"][2]) for e, parent in structure(pdf) if e["/S"] in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in itertools.pairwise(levels))
    titles: list[str] = []

    def collect(entries: list) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry)
            else:
                titles.append(entry.title)

    collect(pdf.outline)
    assert titles[0] == "Medical acupuncture"
    assert len(titles) == len(levels)
    assert {"Might it help me?", "What happens during treatment", "Sources"} <= set(titles)


def test_lists_hold_items_and_headings_hold_words(pdf):
    for element, parent in structure(pdf):
        if parent == "/L":
            assert element["/S"] in {"/LI", "/L"}
        assert not (element["/S"].startswith("/H") and parent.startswith("/H"))


def test_the_one_picture_says_what_it_is(pdf):
    figures = [element for element, _ in structure(pdf) if element["/S"] == "/Figure"]
    # The code that tells whether this copy still stands; the address of the factsheet is printed beside it.
    code = re.search(r"code ([A-Z2-9]{3}-[A-Z2-9]{4})", words(pdf.pages[-1]))
    assert code
    assert [figure["/Alt"] for figure in figures] == [f"QR code that opens 127.0.0.1:8000/v/{code[1]}"]
    # An address may be broken into lines.
    assert "127.0.0.1:8000/factsheets/medical-acupuncture" in words(pdf.pages[-1]).replace(" ", "")


def test_the_paper_is_a4_with_a_number_on_each_page(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"Page {number} of {len(pdf.pages)}" in words(page)


def test_no_letter_is_small_and_none_leans_in_large_print(pdf, edition):
    found = letters(pdf)
    assert any("bleed" in piece.text for piece in found)
    assert min(piece.size for piece in found) >= (17.9 if edition == "large-print" else 11.9)
    if edition == "large-print":
        assert all(piece.upright for piece in found)


def test_page_one_has_the_emergency_card_and_the_last_page_has_the_review_dates(pdf):
    first, last = words(pdf.pages[0]), words(pdf.pages[-1])
    assert "Immediate action required: Call 999 or go to A&E now if:" in first
    assert "you are numb around your bottom" in first
    assert "Page last reviewed: 15 March 2026" in last
    assert "Next review due: 15 March 2099" in last
    assert "127.0.0.1:8000/factsheets/medical-acupuncture" in last.replace(" ", "")


def test_an_overdue_review_is_told_on_paper_too(client, edition):
    factsheet().reviews.update(next_due_on=date(2026, 3, 16))
    last = read(client.get(f"/factsheets/medical-acupuncture/{edition}.pdf").content).pages[-1]
    assert "The review of this page is overdue. Some of it may be out of date." in words(last)


def test_page_one_has_the_emergency_card_after_the_longest_opening(client, edition):
    factsheet(title="Acupuncture and other kinds of treatment with needles", summary="Needles work. " * 14)
    path = "/factsheets/acupuncture-and-other-kinds-of-treatment-with-needles/"
    first = words(read(client.get(f"{path}{edition}.pdf").content).pages[0])
    assert "Call 999 or go to A&E now if:" in first
    assert "you are numb around your bottom" in first


def test_the_parts_stand_in_the_order_of_the_page(pdf):
    text = " ".join(words(page) for page in pdf.pages)
    parts = [
        "Medical acupuncture", "Also called: Dry needling", "Thin needles in the skin", "Call 999", "Might it help me?",
        "None is known", "Muscle strain.", "A pulled muscle", "A note.", "Pain from irritated nerves.",
        "Needling after an orthodox diagnosis.", "It stimulates nerves", "Fine needles are put", "There is some evidence.",
        "Certainty of the evidence: low", "Some people bleed", "Some doctors practise it.", "A trial", "A society",
        "Phone: 01606 786782", "Ask for an urgent GP appointment", "Speak to a GP if", "does not cover",
        "Page last reviewed", "Information changes.", "Read this factsheet online",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places), [part for _, part in sorted(zip(places, parts, strict=True))]


def test_an_example_says_so_on_page_one(client, edition, caplog):
    page = factsheet()
    type(page).objects.filter(pk=page.pk).update(is_starter_example=True)
    reader = read(client.get(f"/factsheets/medical-acupuncture/{edition}.pdf").content)
    assert "This is example text. No clinician has reviewed it." in words(reader.pages[0])
    assert not caplog.text, "something of the page was refused or not understood"
