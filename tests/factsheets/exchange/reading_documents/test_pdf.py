"""PDFs: paragraphs, columns, tables, links, pictures and running lines, and scans that say so."""

import base64
import io

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from factsheets.exchange.formats.document import BlockKind, DocumentRefused
from factsheets.exchange.reading_documents.pdf_boxes import boxes_beside_text
from factsheets.exchange.reading_documents.pdf_letters import letters_once
from factsheets.exchange.reading_documents.pdf_words import page_words
from tests.setting_up.yardstick import yardsticks

from .made import CASES, pdf, read, sentences, texts

SENTENCES = "Many people sit for most of the day, and their backs grow stiff with it. A timer reminds those who forget. "


def _picture() -> str:
    stream = io.BytesIO()
    Image.effect_noise((160, 160), 90).save(stream, "PNG")
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


def test_the_case_of_walking_poles():
    document = read((CASES / "walking-poles.pdf").read_bytes(), "walking-poles.pdf")
    assert texts(document, BlockKind.HEADING) == [
        "Walking Poles",
        "What happens during treatment?",
        "What is the evidence?",
        "What back conditions should not be treated with this therapy?",
    ]
    assert texts(document, BlockKind.ITEM) == ["Recent fracture", "Unsteady balance"]
    assert (
        "A leader shows you how to swing the poles. The walk lasts an hour and goes at the pace of the slowest."
        in texts(document)
    )
    assert {one.why for one in document.set_aside} == {"running line"}


def test_headings_items_leads_links_tables_and_pictures():
    document = read(
        pdf(
            f"<h1>Desk Work</h1><p>{SENTENCES * 2}</p><h2>What is done?</h2><p><b>Evidence:</b> one trial, see "
            '<a href="https://a.example.org/x">the finder</a>.</p><ul><li>Stiff backs</li><li>Sore necks that come back each evening '
            "and stay until the next day, when all begins once more</li></ul>"
            "<table><tr><td>Visit</td><td>Price</td></tr><tr><td>First</td><td>£6</td></tr></table>"
            f'<p>Sample Guild<br>12 Sample Road<br>Eastham</p><img src="{_picture()}" width=120>',
            "td { border: 1px solid; padding: 3pt }",
        ),
        "desk.pdf",
    )
    assert [(block.kind, block.text) for block in document.blocks if block.kind is not BlockKind.PICTURE] == [
        (BlockKind.HEADING, "Desk Work"),
        (BlockKind.PARAGRAPH, (SENTENCES * 2).strip()),
        (BlockKind.HEADING, "What is done?"),
        (BlockKind.PARAGRAPH, "Evidence: one trial, see the finder."),
        (BlockKind.ITEM, "Stiff backs"),
        (
            BlockKind.ITEM,
            "Sore necks that come back each evening and stay until the next day, when all begins once more",
        ),
        (BlockKind.ROW, "Visit | Price"),
        (BlockKind.ROW, "First | £6"),
        (BlockKind.PARAGRAPH, "Sample Guild\n12 Sample Road\nEastham"),
    ]
    assert document.blocks[3].lead == "Evidence:"
    assert [(link.text, link.target) for link in document.blocks[3].links] == [
        ("the finder.", "https://a.example.org/x")
    ] or [(link.text, link.target) for link in document.blocks[3].links] == [
        ("the finder", "https://a.example.org/x")
    ]
    assert Image.open(io.BytesIO(document.pictures[0].data)).width > 50


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns):
    parts = [f"Part {number} begins. {SENTENCES * 3}Part {number} ends." for number in range(9)]
    body = (
        f"<h1>Desk Work for Everybody Who Sits</h1><div>{''.join(f'<p>{part}</p>' for part in parts)}</div>"
    )
    document = read(
        pdf(body, f"div {{ columns: {columns}; column-gap: 24pt }} body {{ font-size: 8pt }}"), "desk.pdf"
    )
    assert texts(document, BlockKind.PARAGRAPH) == parts


def test_running_heads_and_feet_of_any_length_are_set_aside_and_the_sentence_goes_on():
    css = (
        '@page { size: A5; @top-left { content: "Sample Charity - Information" } '
        '@bottom-left { content: "Desk Work - Page " counter(page) " of " counter(pages) " - Registered charity 0000000" } }'
    )
    document = read(pdf(f"<h1>Desk Work</h1><p>{SENTENCES * 30}</p>", css), "desk.pdf")
    assert texts(document) == ["Desk Work", (SENTENCES * 30).strip()]
    assert {one.why for one in document.set_aside} == {"running line"}


def test_a_word_that_was_torn_is_whole_and_reported():
    document = read(
        pdf("<h1>Desk Work</h1><p>The physiother-<br>apist looks at the hands-<br>on treatment.</p>"),
        "desk.pdf",
    )
    assert texts(document)[1] == "The physiotherapist looks at the hands-on treatment."
    assert "“physiotherapist”" in sentences(document)


def test_a_scan_says_so_and_a_scanned_page_among_others_is_noted():
    scan = f'<img src="{_picture()}" style="width: 100%">'
    with pytest.raises(DocumentRefused, match="scanned PDF without text"):
        read(pdf(scan), "scan.pdf")
    document = read(
        pdf(f'<h1>Desk Work</h1><p>{SENTENCES}</p><div style="break-before: page">{scan}</div>'), "half.pdf"
    )
    assert "Page 2 is a picture without text" in sentences(document)


def test_a_password_and_a_broken_file_are_refused_each_with_its_sentence():
    with pikepdf.open(io.BytesIO(pdf("<p>Words.</p>"))) as opened:
        locked = io.BytesIO()
        opened.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        free = io.BytesIO()
        opened.save(free, encryption=pikepdf.Encryption(user="", owner="secret"))
    with pytest.raises(DocumentRefused, match="has a password"):
        read(locked.getvalue(), "locked.pdf")
    assert texts(read(free.getvalue(), "free.pdf")) == ["Words."]
    with pytest.raises(DocumentRefused, match="broken PDF"):
        read(b"%PDF-1.7 nothing follows", "broken.pdf")


def test_a_page_whose_box_has_lost_two_sides_is_refused():
    with pikepdf.open(io.BytesIO(pdf("<p>Words.</p>"))) as opened:
        del opened.pages[0].obj["/MediaBox"]
        opened.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0])
        torn = io.BytesIO()
        opened.save(torn)
    with pytest.raises(DocumentRefused, match="broken PDF"):
        read(torn.getvalue(), "torn.pdf")


def test_a_pdf_of_very_many_pages_is_refused():
    with pikepdf.new() as many:
        for _ in range(10_000):
            many.add_blank_page()
        stream = io.BytesIO()
        many.save(stream)
    with pytest.raises(DocumentRefused, match="more than 60 pages"):
        read(stream.getvalue(), "book.pdf")


def test_letters_that_are_printed_twice_to_look_bold_are_read_once_and_small_ones_stay():
    document = read(
        pdf(
            "<h1>Sitting</h1><p class=twice>Heavy words</p><p class='twice over'>Heavy words</p><p class=small>Full will, all hills.</p>",
            ".twice { position: absolute; top: 3cm; left: 0; margin: 0 } .over { left: 0.3pt } .small { font-size: 3pt }",
        ),
        "twice.pdf",
    )
    assert " ".join(texts(document)).split().count("Heavy") == 1
    assert "Full will, all hills." in texts(document)


def test_each_letter_of_a_page_is_not_compared_with_each_other():
    letters = [
        {"text": "nonsense"[place % 8], "fontname": "Made", "size": 9.0, "upright": True}
        | {"x0": place % 100 * 5.0, "top": place // 100 * 10.0}
        for place in range(20_000)
    ]
    assert letters_once(letters + letters[:50]) == letters
    assert yardsticks(lambda: letters_once(letters)) < 60


def test_headings_in_capitals_stand_apart_though_they_look_like_the_text_and_nothing_parts_them():
    lines = (
        "WOOL VESTS",
        "They are worn under a shirt.",
        "HOW THEY WORK",
        "By warmth",
        "THE EVIDENCE",
        "None, says the",
        "NHS.",
    )
    document = read(pdf("".join(f"<div>{line}</div>" for line in lines)), "vests.pdf")
    assert texts(document, BlockKind.HEADING) == ["WOOL VESTS", "HOW THEY WORK", "THE EVIDENCE"]
    assert texts(document, BlockKind.PARAGRAPH)[-2] == "By warmth"


@pytest.mark.parametrize(
    ("line", "pages", "is_text"),
    [
        ("Who should not do it?", 2, True),
        ("Contraindications", 2, True),
        ("Sample Charity", 2, False),
        ("What is desk work?", 4, False),
    ],
)
def test_a_heading_at_the_head_of_two_pages_is_no_running_line(line, pages, is_text):
    above = "<h1>Desk Work</h1><p>It is sitting.</p><p>It is standing.</p>"
    body = "".join(
        f"<div style='page-break-before: always'><p>{line}</p><p>Gout {number}.</p><p>Fever {number}.</p></div>"
        for number in range(pages)
    )
    document = read(pdf(above + body), "desk.pdf")
    assert (line in texts(document)) is is_text
    assert (line in [one.text for one in document.set_aside]) is not is_text


@pytest.mark.parametrize("turn", ["", " style='page-break-before: always'"])
def test_items_below_others_lie_deeper_also_on_the_next_page(turn):
    inner = f"<ul><li>Fever</li><li{turn}>Numbness</li></ul>"
    items = f"<ul><li>Cramp</li><li>Stiff neck, but not with{inner}</li><li>Ache</li></ul>"
    body = f"<h1>Desk Work</h1><p>It is sitting.</p>{items}<p>It is standing.</p><ul><li>Gout</li></ul>"
    found = [block for block in read(pdf(body), "desk.pdf").blocks if block.kind is BlockKind.ITEM]
    deep = [block.text for block in found if block.level == 2]
    assert deep == ["Fever", "Numbness"]
    assert [block.text for block in found if block.level == 1] == [
        "Cramp",
        "Stiff neck, but not with",
        "Ache",
        "Gout",
    ]


def test_a_numbered_heading_over_two_lines_is_one():
    heading = "What conditions of the neck is it most likely to help?"
    body = f"<h1>Desk Work</h1><p>{SENTENCES * 3}</p><h2>Q4. {heading}</h2><p>{SENTENCES}</p>"
    document = read(pdf(body, "@page { size: 320pt 500pt; margin: 20pt }"), "desk.pdf")
    assert heading in texts(document, BlockKind.HEADING)


def test_paragraphs_of_one_line_are_apart_where_hardly_any_has_two():
    lines = [f"<b>CAPITALS {number}:</b> A few words and no more." for number in range(6)]
    document = read(pdf("<h1>Desk Work</h1>" + "".join(f"<p>{line}</p>" for line in lines)), "desk.pdf")
    assert texts(document, BlockKind.PARAGRAPH) == [
        f"CAPITALS {number}: A few words and no more." for number in range(6)
    ]
    spaced = read(pdf(f"<h1>Desk Work</h1><p>{SENTENCES * 4}</p>", "p { line-height: 2 }"), "desk.pdf")
    assert texts(spaced, BlockKind.PARAGRAPH) == [(SENTENCES * 4).strip()]


@pytest.mark.parametrize(
    ("boxes", "count"),
    [
        (["Kilns are warm and<br>forges are warmer."], 1),
        (["<b>Who should<br>not have it?</b>"], 0),  # a heading of what stands beside it
        (["What it does<br>to you", "What it is<br>made of"], 0),  # one box for each part
    ],
)
def test_a_box_is_a_text_of_its_own_where_it_is_no_label_of_what_stands_beside_it(boxes, count):
    body = "".join(f"<div class=box>{box}</div><p>{SENTENCES * 3}</p>" for box in boxes)
    css = ".box { float: left; width: 50mm; background: #ddd; margin-right: 6mm }"
    with pdfplumber.open(io.BytesIO(pdf(f"<h1>Desk Work</h1>{body}", css))) as file:
        words, _ = page_words(file.pages[0])
        assert len(boxes_beside_text(file.pages[0], words)) == count
