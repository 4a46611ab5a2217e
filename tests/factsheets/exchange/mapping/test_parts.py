"""Each part of a legacy factsheet, in the forms that other documents give it."""

from __future__ import annotations

import pytest

from .read_as import read_document
from factsheets.outputs.parsed_factsheet import ParsedAssociation, ParsedResource, ReadDocument


def reading_of(heading: str, *text: str) -> ReadDocument:
    return read_document("\n".join(("Therapy", "", heading, *text)).encode(), "therapy.txt")


def names(reading: ReadDocument) -> list[tuple[str, str, str]]:
    return [
        (row.verdict, "condition", row.condition.name)
        if row.condition
        else (row.verdict, row.pattern.aspect, row.pattern.name)
        for row in reading.factsheet.suitabilities or ()
    ]


def test_paragraphs_and_lists_become_portable_html() -> None:
    found = reading_of(
        "What happens during treatment",
        "You lie down <still> &",
        "wait.",
        "",
        "- warm",
        "  and calm",
        "- tired",
        "",
        "Then you go.",
    )
    assert found.factsheet.procedure == (
        "<p>You lie down &lt;still&gt; &amp; wait.</p><ul><li>warm and calm</li><li>tired</li></ul><p>Then you go.</p>"
    )


def test_a_wrapped_dash_is_no_list() -> None:
    found = reading_of("Evidence", "There is some evidence", "- though little - for it.")
    assert found.factsheet.evidence == "<p>There is some evidence - though little - for it.</p>"


def test_a_headings_words_inside_a_paragraph_are_no_heading() -> None:
    found = reading_of(
        "Evidence", "Members of the British", "Association", "of therapists gave", "qualifications", "a look."
    )
    assert (
        found.factsheet.evidence
        == "<p>Members of the British Association of therapists gave qualifications a look.</p>"
    )
    assert found.factsheet.associations is None


def test_the_same_heading_twice_is_put_together_and_odd() -> None:
    found = reading_of(
        "Evidence", "First.", "", "Qualifications", "None.", "", "What is the evidence?", "Second."
    )
    assert found.factsheet.evidence == "<p>First.</p><p>Second.</p>"
    assert found.odd == ("The heading “What is the evidence?” stands twice: both texts were put together.",)


def test_a_heading_with_nothing_under_it_is_odd() -> None:
    found = reading_of("Evidence", "", "Qualifications", "A diploma.")
    assert found.factsheet.evidence is None
    assert found.odd == ("Nothing stands under the heading “Evidence”.",)


def test_the_first_paragraph_is_the_introduction_even_if_it_says_how_it_works() -> None:
    found = read_document(b"Heat\n\nHeat works by warming.\n\nIt is old.\n\nEvidence\nSome.", "heat.txt")
    assert found.factsheet.introduction == "<p>Heat works by warming.</p><p>It is old.</p>"
    assert found.factsheet.mechanism is None


def test_references_are_left_to_a_person() -> None:
    found = reading_of("Evidence", "Some.", "", "References", "1. Smith, 2001.")
    assert found.factsheet.evidence == "<p>Some.</p>"
    assert found.factsheet.citations is None
    assert found.unplaced == ("Smith, 2001.",)


def test_list_items_without_a_lead_in_are_conditions_unless_they_say_what_the_pain_is_like() -> None:
    found = reading_of("Most likely to help", "• sciatica", "• Low back pain", "• dull and aching.")
    assert names(found) == [
        ("likely", "condition", "Sciatica"),
        ("likely", "condition", "Low back pain"),
        ("likely", "feel", "Dull and aching"),
    ]


@pytest.mark.parametrize(
    ("words", "aspect", "is_guessed"),
    [
        ("On the left side", "place", True),
        ("Lower than the ribs", "place", True),
        ("Burning", "feel", True),
        ("Aching in the morning", "feel", True),
        ("Worse after sitting", "timing", True),
        ("Worst at night", "timing", True),
        ("Grumbling", "place", False),
    ],
)
def test_what_a_pain_pattern_describes_is_guessed_and_a_bare_guess_is_said(
    words: str, aspect: str, is_guessed: bool
) -> None:
    found = reading_of("Most likely to help", "Back pain that is:", "", words)
    assert names(found) == [("likely", aspect, words)]
    assert bool(found.proposed) is not is_guessed


def test_the_same_pattern_stands_only_once_and_the_second_is_unplaced() -> None:
    found = reading_of(
        "Most likely to help",
        "Pain that is:",
        "- Dull",
        "",
        "Least likely to help",
        "Pain that is:",
        "- dull",
    )
    assert names(found) == [("likely", "feel", "Dull")]
    assert found.unplaced == ("dull",)
    assert len(found.odd) == 1


def test_a_lead_in_without_a_list_is_unplaced() -> None:
    assert reading_of("Most likely to help", "Sciatica, lumbago. Back pain that is:").unplaced == (
        "Back pain that is:",
    )


@pytest.mark.parametrize(
    "text",
    [
        "There are no back conditions that must be avoided.",
        "There are no known contraindications.",
        "No contra-indications",
        "None known.",
        "There are no back conditions that should not be treated, but ask first.",
    ],
)
def test_only_plain_words_that_there_are_none_mean_none(text: str) -> None:
    found = reading_of("Contraindications", text)
    assert found.factsheet.contraindication_state == "none_known"
    assert found.factsheet.contraindication_statement == f"<p>{text}</p>"
    assert found.unplaced == ()


@pytest.mark.parametrize(
    "text",
    [
        "There are no contraindications except pregnancy.",
        "There are no known contraindications. Do not use it in pregnancy.",
        "No conditions should be treated without a diagnosis.",
        "It is not known whether there are no contraindications.",
        "There are no back conditions that can be treated safely.",
        "Ask your doctor.",
    ],
)
def test_any_other_text_counts_as_not_assessed_and_is_kept(text: str) -> None:
    found = reading_of("Who should not have it?", text)
    assert found.factsheet.contraindication_state == "not_assessed"
    assert found.factsheet.contraindication_statement == f"<p>{text}</p>"
    assert len(found.proposed) == 1


@pytest.mark.parametrize(
    "text", [("• pregnancy", "• bleeding disorders"), ("Pregnancy, bleeding disorders.",)]
)
def test_a_list_of_contraindications_becomes_rows(text: tuple[str, ...]) -> None:
    found = reading_of("Contraindications", *text)
    assert found.factsheet.contraindication_state == "listed"
    assert names(found) == [("avoid", "condition", "Pregnancy"), ("avoid", "condition", "Bleeding disorders")]


def test_an_address_on_one_line_and_an_abbreviation_in_brackets() -> None:
    found = reading_of(
        "Associations",
        "Society of Therapists (SoT)",
        "1 High Street, Anytown, Kent, AB1 2CD",
        "Telephone: 01234 567890",
        "E-mail: office@example.org Web: https://example.org/find",
        "Other Society",
        "www.example.com",
        "They run courses for people who want to learn it.",
    )
    assert found.factsheet.associations == (
        ParsedAssociation(
            name="Society of Therapists",
            abbreviation="SoT",
            address_lines=("1 High Street",),
            town="Anytown",
            county="Kent",
            postcode="AB1 2CD",
            phone="01234 567890",
            email="office@example.org",
            website="https://example.org/find",
        ),
        ParsedAssociation(name="Other Society", website="https://www.example.com"),
    )
    assert found.odd == ()


def test_prose_about_an_association_is_unplaced() -> None:
    prose = "The society runs courses for people who want to learn it."
    found = reading_of("Association", "Some Society", "", prose)
    assert found.factsheet.associations == (ParsedAssociation(name="Some Society"),)
    assert found.unplaced == (prose,)


def test_a_second_phone_number_and_words_after_it_are_unplaced() -> None:
    found = reading_of("Association", "Some Society", "Tel: 01234 567890 mornings only Tel: 01234 567891")
    assert found.factsheet.associations == (ParsedAssociation(name="Some Society", phone="01234 567890"),)
    assert found.unplaced == ("mornings only", "01234 567891")


def test_related_items_of_every_kind() -> None:
    found = reading_of(
        "Relevant Information",
        "BackCare Factsheets: Massage, Osteopathy",
        "",
        "Leaflets \u2013",
        "\u2022 Sitting well",
        "",
        "Other publications - Healthy Backs by Ann Author",
        "Websites: Example (www.example.org)",
    )
    items = found.factsheet.related_items or ()
    assert [item.pending_title for item in items[:2]] == ["Massage", "Osteopathy"]
    assert [item.resource for item in items[2:]] == [
        ParsedResource(kind="leaflet", title="Sitting well"),
        ParsedResource(kind="book", title="Healthy Backs", authors="Ann Author"),
        ParsedResource(kind="website", title="Example", link="https://www.example.org"),
    ]
    assert found.unplaced == ()


def test_reading_on_in_an_unknown_form_is_unplaced() -> None:
    found = reading_of("Relevant Information", "See our shop.", "Other publications: a tape")
    assert found.factsheet.related_items is None
    assert found.unplaced == ("See our shop.", "a tape")


def test_a_whole_disclaimer_is_not_odd_and_text_after_it_is_kept() -> None:
    found = reading_of(
        "Qualifications",
        "A diploma.",
        "",
        "BackCare is not responsible for errors or omissions.",
        "",
        "Printed in 2001.",
    )
    assert found.disclaimer == ("BackCare is not responsible for errors or omissions.",)
    assert found.odd == ()
    assert found.factsheet.qualifications == "<p>A diploma.</p><p>Printed in 2001.</p>"


def test_advice_to_ask_a_gp_is_no_disclaimer() -> None:
    found = reading_of("Evidence", "Some. Please consult your GP first.")
    assert found.disclaimer == ()
    assert found.factsheet.evidence == "<p>Some. Please consult your GP first.</p>"


@pytest.mark.parametrize(
    ("beginning", "title", "introduction"),
    [
        ("Heat\nand Cold", "Heat and Cold", None),
        ("Heat\nIt is warm.", "Heat", "<p>It is warm.</p>"),
        ("Heat\n It is warm", "Heat", "<p>It is warm</p>"),
    ],
)
def test_a_title_may_be_wrapped_and_ends_before_the_first_paragraph(
    beginning: str, title: str, introduction: str | None
) -> None:
    found = read_document(f"{beginning}\n\nEvidence\nSome.".encode(), "heat.txt")
    assert found.factsheet.title == title
    assert found.factsheet.introduction == introduction
