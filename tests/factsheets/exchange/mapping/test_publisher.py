"""The charity that publishes a document: its own factsheets, its own address, and a line to ring that names nobody."""

from __future__ import annotations

import pytest

from factsheets.exchange.proof import count_words
from tests.factsheets.exchange.reading_documents.made import docx, p, page, table

from .read_as import read_document, read_under
from .test_cases import words_of

FOOT = "© Sample Backs 2009. Registered charity 0000002"


def read_own(body: str, foot: str = FOOT):
    reading = read_document(
        page(f"<h1>Sand Bath</h1><p>Warm sand.</p><h2>Evidence</h2><p>Too little.</p>{body}<p>{foot}</p>"),
        "sand.html",
    )
    assert count_words(reading, reading.factsheet).lost == 0
    return reading


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("Sample Backs factsheets: Mud Packs, Warm Baths", ["Mud Packs", "Warm Baths"]),
        ("Sample Backs fact sheets – Mud Packs; Heat, Cold and Rest", ["Mud Packs", "Heat, Cold and Rest"]),
        ("Other Trust factsheets: Mud Packs, Warm Baths", []),
        ("Factsheets: Mud Packs", ["Mud Packs"]),
    ],
)  # fmt: skip
def test_factsheets_of_the_publisher_are_those_beside_this_one(line, titles) -> None:
    reading = read_own(f"<h2>Further reading</h2><p>{line}</p>")
    assert [item.pending_title for item in reading.factsheet.related_items or ()] == titles
    if not titles:
        assert "mud packs" in words_of(reading.unplaced)


@pytest.mark.parametrize(
    ("body", "foot", "is_own"),
    [
        ("<h2>Contact us</h2><p>Sample Backs<br>1 Sand Row<br>Tel: 01632 960351</p>", FOOT, True),
        ("<h2>Contact us</h2><h3>BackCare</h3><p>1 Sand Row<br>Tel: 01632 960351</p>", "", True),
        ("<h2>Contact</h2><p>Sandy Trust, registered charity 0000003<br>01632 960351</p>", "", True),
        ("<h2>Contact us</h2><p>Sandy Trust<br>1 Sand Row<br>Tel: 01632 960351</p>", FOOT, False),
        ("<h2>Contact us</h2><p>Sample Backs<br>Ring 01632 960351. Do not use it with a fever.</p>", FOOT, False),
        ("<h2>Price</h2><p>Sample Backs<br>Tel: 01632 960351</p>", FOOT, False),
    ],
)  # fmt: skip
def test_how_the_publisher_is_reached_is_furniture_and_how_others_are_is_not(body, foot, is_own) -> None:
    reading = read_own(body, foot)
    assert ("01632 960351" in words_of(reading.set_aside)) is is_own
    assert ("01632 960351" in words_of(reading.unplaced)) is not is_own
    assert not reading.factsheet.associations


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Pain helpline: 0800 123 4567", []),
        ("National information line: 0800 123 4567", []),
        ("Sample Backs helpline: 01632 960351, weekdays", []),
        ("Sample Guild of Baths helpline: 01632 960351", ["Sample Guild of Baths"]),
        ("Sample Guild of Baths: 01632 960351", ["Sample Guild of Baths"]),
    ],
)  # fmt: skip
def test_a_line_to_ring_is_an_association_where_it_names_one(line, names) -> None:
    reading = read_under("Useful contacts", line)
    assert [body.name for body in reading.factsheet.associations or ()] == names
    if not names:
        assert line.partition(": ")[2][:12] in words_of(reading.unplaced)


COLUMNS = [("Organisation", "Address", "Telephone / web"), ("Name", "Address", "Phone & e-mail"), ()]


@pytest.mark.parametrize("heads", COLUMNS)
@pytest.mark.parametrize("hours", ["(10am to noon)", "9.30am to 1pm", "(24 hours)"])
def test_a_row_of_heads_is_no_association_and_hours_are_no_number(heads, hours) -> None:
    row = ("Sample Guild of Baths", "1 Sand Row, Bathford", f"020 7946 0302 {hours}")
    rows = [heads, row] if heads else [row]
    body = p("Sand Bath", "Title") + p("Warm sand.") + p("Professional bodies", "Heading1")
    reading = read_document(docx(body, table(*rows)), "sand.docx")
    (guild,) = reading.factsheet.associations
    assert (guild.name, guild.phone) == ("Sample Guild of Baths", "020 7946 0302")
    assert words_of(hours.strip("()")) in words_of(reading.unplaced)


def test_the_lines_of_an_address_in_a_cell_are_its_lines() -> None:
    cells = ("Sample Guild<br>of Baths", "1 Sand Row<br>Bathford<br>ZZ3 4ZZ", "01632 960351")
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    reading = read_own(f"<h2>Professional bodies</h2><table><tr>{row}</tr></table>")
    (guild,) = reading.factsheet.associations
    assert (guild.name, guild.address_lines, guild.town) == (
        "Sample Guild of Baths",
        ("1 Sand Row",),
        "Bathford",
    )


def test_what_a_site_offers_below_its_list_is_no_factsheet() -> None:
    reading = read_own(
        "<h2>Further reading</h2><p>Factsheets: Mud Packs</p><h3>You may also like</h3><h3>Warm Baths</h3><p>Warm water.</p>"
    )
    assert [item.pending_title for item in reading.factsheet.related_items] == ["Mud Packs"]
    assert "warm water" in words_of(reading.unplaced)


@pytest.mark.parametrize(
    ("heading", "level", "is_text"),
    [("What does it cost?", 3, True), ("Prices", 3, True), ("Prices", 2, False), ("Parking", 3, False)],
)
def test_the_price_below_how_it_is_given_is_part_of_it(heading, level, is_text) -> None:
    reading = read_own(
        f"<h2>How is it given?</h2><p>You lie down.</p><h{level}>{heading}</h{level}><p>Ask for £7.</p>"
    )
    assert ("ask for £7" in words_of(reading.factsheet.procedure)) is is_text
    assert ("ask for £7" in words_of(reading.unplaced)) is not is_text


def test_a_sentence_with_a_link_is_said_of_what_it_leads_to() -> None:
    reading = read_own(
        '<h2>Further information</h2><p>Baths are looked into by <a href="https://sand.example.org/a">the Sand Project</a>.</p>'
    )
    (item,) = reading.factsheet.related_items
    assert (item.resource.title, item.resource.link) == ("the Sand Project", "https://sand.example.org/a")
    assert "baths are looked into by" in words_of(reading.unplaced)
