"""PDFs whose meaning lies in their layout: labels in the margin, contents without dots, tables without rules, full references."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import pdf

from .read_as import read_document, rows_of

LABELS = (
    (
        "What it is",
        "<p>A cushion for the back that is filled with grain and is put behind you on a chair.</p>",
    ),
    (
        "How it works",
        "<p>It holds the hollow of the back while you sit, so that muscles can rest.</p>",
    ),
    ("Contra-indications", "<ul><li>Epilepsy</li><li>Thin bones</li></ul>"),
    ("Most likely to help", "<ul><li>Stiff back</li><li>Cramp</li></ul>"),
    ("Side effects", "<p>A sore back for a day or two, and now and then a bruise.</p>"),
    ("Evidence", "<p>Weak, as nobody has compared it with a pillow in a trial that was large enough.</p>"),
)
AS_BOXES = ".r { display: flex; margin-bottom: 8pt } .l { width: 28mm; font-weight: bold; flex: none } .t { flex: 1 } p, ul { margin: 0 } ul { padding-left: 12pt }"
AS_CELLS = ".r { display: table-row } .l { display: table-cell; width: 30mm; font-weight: bold; padding: 0 4mm 3mm 0 } .t { display: table-cell } p, ul { margin: 0 } ul { padding-left: 14pt }"
NARROW = AS_BOXES.replace("width: 28mm", "width: 26mm; padding-right: 5mm")
PAGE = "@page {{ size: A5; margin: {}mm 15mm }}"


@pytest.mark.parametrize("css", [AS_BOXES, AS_CELLS, NARROW, f"{AS_BOXES} .r {{ margin-bottom: 3pt }}"])
@pytest.mark.parametrize("margin", [20, 60])  # on one page and on several
def test_labels_at_the_left_head_the_text_beside_them(css: str, margin: int) -> None:
    body = "".join(
        f"<div class=r><div class=l>{label}</div><div class=t>{text}</div></div>" for label, text in LABELS
    )
    found = read_document(pdf(f"<h1>Lumbar Rolls</h1>{body}", PAGE.format(margin) + css), "rolls.pdf")
    sheet = found.factsheet
    assert sheet.title == "Lumbar Rolls"
    assert sheet.introduction == LABELS[0][1]
    assert sheet.mechanism == LABELS[1][1]
    assert sheet.risks == LABELS[4][1]
    assert sheet.evidence == LABELS[5][1]
    assert rows_of(found, "avoid") == ["Epilepsy", "Thin bones"]
    assert rows_of(found, "likely") == ["Stiff back", "Cramp"]
    assert not found.unplaced
    assert count_words(found, sheet).lost == 0


@pytest.mark.parametrize("label", ["Treatment", "Name", "Procedure"])
def test_a_label_beside_the_title_is_no_part_of_it(label: str) -> None:
    rows = ((label, "<b style='font-size: 20pt'>Lumbar Rolls</b>"), *LABELS)
    body = "".join(
        f"<div class=r><div class=l>{one}</div><div class=t>{text}</div></div>" for one, text in rows
    )
    found = read_document(pdf(body, PAGE.format(20) + AS_BOXES), "rolls.pdf")
    assert found.factsheet.title == "Lumbar Rolls"
    assert found.factsheet.introduction == LABELS[0][1]
    assert label in " ".join(found.set_aside)
    assert count_words(found, found.factsheet).lost == 0


def test_a_table_whose_first_column_is_bold_is_no_list_of_labels() -> None:
    rows = (
        ("Headache", "about 1 in 30, mostly for an hour or two and seldom for longer than a day"),
        ("Bruise", "often"),
        ("Stroke", "single reports"),
    )
    cells = "".join(f"<div class=r><div class=l>{a}</div><div class=t>{b}</div></div>" for a, b in rows)
    body = f"<h1>Rolls</h1><p>A roll.</p><h2>Evidence</h2><p>Weak.</p><h2>Side effects</h2>{cells}"
    found = read_document(pdf(body, PAGE.format(20) + AS_BOXES), "rolls.pdf")
    assert all(word in str(found.factsheet.risks) for word in ("Headache", "Bruise", "single reports"))


SENTENCE = "A cushion is put behind you on a chair, and it holds the hollow of the back while you sit."
UNKNOWN_LABELS = ("In a nutshell", "Odds and ends", "The nitty gritty", "Upshot")


@pytest.mark.parametrize("align", ["left", "right"])
@pytest.mark.parametrize("is_boxed", [False, True])
def test_labels_that_nobody_knows_close_the_text_above_them(align: str, is_boxed: bool) -> None:
    rows = [
        f"<div class=r><div class=l>{label}</div><div class=t><p>{SENTENCE}</p></div></div>"
        for label in UNKNOWN_LABELS
    ]
    box = "<div style='border: 1pt solid black; padding: 8pt'><b>Before you book:</b> ask to try one first.</div>"
    known = "<div class=r><div class=l>How it works</div><div class=t><p>It is soft, and so the back has some rest in it.</p></div></div>"
    body = "".join([*rows[:2], box if is_boxed else "", *rows[2:], known])
    css = f"{AS_BOXES} .l {{ text-align: {align}; padding-right: 5mm; width: 36mm; box-sizing: border-box }}"
    found = read_document(pdf(f"<h1>Lumbar Rolls</h1>{body}", PAGE.format(20) + css), "rolls.pdf")
    assert found.factsheet.introduction == f"<p>{SENTENCE}</p>"
    assert found.factsheet.mechanism == "<p>It is soft, and so the back has some rest in it.</p>"
    tray = " ".join(found.unplaced)
    assert all(f"{label}\n{SENTENCE}" in tray for label in UNKNOWN_LABELS[1:])
    assert count_words(found, found.factsheet).lost == 0


ENTRIES = (
    ("What is it?", 2),
    ("Who cannot have it?", 2),
    ("What is the evidence?", 3),
    ("Words explained", 4),
)


@pytest.mark.parametrize("name", ["<h2>Contents</h2>", "<h2>In this leaflet</h2>", ""])
@pytest.mark.parametrize("number", ["float: right", "margin-left: 12mm", "position: absolute; left: 95mm"])
def test_contents_without_dots_are_no_text(name: str, number: str) -> None:
    lines = "".join(f"<div>{entry} <span class=n>{page}</span></div>" for entry, page in ENTRIES)
    body = f"<h1>Rolls</h1>{name}{lines}<h2 class=b>What is it?</h2><p>A cushion.</p><h2>Who cannot have it?</h2><ul><li>Epilepsy</li></ul><h2>What is the evidence?</h2><p>Weak.</p>"
    found = read_document(
        pdf(body, PAGE.format(20) + f".n {{ {number} }} .b {{ page-break-before: always }}"), "rolls.pdf"
    )
    assert found.factsheet.title == "Rolls"
    assert found.factsheet.introduction == "<p>A cushion.</p>"
    assert found.factsheet.evidence == "<p>Weak.</p>"
    assert rows_of(found, "avoid") == ["Epilepsy"]
    assert not any(
        "more than once" in note or "first column" in note for note in (*found.proposed, *found.odd)
    )


REFERENCES = (
    "1. Demo C, Sample A. Heat or exercise? A made-up trial of cushions. Imag JAMA 2015;3:68-81. doi:10.5555/rf.2015.68",
    "2. Institute of Examples. Back pain in over 16s and what may be done about it. 2016. https://guidance.example.org/eg59",
)


@pytest.mark.parametrize("width", [88, 96, 104, 112, 118])
def test_a_reference_that_is_wrapped_is_one_source_wherever_its_lines_end(width: int) -> None:
    cited = "".join(f"<p>{one}</p>" for one in REFERENCES)
    body = f"<h1>Rolls</h1><h2>What is it?</h2><p>A cushion.</p><h2>Evidence</h2><p>Weak [1].</p><h2>References</h2>{cited}"
    found = read_document(
        pdf(body, f"@page {{ size: A5; margin: 15mm }} body {{ width: {width}mm }}"), "rolls.pdf"
    )
    assert len(found.factsheet.citations or ()) == len(REFERENCES)


UNRULED = "td, th { padding: 2pt 12pt 2pt 0; text-align: left; vertical-align: top } table { border-collapse: collapse }"


def test_rows_of_a_table_without_rules_are_apart_though_some_of_their_cells_almost_touch() -> None:
    rows = (("Condition", "Suitable", "Remarks"), ("Slipped disc with leg pain", "Yes", "Best within six months"), ("Worn discs", "Possibly", "Few studies"),
            ("Overactive thyroid", "Never", "It can bring on a crisis"), ("Favism", "Never", "Blood cells may burst"))  # fmt: skip
    harms = (
        ("Headache", "about 1 in 30"),
        ("Infection of the disc", "fewer than 1 in 1,000"),
        ("Stroke", "single reports"),
    )

    def drawn(lines: tuple[tuple[str, ...], ...], tag: str) -> str:
        return (
            "<table>"
            + "".join(
                "<tr>"
                + "".join(f"<{tag if not at else 'td'}>{cell}</{tag if not at else 'td'}>" for cell in line)
                + "</tr>"
                for at, line in enumerate(lines)
            )
            + "</table>"
        )

    body = f"<h1>Ozone</h1><p>A gas.</p><h2>Suitability</h2>{drawn(rows, 'th')}<h2>Side effects</h2>{drawn(harms, 'td')}<h2>Evidence</h2><p>Weak.</p>"
    found = read_document(pdf(body, f"@page {{ size: A4; margin: 20mm }} {UNRULED}"), "ozone.pdf")
    written = f"{found.unplaced} {found.factsheet}"
    assert all(" | ".join(row) in written for row in (*rows, *harms))


def test_the_words_of_a_sentence_that_stand_below_one_another_are_no_table() -> None:
    text = (
        "It is laid on the back. It is warm and dry. It is held there. It is moved on the back. It is left there for an hour or so. "
        * 4
    )
    found = read_document(
        pdf(f"<h1>Ozone</h1><p>{text}</p><h2>Evidence</h2><p style='text-align: justify'>{text}</p>"),
        "ozone.pdf",
    )
    assert found.factsheet.evidence == f"<p>{text.strip()}</p>"
