"""Leaflets that are folded: each panel of a sheet that lies across is read by itself, the cover first."""

from __future__ import annotations

import pytest

from factsheets.exchange.formats.document import BlockKind

from .made import pdf, read, texts

SHEET = "@page { size: A4 landscape; margin: 0 } body { font-size: 9.5pt } .p { position: absolute; width: 83mm } h1 { font-size: 24pt } h2 { font-size: 12pt }"
SENTENCES = (
    "Warm wool is wound around the trunk and worn while you sit by the window. It is washed once a week. "
)
LIST = "<h2>Do not have it with</h2><ul><li>Gout</li><li>Rash</li><li>Fever</li><li>Cramp</li></ul>"
TEXT = f"<h2>What is it?</h2><p>{SENTENCES * 3}</p>"
COVER = "<h1 style='text-align: center'>Wool Wraps</h1><p>for people with back pain</p>"
CONTACT = "<h2>Contact</h2><p>Sample Guild<br>12 Sample Road</p>"


def _sheet(*panels: tuple[str, int], foot: str = "", size: str = "") -> bytes:
    """A sheet of panels, each with its text and how far down it begins, in millimetres."""
    pitch = 297 / len(panels)
    body = "".join(
        f'<div class=p style="left: {8 + pitch * place}mm; top: {top}mm; width: {pitch - 16}mm">{text}</div>'
        for place, (text, top) in enumerate(panels)
    )
    return pdf(body + foot, SHEET + size)


@pytest.mark.parametrize("top", [*range(40, 80, 3)])
@pytest.mark.parametrize("first", [LIST, TEXT])
def test_a_cover_beside_a_list_or_a_text_joins_no_line_of_it_and_stands_first(first, top):
    alone = texts(read(_sheet((first, 12)), "wraps.pdf"))
    assert texts(read(_sheet((first, 12), (CONTACT, 130), (COVER, top)), "wraps.pdf")) == [
        "Wool Wraps", "for people with back pain", *alone, "Contact", "Sample Guild\n12 Sample Road",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 4])
def test_panels_of_any_number_and_a_line_across_the_foot(count):
    foot = '<p style="position: absolute; top: 200mm; left: 60mm; width: 200mm">Printed by the Sample Guild, Sample Road, Eastham, on paper that was used before</p>'
    others = [(f"<h2>Part {number}</h2><ul><li>Gout {number}</li><li>Rash {number}</li></ul>", 12 + 3 * number) for number in range(1, count)]  # fmt: skip
    read_texts = texts(read(_sheet(*others, (COVER, 70), foot=foot), "wraps.pdf"))
    expected = ["Wool Wraps", "for people with back pain"]
    for number in range(1, count):
        expected += [f"Part {number}", f"Gout {number}", f"Rash {number}"]
    assert [one for one in read_texts if "Printed" not in one] == expected


def test_a_table_across_a_sheet_that_lies_stays_rows():
    rows = (("Gout", "it swells"), ("Rash", "it itches"), ("Fever", "wait a week"))
    cells = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    document = read(
        _sheet((f"<h1>Wool</h1><table>{cells}</table>", 12), size="td { width: 60mm; padding: 0 10mm 2mm 0 }"), "wool.pdf"
    )  # fmt: skip
    assert [block.cells for block in document.blocks if block.kind is BlockKind.ROW] == [*rows]
