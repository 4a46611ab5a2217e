"""What a factsheet says about conditions and pain patterns, as programs get it: each list whole, with its caveat."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ninja import Schema
from pydantic import Field

from factsheets.language.vocabulary import Verdict
from factsheets.library.formats.condition_parts import GROUP_HEADINGS
from factsheets.library.formats.verdicts_in_words import said_about
from factsheets.outputs.caveats import caveat_of
from factsheets.page.formats.subjects import Subject, subject_of
from factsheets.signing.formats.half_filled_rows import complete_rows


class ObjectionAnswer(Schema):
    """A source that the factsheet cites and that speaks against one of its lists."""

    words: str = Field(description="One sentence that says which source speaks against the list.")
    standing: str = Field(description="What became of the source since; empty while it is current.")


class RowAnswer(Schema):
    """A condition or pain pattern that one of the lists of a factsheet names."""

    name: str = Field(description="The condition or pain pattern.")
    plain_name: str = Field(description="The same in plain words; may be empty.")
    is_pattern: bool = Field(description="True for a pain pattern, false for a condition.")
    slug: str = Field(description="Its name in addresses.")
    note: str = Field(description="A few words beside it; may be empty. Show them with it.")
    is_asked_for: bool = Field(
        description="True if the question names it, or the results are narrowed by it."
    )


class VerdictAnswer(Schema):
    """One list of a factsheet: for whom it is likely to help, unlikely to help, or to be avoided."""

    verdict: str = Field(description="likely, unlikely or avoid.")
    words: str = Field(description="The verdict as readers get it.")
    statement: str = Field(description="What the factsheet says above the list. Show it with every row.")
    is_contested: bool = Field(
        description="True if a source that the factsheet cites speaks against the list. Never show it as plainly helpful."
    )
    objections: list[ObjectionAnswer] = Field(
        description="The sources that speak against it. Show them with every row."
    )
    state: str = Field(
        description="For avoid: not_assessed, none_known or listed. Not assessed does not mean safe. Else empty."
    )
    rows: list[RowAnswer] = Field(description="The conditions and pain patterns in the list, in its order.")


class NamedAnswer(Schema):
    """A condition or pain pattern that the question names."""

    name: str
    is_pattern: bool = Field(description="True for a pain pattern, false for a condition.")
    slug: str
    url: str = Field(description="The page that says what all factsheets say about it.")


def verdict_answers(factsheet: object, subjects: Collection[Subject]) -> list[dict[str, object]]:
    """The three lists in the order likely, unlikely, avoid; `subjects` are what the question is about."""
    return [_verdict(factsheet, verdict, subjects) for verdict in Verdict]


def said_in_words(factsheet: object, subjects: Collection[Subject]) -> list[str]:
    """What it says about what was asked, a line for each row that says it."""
    return [line.words for said in said_about(factsheet, subjects) for line in said.lines]


def named_answers(subjects: Collection[Subject], site_url: str) -> list[dict[str, object]]:
    """The pages of these subjects; `site_url` is the address of the site without a slash at its end."""
    return [
        {
            "name": subject.in_a_sentence,
            "is_pattern": subject.is_pattern,
            "slug": subject.slug,
            "url": f"{site_url}{subject.url}",
        }
        for subject in subjects
    ]


def _verdict(factsheet: Any, verdict: Verdict, subjects: Collection[Subject]) -> dict[str, object]:
    caveat = caveat_of(factsheet, verdict)
    rows = [row for row in complete_rows(factsheet, "suitabilities") if row.verdict == verdict]
    return {
        "verdict": verdict.value,
        "words": GROUP_HEADINGS[verdict],
        "statement": caveat.statement,
        "is_contested": caveat.is_contested,
        "objections": [
            {"words": f"{objection.words}: {objection.source}.", "standing": objection.standing}
            for objection in caveat.objections
        ],
        "state": factsheet.contraindication_state if verdict == Verdict.AVOID else "",
        "rows": [_row(row, subjects) for row in rows],
    }


def _row(row: Any, subjects: Collection[Subject]) -> dict[str, object]:
    subject = subject_of(row.pattern or row.condition)
    return {
        "name": subject.name,
        "plain_name": subject.plain_name,
        "is_pattern": subject.is_pattern,
        "slug": subject.slug,
        "note": row.note,
        "is_asked_for": subject in subjects,
    }
