"""Tables on a PDF's page. The lines of a cell stay apart. Without rules their rows are read across, and columns of text and lists one after the other."""

from __future__ import annotations

import pytest

from factsheets.exchange.formats.document import BlockKind

from .made import pdf, read, texts

SENTENCES = "Many people sit for most of the day, and their backs grow stiff with it. A timer reminds those who forget. "
THREE = (
    ("Kind of back pain", "Benefit", "Comment"),
    ("Strain from lifting", "Good", "Wear for two weeks"),
    ("Spinal stenosis", "Fair", "For walking only"),
    ("Disc prolapse with leg pain", "None", "See your GP"),
)
REASONS = (
    ("Hiatus hernia", "the belt presses on the stomach"),
    ("Breathlessness from lung disease", "it hinders the ribs"),
    ("Late pregnancy", "unless a midwife has fitted it"),
)


def _table(rows, padding: int) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{cells}</table><style>td {{ padding: {padding}pt 18pt {padding}pt 0; white-space: nowrap }}</style>"


@pytest.mark.parametrize("rows", [THREE, REASONS])
@pytest.mark.parametrize("padding", [2, 4])
def test_a_table_without_rules_is_read_across_though_a_strip_beside_its_cells_is_empty(rows, padding):
    body = (
        f"<h1>Belts</h1><p>{SENTENCES * 2}</p><h2>Benefit</h2>{_table(rows, padding)}<h2>Where to buy</h2><p>{SENTENCES * 2}</p>"
        f"<h2>Who should not wear one?</h2>{_table(rows, padding)}"
    )
    document = read(pdf(body, "body { font-size: 9pt }"), "belts.pdf")
    assert [block.cells for block in document.blocks if block.kind is BlockKind.ROW] == [*rows, *rows]
    assert texts(document, BlockKind.PARAGRAPH) == [(SENTENCES * 2).strip()] * 2


def test_lists_beside_one_another_stay_lists():
    left = ["Stiff back after a day at a desk", "Tired legs from long walks", "Cramp in the calves at night"]
    right = ["Fever of any kind and cause", "Gout in the feet or the hands", "Open wounds that are not clean"]
    lists = "".join(
        f"<div><h2>{name}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></div>"
        for name, items in (("Helps with", left), ("Not with", right))
    )
    css = ".two { display: flex } .two div { width: 80mm } li { margin: 3pt 0 } body { font-size: 9pt }"
    document = read(
        pdf(f"<h1>Belts</h1><p>{SENTENCES * 3}</p><div class=two>{lists}</div>", css), "belts.pdf"
    )
    assert texts(document, BlockKind.ITEM) == [*left, *right]


FULL = "Active cancer in the area, which the National Health Service is told of at once"


@pytest.mark.parametrize(
    "lines",
    [
        ["Deep vein thrombosis", "Open wounds", FULL],
        ["deep vein thrombosis", "open wounds", "thin skin"],
        [f"{FULL}, and after that again", "Latex sensitivity"],
        [f"{FULL} AND AFTER THAT ONCE MORE"],
    ],
)
def test_lines_of_a_ruled_cell_stay_apart_and_those_that_were_only_full_go_on(lines):
    table = f"<table><tr><td>Green</td><td>Red</td></tr><tr><td>Strain</td><td>{'<br>'.join(lines)}</td></tr></table>"
    document = read(
        pdf(f"<h1>Belts</h1>{table}", "td { border: 1px solid; padding: 3pt; width: 60mm }"), "belts.pdf"
    )
    assert document.blocks[-1].cells == ("Strain", "\n".join(lines))
