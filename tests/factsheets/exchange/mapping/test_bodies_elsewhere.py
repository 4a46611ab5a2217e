"""Associations below no heading of theirs: at the end of another part, and as all that stands under a heading nobody knows."""

from __future__ import annotations

import pytest

from factsheets.exchange.mapping.mapping import map_document
from factsheets.exchange.proof import count_words
from factsheets.exchange.reading_documents.opening import read_in_this_process

from .read_as import read_document, read_under
from .test_cases import words_of

NAME = "Sample Kneading Association"
FORMS = [
    f"{NAME}, 2 Sample Street, Newtown NT9 9ZZ. Phone 01632 960701, info@ska.example.org",
    f"{NAME}\n2 Sample Street\nNewtown NT9 9ZZ\nTel. 01632 960701",
    f"{NAME}: 01632 960701",
    f"{NAME} ¶ Tel: 01632 960701 ¶ info@ska.example.org",
    f"{NAME} – 01632 960701 – www.ska.example.org",
    f"• {NAME}, 01632 960701",
    f"{NAME} (SKA), PO Box 9, Newtown NT9 9ZZ, www.ska.example.org, 01632 960701",
    f"The {NAME}, 01632 960701, open in the mornings",
]


@pytest.mark.parametrize(
    "heading", ["Credentials", "What is the evidence?", "Side effects", "What happens?", "Contraindications"]
)
@pytest.mark.parametrize("form", FORMS)
def test_a_body_at_the_end_of_another_part_is_an_association(heading: str, form: str) -> None:
    found = read_under(heading, f"It takes 700 hours. ¶ {form}")
    sheet = found.factsheet
    names = [one.name.removeprefix("The ") for one in sheet.associations or ()]
    assert names == [NAME]
    assert {one.phone for one in sheet.associations or ()} == {"01632 960701"}
    texts = (
        sheet.qualifications,
        sheet.evidence,
        sheet.risks,
        sheet.procedure,
        sheet.contraindication_statement,
    )
    assert "kneading" not in words_of(texts)
    assert "700 hours" in words_of(texts)
    assert any(note.startswith("Associations: ") and "look whether" in note for note in found.proposed)
    assert count_words(found, sheet).lost == 0


@pytest.mark.parametrize(
    "sentence",
    [
        f"You can ask the {NAME} on 01632 960701 whether somebody is trained.",
        f"The {NAME} keeps a list: ring 01632 960701.",
        f"Do not ring the {NAME}, whose number was 01632 960701.",
    ],
)
def test_a_sentence_that_says_how_a_body_is_reached_stays_and_is_asked_about(sentence: str) -> None:
    found = read_under("Credentials", f"It takes 700 hours. ¶ {sentence}")
    assert found.factsheet.associations is None
    assert "01632 960701" in words_of(found.factsheet.qualifications)
    assert any(note.startswith("Associations: ") and "by hand" in note for note in found.proposed)


@pytest.mark.parametrize("heading", ["Contact", "Address", "Support", "Somewhere to go", NAME])
def test_a_part_that_is_nothing_but_a_body_is_an_association_whatever_its_heading(heading: str) -> None:
    block = "2 Sample Street\nNewtown NT9 9ZZ\nTel. 01632 960701"
    block = block if heading == NAME else f"{NAME}\n{block}"
    found = read_under("Evidence", f"Too little. ¶ {heading} ¶ {block}")
    assert [one.name for one in found.factsheet.associations or ()] == [NAME]
    assert words_of(found.factsheet.evidence).split() == ["too", "little."]
    assert count_words(found, found.factsheet).lost == 0


@pytest.mark.parametrize(
    ("heading", "block"),
    [
        ("Contact us", f"{NAME}\nTel. 01632 960701"),
        ("Contact", "Reception\nTel. 01632 960701"),
        ("Contact", "Eastmoor Hospital\nTel. 01632 960701"),
        ("Contact", f"{NAME}, registered charity 1234567. Tel. 01632 960701"),
        ("A tale", f"Ann wrote to the {NAME} and rang them on 01632 960701 every day."),
    ],
)  # fmt: skip
def test_the_publisher_a_desk_and_a_tale_are_no_associations(heading: str, block: str) -> None:
    found = read_under("Evidence", f"Too little. ¶ {heading} ¶ {block}")
    assert found.factsheet.associations is None
    assert "01632 960701" in words_of((found.unplaced, found.set_aside))


def test_the_publisher_whose_name_stands_on_the_page_is_no_association() -> None:
    text = f"Massage\n\nIt is a therapy.\n\nCredentials\n\nIt takes 700 hours.\n\n{NAME}, 01632 960701\n"
    data = read_in_this_process(text.encode(), "massage.txt")
    (found,) = map_document(data, "massage.txt")
    assert found.factsheet.associations is not None
    framed = read_document(f"{NAME}\n\n{text}".encode(), "massage.txt")
    assert NAME in " ".join(framed.set_aside)
    assert framed.factsheet.associations is None


@pytest.mark.parametrize(
    "line",
    ["Please ring us on 01632 960455 if you cannot attend.", "Contact the clinic: desk@bend.example.org"],
)
def test_how_a_clinic_is_told_that_somebody_stays_away_is_no_text_of_the_last_part(line: str) -> None:
    found = read_under("Staff", f"All are registered. ¶ {line} ¶ Outpatients, Sample Royal Infirmary.")
    assert words_of(found.factsheet.qualifications).split() == ["all", "are", "registered."]
    assert line.casefold() in words_of(found.unplaced)
    assert count_words(found, found.factsheet).lost == 0
