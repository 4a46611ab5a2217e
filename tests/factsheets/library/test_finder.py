"""The finder repeats the staff's rows: all that were met, no other, whatever the library and whatever is ticked."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from factsheets.language.vocabulary import Verdict
from factsheets.library.finder import Group, find


class Named(NamedTuple):
    slug: str
    name: str


class Page(NamedTuple):
    slug: str
    title: str


class Row(NamedTuple):
    page: Page
    verdict: str
    pattern: Named | None = None
    condition: Named | None = None
    note: str = ""


SLUGS = st.sampled_from(["a", "b", "c", "d"])
PAGES = st.builds(Page, SLUGS, st.just("")).map(lambda page: Page(page.slug, f"Therapy {page.slug}"))
SUBJECTS = st.tuples(st.sampled_from(["pattern", "condition"]), SLUGS)
VERDICTS = st.sampled_from(Verdict.values)
#: As the database holds it: one verdict for each factsheet and subject.
LIBRARIES = st.dictionaries(
    st.tuples(PAGES, SUBJECTS), st.tuples(VERDICTS, st.text(max_size=3)), max_size=40
).map(
    lambda rows: [
        Row(page, verdict, **{kind: Named(slug, slug.upper())}, note=note)
        for (page, (kind, slug)), (verdict, note) in rows.items()
    ]
)
TICKS = st.sets(st.sampled_from(["a", "b", "c", "d", "nonsense", ""]))


def said(groups: list[Group]) -> list[tuple[str, str, str, str, str]]:
    """Everything that the groups tell, as rows: verdict, therapy, kind of subject, subject, note."""
    return [
        (group.verdict.value, therapy.factsheet.slug, kind, reason.subject.slug, reason.note)
        for group in groups
        for therapy in group.therapies
        for kind, reasons in (("pattern", therapy.patterns), ("condition", therapy.conditions))
        for reason in reasons
    ]


@given(LIBRARIES, TICKS, TICKS)
def test_the_result_is_exactly_the_staffs_rows_about_what_is_ticked(rows, patterns, conditions):
    expected = [
        (row.verdict, row.page.slug, kind, subject.slug, row.note)
        for row in rows
        for kind, subject, ticked in (
            ("pattern", row.pattern, patterns),
            ("condition", row.condition, conditions),
        )
        if subject and subject.slug in ticked
    ]
    found = find(rows, patterns, conditions)
    assert sorted(said(found)) == sorted(expected)
    assert [group.verdict for group in found] == list(Verdict)


@given(LIBRARIES, TICKS, TICKS)
def test_a_therapy_says_that_it_is_elsewhere_too_if_and_only_if_it_is(rows, patterns, conditions):
    found = find(rows, patterns, conditions)
    places = [therapy.factsheet.slug for group in found for therapy in group.therapies]
    for group in found:
        for therapy in group.therapies:
            assert therapy.is_elsewhere_too == (places.count(therapy.factsheet.slug) > 1)


@given(LIBRARIES, TICKS, TICKS, st.randoms())
def test_nothing_is_ranked(rows, patterns, conditions, chance):
    found = find(rows, patterns, conditions)
    for group in found:
        titles = [therapy.factsheet.title for therapy in group.therapies]
        assert titles == sorted(titles)
        assert len(titles) == len(set(titles))
    chance.shuffle(rows)
    assert find(rows, patterns, conditions) == found


def test_a_pattern_and_a_condition_of_the_same_slug_are_not_mixed():
    row = Row(Page("tens", "TENS"), "likely", pattern=Named("sciatica", "Sciatica"))
    assert said(find([row], set(), {"sciatica"})) == []
    assert said(find([row], {"sciatica"}, set())) == [("likely", "tens", "pattern", "sciatica", "")]
