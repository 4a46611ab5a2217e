"""What has to be said beside a list: the statement above it, and the cited sources that speak against it."""

from __future__ import annotations

import pytest

from factsheets.language.vocabulary import Section, Stance, Verdict
from factsheets.models import Citation, Source
from factsheets.outputs.caveats import Claim, caveat_of, claim_of, contested_lists
from tests.builders import live

pytestmark = pytest.mark.django_db

NICE = {
    "kind": "guideline",
    "title": "Low back pain and sciatica",
    "authors": "National Institute",
    "year": 2016,
}


def cites(section: str, stance: str = "against", **source: object) -> object:
    page = live()
    made = Source.objects.create(**(NICE | source))
    Citation.objects.create(page=page, source=made, section=section, stance=stance)
    return page


def test_the_statements_are_those_above_the_lists():
    page = live(contraindication_statement="<p>None is known.</p><p>See a <b>doctor</b> first.</p>")
    assert [caveat_of(page, verdict).statement for verdict in Verdict] == [
        "Muscle strain.",
        "Pain from irritated nerves.",
        "None is known. See a doctor first.",
    ]
    assert not any(caveat_of(page, verdict).is_contested for verdict in Verdict)


@pytest.mark.parametrize("section", Section.values)
@pytest.mark.parametrize("stance", Stance.values)
def test_a_source_speaks_against_the_list_that_makes_the_claim(section, stance):
    page = cites(section, stance)
    about = {
        "introduction": Verdict.LIKELY,
        "mechanism": Verdict.LIKELY,
        "evidence": Verdict.LIKELY,
        "likely": Verdict.LIKELY,
        "unlikely": Verdict.UNLIKELY,
        "avoid": Verdict.AVOID,
    }
    expected = {about[section]} if stance == "against" and section in about else set()
    assert {verdict for verdict in Verdict if caveat_of(page, verdict).is_contested} == expected
    assert {label for label, _ in contested_lists(page)} == {verdict.label for verdict in expected}
    assert claim_of(page, "likely") == (
        Claim.HELPS_BUT_CONTESTED if Verdict.LIKELY in expected else Claim.HELPS
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({}, "A guideline advises against this: National Institute, “Low back pain and sciatica”, 2016."),
        (
            {"kind": "systematic_review"},
            "A review of studies speaks against this: “Low back pain and sciatica”, 2016.",
        ),
        (
            {"kind": "trial", "year": None},
            "A trial speaks against this: “Low back pain and sciatica”.",
        ),
        ({"kind": "other"}, "A source speaks against this: “Low back pain and sciatica”, 2016."),
        (
            {"authors": "", "status": "superseded"},
            "A guideline advises against this: “Low back pain and sciatica”, 2016. "
            "This source has been superseded since we used it.",
        ),
    ],
)
def test_it_is_said_in_plain_words(source, words):
    (objection,) = caveat_of(cites("evidence", **source), "likely").objections
    assert objection.in_words == words


@pytest.mark.parametrize("section", ["unlikely", "avoid"])
def test_a_source_against_another_list_does_not_advise_against_the_therapy(section):
    (objection,) = caveat_of(cites(section), section).objections
    assert objection.words == "A guideline says otherwise"


def test_a_source_that_speaks_against_two_sections_is_named_once():
    page = cites("evidence")
    Citation.objects.create(page=page, source=Source.objects.get(), section="likely", stance="against")
    assert len(caveat_of(page, "likely").objections) == 1
