"""The real factsheet that the charity handed over, read field by field, and the same in other shapes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from .read_as import read_document
from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedCondition,
    ParsedFactsheet,
    ParsedPainPattern,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSuitability,
    ReadDocument,
)

SEED = (Path(__file__).parents[3] / "files" / "medical-acupuncture.txt").read_bytes()


def condition(verdict: str, name: str) -> ParsedSuitability:
    return ParsedSuitability(verdict=verdict, condition=ParsedCondition(name=name))


def pattern(verdict: str, name: str, aspect: str) -> ParsedSuitability:
    return ParsedSuitability(verdict=verdict, pattern=ParsedPainPattern(name=name, aspect=aspect))


FACTSHEET = ParsedFactsheet(
    title="Medical Acupuncture",
    slug="medical-acupuncture",
    introduction=(
        "<p>'Medical Acupuncture' refers to the use of acupuncture needling as a therapeutic technique following an "
        "orthodox diagnosis. This is not the same approach as traditional Chinese acupuncture.</p>"
    ),
    mechanism=(
        "<p>Acupuncture needling appears to work by stimulating certain nerves in muscle and other tissues. The "
        "activity in these nerves affects the processing of pain and other sensations in the spinal cord.</p>"
        "<p>There is also release of substances from the nerve endings in the tissues, which can promote healing and "
        "repair.</p>"
        "<p>In terms of back pain, acupuncture can release tight and painful muscles, and can reduce the pain felt "
        "from some of the joints and tissues of the spine. It may promote healing and repair in some "
        "circumstances</p>"
    ),
    procedure=(
        "<p>The medical acupuncture practitioner, following or during an orthodox assessment, examines the relevant "
        "parts of the spine and surrounding tissues for tenderness and for 'trigger points'. Trigger points are "
        'tender spots in tight bands, or "knots" in muscle, which can often be the prime source of a patient\'s '
        "pain. Trigger points, tender points and classical acupuncture points are chosen for treatment. Fine needles "
        "are inserted to the appropriate depth and stimulated or left in place for anything from a few seconds to "
        "half an hour. The patient may feel something like 'their pain' being mimicked by the needles or may simply "
        "feel a gentle ache or warmth around the points treated.</p>"
    ),
    evidence=(
        "<p>There is some evidence that chronic low back pain and fibromyalgia can be helped by acupuncture, although "
        "it is not conclusive.</p>"
    ),
    likely_statement="Muscle strains or spasm, chronic low back pain, fibromyalgia.",
    unlikely_statement=(
        "Back pain derived principally from irritation of spinal nerves, such as occurs in spinal stenosis, vertebral "
        "collapse in patients with severe osteoporosis, and, in extreme cases, of prolapsed intervertebral discs."
    ),
    contraindication_state="none_known",
    contraindication_statement=(
        "<p>There are no back conditions that must be avoided, but acupuncture should only be used after an orthodox "
        "diagnostic assessment, so that definitive or more appropriate treatment is not delayed</p>"
    ),
    qualifications=(
        "<p>Acupuncture, although unregulated, is practised by some conventionally qualified medical doctors. The "
        "British Medical Acupuncture Society runs courses for medically qualified people. You may feel more confident "
        "with someone qualified in both orthodox and complementary approaches.</p>"
        "<p>Accredited members of the BMAS are registered medical practitioners (i.e., doctors) who have obtained the "
        "diploma in medical acupuncture.</p>"
    ),
    suitabilities=(
        condition("likely", "Muscle strains or spasm"),
        condition("likely", "Chronic low back pain"),
        condition("likely", "Fibromyalgia"),
        pattern("likely", "Confined to one side", "place"),
        pattern("likely", "Dull or aching in nature", "feel"),
        pattern("unlikely", "Midline or symmetrical", "place"),
        pattern("unlikely", "Stabbing or shooting in nature", "feel"),
    ),
    associations=(
        ParsedAssociation(
            name="British Medical Acupuncture Society",
            address_lines=("BMAS House", "3 Winnington Court", "Winnington Street"),
            town="Northwich",
            county="Cheshire",
            postcode="CW8 1AQ",
            phone="01606 786782",
            fax="01606 786783",
            email="bmasadmin@aol.com",
            website="https://www.medical-acupuncture.co.uk",
        ),
    ),
    related_items=(
        ParsedRelatedItem(pending_title="TENS Pain Relief"),
        ParsedRelatedItem(
            resource=ParsedResource(kind="booklet", title="Basic Back Care", supplier="BackCare"),
        ),
        ParsedRelatedItem(
            resource=ParsedResource(kind="booklet", title="Managing Back Pain", supplier="BackCare"),
        ),
        ParsedRelatedItem(
            resource=ParsedResource(
                kind="book",
                title="Back & Neck Pain \u2013 the Facts",
                authors="Loic Burn",
                supplier="BackCare",
                availability="available",
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def reading() -> ReadDocument:
    return read_document(SEED, "medical-acupuncture.txt")


def test_every_part_of_the_seed_is_in_its_field(reading: ReadDocument) -> None:
    assert reading.factsheet == FACTSHEET


def test_nothing_of_the_seed_is_unplaced(reading: ReadDocument) -> None:
    assert reading.unplaced == ()


def test_exactly_three_things_in_the_seed_are_odd(reading: ReadDocument) -> None:
    assert reading.odd == (
        "The disclaimer starts in the middle of a sentence: “information is often controversial and …”.",
        "The disclaimer ends in the middle of a sentence: “… dietary supplements or different exercise”.",
        "The website address is written with a space in it, “www.medical-acupuncture .co.uk”: "
        "it was taken as “www.medical-acupuncture.co.uk”.",
    )


def test_conditions_in_prose_are_only_proposed(reading: ReadDocument) -> None:
    assert reading.proposed_suitabilities == (
        condition("unlikely", "Spinal stenosis"),
        condition("unlikely", "Vertebral collapse in patients with severe osteoporosis"),
        condition("unlikely", "Prolapsed intervertebral discs"),
    )
    assert len(reading.proposed) == 4
    assert "spinal stenosis" in reading.proposed[0]
    assert "choose the regulation" in reading.proposed[3]


def test_the_disclaimer_is_recognised_and_in_no_field(reading: ReadDocument) -> None:
    (disclaimer,) = reading.disclaimer
    assert disclaimer.startswith("information is often controversial")
    assert disclaimer.endswith("dietary supplements or different exercise")
    assert "controversial" not in repr(reading.factsheet)


def test_the_report_can_say_what_went_where(reading: ReadDocument) -> None:
    placed = dict(reading.placed)
    assert placed["Title"] == "Medical Acupuncture"
    assert placed["Who should not have it"].startswith("There are no back conditions")
    assert placed["Association: website"] == "www.medical-acupuncture .co.uk"
    assert placed["Relevant information: book"] == "Back & Neck Pain \u2013 the Facts"


HEADING = re.compile(
    r"^( ?(?:How is this|What is the|What back|Association|Qualifications|Relevant Inf).*?)\??( ?)$", re.M
)


def rewrapped(width: int) -> Callable[[str], str]:
    """Long paragraphs in lines of another width, each paragraph still begun by one space as in the seed."""

    def rewrap(text: str) -> str:
        runs = re.split(r"\n\s*\n|\n(?= \S)|(?<=Qualifications)\n", re.sub(r" +$", "", text, flags=re.M))
        return "\n\n".join(
            run if len(run) < 60 else "\n".join(textwrap.wrap(" ".join(run.split()), width)) for run in runs
        )

    return rewrap


VARIANTS: dict[str, Callable[[str], str | bytes]] = {
    "upper-case headings": lambda text: HEADING.sub(lambda found: found.group().upper(), text),
    "lower-case headings": lambda text: HEADING.sub(lambda found: found.group().lower(), text),
    "headings without question marks": lambda text: HEADING.sub(r"\1\2", text),
    "headings with colons": lambda text: HEADING.sub(r"\1: ", text),
    "headings over two lines": lambda text: text.replace("given - what", "given -\nwhat").replace(
        "is it", "is\nit"
    ),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "carriage returns alone": lambda text: text.replace("\n", "\r"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs": lambda text: text.replace("\n ", "\n\t"),
    "no space at line ends": lambda text: re.sub(r" +$", "", text, flags=re.M),
    "one more space before each line": lambda text: re.sub(r"^(?=.)", " ", text, flags=re.M),
    "a page break between paragraphs": lambda text: text.replace(
        "What is the evidence", "\fWhat is the evidence"
    ),
    "a page break in a sentence": lambda text: text.replace("sensations in \n", "sensations in \n\n\f\n"),
    "a page break instead of an empty line": lambda text: text.replace(
        "repair. \n\nIn terms", "repair. \n\fIn terms"
    ),
    "ruled lines": lambda text: text.replace("What is the evidence", "----------\nWhat is the evidence"),
    "numbered headings": lambda text: text.replace("What is the evidence", "2. What is the evidence"),
    **{
        f"items marked {mark!r}": lambda text, mark=mark: re.sub(
            r"\n\n (Confined|Dull|Midline|Stabbing)", rf"\n{mark}\1", text
        )
        for mark in ("• ", "- ", "* ", "\u2013 ", "\uf0b7 ", "o ", "·\t", "   \u2022", "\u2022\n", "▪ ")
    },
    "numbered items": lambda text: text.replace(" Confined", "1. Confined").replace(" Dull", "2. Dull"),
    "items after one another": lambda text: re.sub(r"\n\n (Confined|Dull|Midline|Stabbing)", r"\n \1", text),
    "items without a space": lambda text: re.sub(r"\n (Confined|Dull|Midline|Stabbing)", r"\n\1", text),
    "only some items marked": lambda text: text.replace("\n Confined", "\n\u2022 Confined"),
    **{f"wrapped at {width}": rewrapped(width) for width in (24, 40, 72, 400)},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_seed_in_another_shape_reads_the_same(variant: str, reading: ReadDocument) -> None:
    text = SEED.decode()
    changed = VARIANTS[variant](text)
    assert changed != text
    found = read_document(changed if isinstance(changed, bytes) else changed.encode(), "variant.txt")
    assert found.factsheet == FACTSHEET
    assert found.unplaced == ()
    assert found.odd == reading.odd
    assert found.proposed == reading.proposed


@pytest.mark.parametrize(
    ("heading", "silent_fields"),
    [
        ("What is the evidence? ", ("evidence",)),
        ("Qualifications ", ("qualifications",)),
        ("Relevant Information ", ("related_items",)),
    ],
)
def test_a_part_that_is_missing_is_silent(heading: str, silent_fields: tuple[str, ...]) -> None:
    text = SEED.decode()
    start = text.index(heading)
    others = [other.start() for other in HEADING.finditer(text) if other.start() > start]
    end = others[0] if others else text.index(" information is often")
    found = read_document((text[:start] + text[end:]).encode(), "part.txt")
    assert found.factsheet == replace(FACTSHEET, **dict.fromkeys(silent_fields))
    assert found.unplaced == ()


def test_a_text_without_its_heading_stays_with_the_part_before() -> None:
    found = read_document(SEED.replace(b"What is the evidence? \n", b""), "part.txt")
    assert found.factsheet.evidence is None
    assert found.factsheet.procedure is not None
    assert found.factsheet.procedure.endswith("although it is not conclusive.</p>")
