"""Generated factsheets: any words that a person can type, in any shape that the formats allow."""

import re

from hypothesis import strategies as st

from factsheets.language import vocabulary as policy
from factsheets.language.rich_text import normalise
from factsheets.language.rich_text.tree import ListBlock, ListItem, Paragraph, TextRun, render
from factsheets.outputs import parsed_factsheet as parsed

#: Everything but control characters and lone surrogates, which the writers refuse.
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"))

_AWKWARD_WORDS = """
* ** *** _ __ ` ``` ~~~ ~~ # ## ### --- - + 1. 12) > >> | \\ \\\\ &amp; &nbsp; &#65; & <b> </b> <br> <i> <!-- [ ] ]( ![ ! !! (x)
' " “q” : - ? {a} true no null ~ 2026-08-06 1.20 007 1e3 12:30 🙂 👩🏽\u200d⚕️ e\u0301 === www.a.org http://a.org
<http://a.org> [a]: [x](y) {% url %} %TAG @ = $ \u200b \u202e \ufeff \uffff
"""
_AWKWARD = st.sampled_from([*re.split("[ \n]+", _AWKWARD_WORDS.strip()), "\u00a0", "\u2003", "\u2028"])
_WORDS = st.lists(
    st.one_of(
        _AWKWARD, st.text(CHARACTERS, min_size=1, max_size=8), st.sampled_from(["back", "pain", "", " "])
    ),
    max_size=6,
)
TEXT = st.builds(lambda words, gap: gap.join(words), _WORDS, st.sampled_from(["", " "]))
LINES = st.one_of(
    TEXT, st.lists(TEXT, max_size=3).map("\n".join), st.lists(TEXT, max_size=3).map("\t\r\n".join)
)
NAME = TEXT.filter(lambda text: text.strip())

_TAIL = st.text(CHARACTERS, min_size=1, max_size=10)
HREFS = st.one_of(
    st.builds(lambda tail: "https://example.org/" + tail, _TAIL),
    st.builds(lambda tail: "page:/" + tail, _TAIL),
    st.builds(lambda tail: "document:" + tail, _TAIL),
    st.sampled_from(
        ["mailto:help@example.org", "tel:+441606786782", "http://a.b/?c=1&amp;d=(e)", "document:a b.pdf"]
    ),
).map(str.strip)


def rich_text(hrefs):
    """Canonical rich text whose links lead to `hrefs`."""
    run = st.builds(
        TextRun,
        st.one_of(TEXT, st.sampled_from(["\n", " ", "\n\n"])),
        st.booleans(),
        st.one_of(st.none(), st.none(), hrefs),
    )
    words = st.lists(run, min_size=1, max_size=5).map(tuple)

    def lists_of(items):
        return st.builds(ListBlock, st.booleans(), st.lists(items, min_size=1, max_size=3).map(tuple))

    items = st.recursive(
        st.builds(ListItem, words),
        lambda inner: st.builds(ListItem, words, st.lists(lists_of(inner), max_size=2).map(tuple)),
        max_leaves=6,
    )
    blocks = st.lists(st.one_of(st.builds(Paragraph, words), lists_of(items)), max_size=4)
    return blocks.map(render).map(normalise)


RICH_TEXT = rich_text(HREFS)


def _values(enumeration):
    return st.sampled_from(enumeration.values)


def _rows(rows, **options):
    return st.one_of(st.none(), st.lists(rows, max_size=3, **options).map(tuple))


def _maybe(values):
    return st.one_of(st.none(), values)


_NAMES = st.lists(NAME, max_size=3).map(tuple)
_YEARS = _maybe(st.integers(1, 9999))
_DATES = _maybe(st.dates())

THERAPY_KINDS = st.builds(parsed.ParsedTherapyKind, name=NAME, description=LINES)
CONDITIONS = st.builds(
    parsed.ParsedCondition,
    name=NAME,
    plain_name=TEXT,
    other_names=_NAMES,
    description=LINES,
    snomed_ct=TEXT,
    icd_10=TEXT,
)
PAIN_PATTERNS = st.builds(parsed.ParsedPainPattern, name=NAME, aspect=_values(policy.Aspect))
CONTACT_CHECKS = st.builds(
    parsed.ParsedContactCheck,
    fact=_values(policy.ContactFact),
    value=NAME,
    checked_on=st.dates(),
    checked_by=NAME,
    checked_how=NAME,
)
ASSOCIATIONS = st.builds(
    parsed.ParsedAssociation,
    name=NAME,
    abbreviation=TEXT,
    address_lines=_NAMES,
    town=TEXT,
    county=TEXT,
    postcode=TEXT,
    phone=TEXT,
    fax=TEXT,
    email=TEXT,
    website=TEXT,
    does_for_patients=LINES,
    register_link=TEXT,
    checks=st.lists(CONTACT_CHECKS, max_size=2).map(tuple),
)
RESOURCES = st.builds(
    parsed.ParsedResource,
    kind=_values(policy.ResourceKind),
    title=NAME,
    authors=TEXT,
    publisher=TEXT,
    year=_YEARS,
    isbn=TEXT,
    supplier=TEXT,
    link=TEXT,
    availability=_values(policy.Availability),
    last_seen_on=_DATES,
    replaced_by=TEXT,
)
SOURCES = st.builds(
    parsed.ParsedSource,
    kind=_values(policy.SourceKind),
    title=NAME,
    authors=TEXT,
    year=_YEARS,
    doi=TEXT,
    pmid=TEXT,
    link=TEXT,
    status=_values(policy.SourceStatus),
    superseded_by=TEXT,
    checked_on=_DATES,
)
_VERDICTS = _values(policy.Verdict)
SUITABILITIES = st.one_of(
    st.builds(parsed.ParsedSuitability, verdict=_VERDICTS, condition=CONDITIONS, note=TEXT),
    st.builds(parsed.ParsedSuitability, verdict=_VERDICTS, pattern=PAIN_PATTERNS, note=TEXT),
)
CITATIONS = st.builds(
    parsed.ParsedCitation,
    source=SOURCES,
    section=_values(policy.Section),
    locator=TEXT,
    stance=_values(policy.Stance),
    reason=TEXT,
)
RELATED_ITEMS = st.one_of(
    st.builds(parsed.ParsedRelatedItem, factsheet=NAME),
    st.builds(parsed.ParsedRelatedItem, resource=RESOURCES),
    st.builds(parsed.ParsedRelatedItem, pending_title=NAME),
)


def subject(row: parsed.ParsedSuitability) -> tuple[str, str]:
    """What a suitability row is about; it cannot stand twice in one factsheet."""
    return ("condition", row.condition.name) if row.condition else ("pattern", row.pattern.name)


FACTSHEETS = st.builds(
    parsed.ParsedFactsheet,
    title=NAME,
    slug=_maybe(NAME),
    also_called=_rows(NAME),
    summary=_maybe(LINES),
    therapy_kind=_maybe(THERAPY_KINDS),
    certainty=_maybe(_values(policy.Certainty)),
    evidence_searched_on=_DATES,
    likely_statement=_maybe(LINES),
    unlikely_statement=_maybe(LINES),
    contraindication_state=_maybe(_values(policy.ContraindicationState)),
    regulation=_maybe(_values(policy.Regulation)),
    suitabilities=_rows(
        SUITABILITIES, unique_by=lambda row: tuple(part.casefold().strip() for part in subject(row))
    ),
    citations=_rows(CITATIONS),
    associations=_rows(ASSOCIATIONS),
    related_items=_rows(RELATED_ITEMS),
    **{section: _maybe(RICH_TEXT) for section in parsed.SECTIONS},
)
