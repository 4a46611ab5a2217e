"""A factsheet as a file: it survives the way there and back, and a mistake is told in one sentence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from factsheets.outputs import factsheet_file
from factsheets.outputs.factsheet_file import FactsheetFileError
from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedCitation,
    ParsedCondition,
    ParsedContactCheck,
    ParsedFactsheet,
    ParsedRelatedItem,
    ParsedSource,
    ParsedSuitability,
)

from .strategies import FACTSHEETS

EXAMPLE = ParsedFactsheet(
    title="TENS",
    slug="tens",
    also_called=("TENS pain relief",),
    summary="",
    introduction="<p>A small machine.</p>",
    evidence="<p>See <b>1.2.11</b>.</p><ul><li>one</li></ul>",
    evidence_searched_on=date(2026, 8, 6),
    risks="",
    suitabilities=(
        ParsedSuitability(verdict="likely", condition=ParsedCondition(name="Sciatica"), note="a: b"),
    ),
    citations=(
        ParsedCitation(
            source=ParsedSource(kind="guideline", title="NG59", year=2016),
            section="evidence",
            locator="1.20",
            stance="against",
            reason="Older people say that it helped.",
        ),
    ),
    associations=(
        ParsedAssociation(
            name="Society",
            address_lines=("1 High Street", "Flat 2"),
            phone="01606 786782",
            does_for_patients="Lists its members.\nAnswers questions.",
            checks=(
                ParsedContactCheck(
                    fact="phone",
                    value="01606 786782",
                    checked_on=date(2026, 1, 2),
                    checked_by="A",
                    checked_how="Phoned",
                ),
            ),
        ),
    ),
    related_items=(),
)

WRITTEN = """---
title: TENS
slug: tens
also_called:
  - TENS pain relief
summary: ''
evidence_searched_on: 2026-08-06
suitabilities:
  - verdict: likely
    condition:
      name: Sciatica
    note: 'a: b'
citations:
  - source:
      kind: guideline
      title: NG59
      year: 2016
      status: current
    section: evidence
    locator: '1.20'
    stance: against
    reason: Older people say that it helped.
associations:
  - name: Society
    address_lines:
      - 1 High Street
      - Flat 2
    phone: 01606 786782
    does_for_patients: |-
      Lists its members.
      Answers questions.
    checks:
      - fact: phone
        value: 01606 786782
        checked_on: 2026-01-02
        checked_by: A
        checked_how: Phoned
related_items: []
---

## Introduction

A small machine.

## Evidence

See **1.2.11**.

- one

## Risks
"""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(FACTSHEETS)
def test_any_factsheet_survives_exactly(parsed):
    assert factsheet_file.read(factsheet_file.write(parsed)) == parsed


def test_a_file_reads_like_a_factsheet():
    assert factsheet_file.write(EXAMPLE) == WRITTEN
    assert factsheet_file.read(WRITTEN) == EXAMPLE


def test_line_ends_and_a_byte_order_mark_do_not_matter():
    assert factsheet_file.read("\ufeff" + WRITTEN.replace("\n", "\r\n")) == EXAMPLE


def test_silence_and_emptiness_differ():
    silent = ParsedFactsheet(title="A")
    empty = ParsedFactsheet(title="A", summary="", risks="", citations=(), also_called=())
    assert factsheet_file.read(factsheet_file.write(silent)) == silent
    assert factsheet_file.read(factsheet_file.write(empty)) == empty
    assert silent != empty


def test_words_that_look_like_other_things_need_no_quotes():
    text = "---\ntitle: yes\nslug: 2026-08-06\nalso_called: [1.20, null, 007]\n---\n"
    assert factsheet_file.read(text) == ParsedFactsheet(
        title="yes", slug="2026-08-06", also_called=("1.20", "null", "007")
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("---\ntitle", "title"), r"^tens.md has no front matter; begin it with a line ---"),
        (("---\n\n## Intro", "\n## Intro"), r"no end; put a line ---"),
        (("note: 'a: b'", "note: a: b"), r"^tens.md, line 12: the front matter is not valid YAML .*quotes"),
        (
            ("also_called:", "also_caled:"),
            r"^tens.md, line 4: .*unknown key “also_caled”; did you mean “also_called”\?$",
        ),
        (("slug: tens", "slug: tens\nslug: tens"), r"line 4: the front matter has “slug” twice"),
        (("title: TENS\n", ""), r"has no “title”; add it"),
        (("title: TENS", "title: ' '"), r"line 2: “title” is empty"),
        (
            ("stance: against", "stance: maybe"),
            r"line 21: “stance” is “maybe”; choose one of supports, against",
        ),
        (
            ("2026-08-06", "6 August 2026"),
            r"line 7: “evidence_searched_on” is “6 August 2026”.*like 2026-08-06",
        ),
        (("2026-08-06", "2026-02-30"), r"line 7: .*no date"),
        (("year: 2016", "year: MMXVI"), r"line 17: “year” is “MMXVI”.*no whole number"),
        (("- TENS pain relief", "TENS pain relief"), r"line 5: “also_called” must be a list"),
        (("slug: tens", "slug: [tens]"), r"“slug” must be one text"),
        (("slug: tens", "risks: none"), r"“risks” is a section"),
        (
            ("    note: 'a: b'", "    pattern: {name: Dull, aspect: feel}"),
            r"line 9: an entry of “suitabilities” must have exactly one of “condition”, “pattern”",
        ),
        (
            ("    note: 'a: b'", "  - verdict: avoid\n    condition: {name: sciatica}"),
            r"^tens.md: “sciatica” stands in 2 suitability rows",
        ),
        (
            ("related_items: []", "related_items: [{}]"),
            r"exactly one of “factsheet”, “resource”, “pending_title”",
        ),
        (("## Risks", "## Dangers"), r"line 51: the section “Dangers” is unknown; use one of Introduction"),
        (("## Risks", "## evidence"), r"line 51: the section “evidence” stands twice"),
        (("## Introduction\n", "# TENS\n"), r"line 41: words stand before the first section"),
        (("A small", "### A small"), r"section “Introduction”: a heading stands inside it"),
        (("A small", "*A* small"), r"section “Introduction”: it has words in italics"),
        (("A small", "A\x07 small"), r"U\+0007 after “A” cannot be written; delete it"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(changed, sentence):
    assert changed[0] in WRITTEN
    with pytest.raises(FactsheetFileError, match=sentence) as caught:
        factsheet_file.read(WRITTEN.replace(*changed, 1), "tens.md")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"summary": "a\x00b"}, "U\\+0000"),
        ({"summary": "a\ud800b"}, "U\\+D800"),
        ({"risks": "<p>a</p> "}, "section “Risks”: .*normalise"),
        ({"risks": "<p>a\x1bb</p>"}, "section “Risks”: .*U\\+001B"),
        ({"certainty": "sure"}, "“certainty” is “sure”; choose one of high"),
        ({"title": ""}, "“title” is empty"),
        ({"related_items": (ParsedRelatedItem(),)}, "exactly one of"),
    ],
)
def test_what_would_not_come_back_is_not_written(changes, sentence):
    with pytest.raises(FactsheetFileError, match=sentence):
        factsheet_file.write(replace(EXAMPLE, **changes))


def test_an_empty_file_has_no_front_matter():
    with pytest.raises(FactsheetFileError, match=r"^The file has no front matter"):
        factsheet_file.read("")
