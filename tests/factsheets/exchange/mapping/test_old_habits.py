"""What people did by hand before programs did it: bullets behind line breaks, prices at tab stops, boxes beside the text."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.listed_titles import listed_titles
from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, pdf

from .read_as import read_document, read_under, rows_of
from .test_cases import words_of

BEGINNING = "<h1>Copper Bath</h1><p>You lie in a warm bath of copper.</p>"


def read_page(body: str):
    reading = read_document(page(f"{BEGINNING}{body}"), "copper.html")
    assert count_words(reading, reading.factsheet).lost == 0
    return reading


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "– ", "●"])
@pytest.mark.parametrize("form", ["<h2>{}</h2><p>{}</p>", "<p><b>{}</b><br>{}</p>"])
def test_bullets_behind_line_breaks_are_lists_each_under_its_own_heading(mark, form):
    helped = "<br>".join(f"{mark}{name}" for name in ("Stiff joints", "Sore<br>muscles"))
    harmed = "<br>".join(f"{mark}{name}" for name in ("Fever", "Open sores"))
    reading = read_page(form.format("Most likely to help", helped) + form.format("Contraindications", harmed))
    assert rows_of(reading, "likely") == ["Stiff joints", "Sore muscles"]
    assert rows_of(reading, "avoid") == ["Fever", "Open sores"]
    assert reading.factsheet.contraindication_state == "listed"


@pytest.mark.parametrize(
    "text",
    [
        "None known.<br>* Except in pregnancy",
        "None known.<br>*Except in pregnancy",
        "There are none.<br>• See your doctor first if you have gout",
        "None known.<br>- But not for children",
    ],
)
def test_a_bullet_or_a_star_below_none_known_takes_it_back(text):
    reading = read_page(f"<h2>Contraindications</h2><p>{text}</p>")
    assert reading.factsheet.contraindication_state == "not_assessed"
    taken_back = text.rpartition("<br>")[2].lstrip("*•- ").casefold()
    assert taken_back in words_of(reading.factsheet.contraindication_statement)


@pytest.mark.parametrize("lead", ["All but:", "Not for:", "It is no use for:"])
def test_bullets_below_words_that_leave_out_are_never_likely(lead):
    reading = read_page(f"<h2>Most likely to help</h2><p>{lead}<br>• Broken bones<br>• Infection</p>")
    assert rows_of(reading, "likely") == []


def test_a_price_at_a_tab_stop_is_no_text_of_a_part():
    priced = docx(
        p("Copper Bath", "Title"), p("You lie in it."), p("Evidence", "Heading1"), p("None."), p("Cost", "Heading1"),
        p("Class\t£7"), p("Course\t£30"),
    )  # fmt: skip
    reading = read_document(priced, "copper.docx")
    assert reading.factsheet.procedure is None
    assert "Class £7" in " ".join(reading.unplaced)


@pytest.mark.parametrize(
    ("beside", "is_text"),
    [
        ('<aside><h3>Related pages</h3><p><a href="/shop">Warm towels</a></p></aside>', False),
        ("<aside><h3>Remember</h3><p>Bring a warm towel.</p></aside>", True),
        (
            '<aside><h3>Remember</h3><p>Bring one of our <a href="/shop">warm towels</a>.</p></aside>',
            True,
        ),
    ],
)
def test_a_box_that_only_leads_to_other_pages_is_no_text(beside, is_text):
    reading = read_document(
        page(f"<main>{BEGINNING}<h2>Evidence</h2><p>{'Too little. ' * 9}</p>{beside}</main>"), "copper.html"
    )
    assert not reading.factsheet.related_items
    kept = words_of((reading.factsheet, reading.unplaced))
    assert ("warm towel" in kept) is is_text
    assert ("warm towel" in words_of(reading.set_aside)) is not is_text


def test_a_warning_that_was_set_aside_is_brought_to_a_person_and_nothing_is_known_to_be_safe():
    body = f"<main><article>{BEGINNING}<h2>Contraindications</h2><p>None known.</p></article>"
    reading = read_document(
        page(f"{body}<aside><p>Do not use it in pregnancy.</p></aside></main>"), "copper.html"
    )
    assert reading.factsheet.contraindication_state == "not_assessed"
    assert any("Do not use it in pregnancy." in note for note in reading.proposed)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Outpatient clinic: 020 7946 0601", []),
        ("Pain nurses: 020 7946 0601", []),
        ("Patient Advice and Liaison Service (PALS): 020 7946 0602", []),
        ("Eastmoor Hospital: 020 7946 0602", []),
        ("Eastmoor NHS Trust: 020 7946 0602", []),
        ("Society of Hospital Bathers: 020 7946 0603", ["Society of Hospital Bathers"]),
        ("Copper Association: 020 7946 0604", ["Copper Association"]),
        ("Copper Bathers Society Helpline: 0800 496 0604", ["Copper Bathers Society"]),
    ],
)
def test_what_the_health_service_runs_is_no_body_of_a_profession(line, names):
    reading = read_page(f"<h2>Who can I contact?</h2><p>{line}</p>")
    assert [one.name for one in reading.factsheet.associations or ()] == names
    assert names or line[-8:] in " ".join(reading.unplaced)


def test_a_book_among_factsheets_keeps_the_commas_of_its_title():
    listed = "<p>Factsheets: Yoga; Pilates</p><p>Tin, Zinc and Copper, by A. Sample. Example House, 1999. ISBN 978-0-306-40615-7</p>"
    reading = read_page(f"<h2>Further reading</h2>{listed}")
    *sheets, last = reading.factsheet.related_items
    assert [one.pending_title for one in sheets] == ["Yoga", "Pilates"]
    assert (last.resource.title, last.resource.authors, last.resource.publisher) == (
        "Tin, Zinc and Copper",
        "A. Sample",
        "Example House",
    )


def test_a_book_below_a_factsheet_is_one_by_its_author_and_year_and_brackets_part_no_title():
    listed = "<p>BackCare factsheet: Yoga</p><p>Tin, Zinc: A Primer by A. Sample (Example House, 1999)</p>"
    one, book = read_page(f"<h2>Further reading</h2>{listed}").factsheet.related_items
    assert (one.pending_title, book.resource.title, book.resource.year) == (
        "Yoga",
        "Tin, Zinc: A Primer",
        1999,
    )
    assert listed_titles("Yoga (Hatha, Iyengar), Pilates") == ["Yoga (Hatha, Iyengar)", "Pilates"]


@pytest.mark.parametrize(
    ("target", "link", "doi"),
    [
        ("https://copper.example.org/r1", "https://copper.example.org/r1", ""),
        ("https://doi.org/10.5555/copper.1", "", "10.5555/copper.1"),
    ],
)
def test_the_address_behind_words_of_a_reference_is_that_of_its_source(target, link, doi):
    entry = f'Sample A (2011). Baths and backs, a trial. <a href="{target}">Read it</a>.'
    reading = read_page(
        f"<h2>References</h2><ol><li>{entry}</li><li>Person B (2012). Rust and rest.</li></ol>"
    )
    first, second = (one.source for one in reading.factsheet.citations)
    assert (first.link, first.doi, second.link, second.doi) == (link, doi, "", "")


def test_a_heading_beside_a_box_belongs_to_the_text_below_them():
    filler = "Warm water and copper work upon the back for as long as you like it. "
    css = ".box { float: right; width: 130pt; margin: 0 0 6pt 14pt } h2 { margin: 6pt 0 2pt; font-size: 12pt } @page { size: A5 }"
    box = '<div class="box"><b>Important</b><br>Do not bathe if you have a fever, a rash that is open, or gout in the knees, hands or elbows.</div>'
    body = f"<h1>Copper Bath</h1><p>{filler * 2}</p>{box}<h2>What happens?</h2><p>You lie down and rest.</p><h2>Are there any risks?</h2>"
    reading = read_document(pdf(f'{body}<div style="clear: both">{filler * 3}</div>', css), "copper.pdf")
    assert filler.strip() in reading.factsheet.risks
    assert "do not bathe" in words_of(reading.factsheet.contraindication_statement)
    assert "fever" not in words_of((reading.factsheet.risks, reading.factsheet.procedure))


def test_how_those_who_give_it_are_trained_is_known_by_their_name():
    reading = read_under("How are reflexologists trained?", "In a short course.", title="Reflexology")
    assert "short course" in reading.factsheet.qualifications
