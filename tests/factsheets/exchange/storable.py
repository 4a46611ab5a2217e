"""Generated factsheets that a database takes: records come from a fixed pool, because a name stands for one record."""

from datetime import date

from hypothesis import strategies as st

from factsheets.language import vocabulary as policy
from factsheets.outputs import parsed_factsheet as parsed
from tests.factsheets.outputs.strategies import CHARACTERS, LINES, rich_text

_NOTES = st.text(CHARACTERS, max_size=30)

CONDITIONS = [
    parsed.ParsedCondition(
        name="Chronic low back pain", plain_name="back pain that lasts", snomed_ct="278860009"
    ),
    parsed.ParsedCondition(
        name="Prolapse: “slipped” disc", other_names=("slipped disc", "#1 & co"), icd_10="M51.2"
    ),
    parsed.ParsedCondition(name="Hexenschuß", description="Two lines.\nOf words."),
]
PATTERNS = [
    parsed.ParsedPainPattern(name="On one side", aspect="place"),
    parsed.ParsedPainPattern(name="Dull or aching", aspect="feel"),
]
ASSOCIATIONS = [
    parsed.ParsedAssociation(name="Society of Examples", website="https://example.org/"),
    parsed.ParsedAssociation(
        name="Example Association",
        abbreviation="EA",
        address_lines=("Example House", "1 Example Street"),
        town="Northwich",
        county="Cheshire",
        postcode="CW8 1AQ",
        phone="01606 786782",
        fax="01606 786783",
        email="help@example.org",
        website="https://example.org/a?b=c&d=e",
        does_for_patients="Keeps a list.\n\nAnswers: everybody.",
        register_link="https://example.org/register",
        checks=(
            parsed.ParsedContactCheck(
                fact="phone",
                value="01606 786782",
                checked_on=date(2020, 1, 2),
                checked_by="An editor",
                checked_how="rang the number",
            ),
        ),
    ),
]
RESOURCES = [
    parsed.ParsedResource(kind="booklet", title="A booklet", supplier=parsed.BACKCARE),
    parsed.ParsedResource(
        kind="book",
        title="A book – the Facts",
        authors="A. Writer",
        publisher="Press",
        year=1999,
        isbn="978-0-306-40615-7",
        supplier="Society of Examples",
        link="https://example.org/book",
        availability="out_of_print",
        last_seen_on=date(2001, 2, 3),
    ),
]
SOURCES = [
    parsed.ParsedSource(kind="other", title="A page", link="https://example.org/"),
    parsed.ParsedSource(
        kind="trial",
        title="A trial: of things",
        authors="Writer A, Writer B",
        year=2008,
        doi="10.1136/bmj.a884",
        pmid="12345",
        status="changed",
        checked_on=date(2020, 5, 6),
    ),
]
KIND = parsed.ParsedTherapyKind(name="Needling", description="With needles.")


def _chosen(pool):
    return st.sampled_from(pool)


def _values(enumeration):
    return st.sampled_from(enumeration.values)


def _rows(rows, key=None):
    return st.lists(rows, max_size=3, unique_by=key).map(tuple)


_VERDICTS = _values(policy.Verdict)
_SUITABILITIES = st.one_of(
    st.builds(parsed.ParsedSuitability, verdict=_VERDICTS, condition=_chosen(CONDITIONS), note=_NOTES),
    st.builds(parsed.ParsedSuitability, verdict=_VERDICTS, pattern=_chosen(PATTERNS), note=_NOTES),
)
_CITATIONS = st.builds(
    parsed.ParsedCitation,
    source=_chosen(SOURCES),
    section=_values(policy.Section),
    locator=_NOTES,
    stance=_values(policy.Stance),
    reason=_NOTES,
)
_RELATED_ITEMS = st.one_of(
    st.builds(parsed.ParsedRelatedItem, resource=_chosen(RESOURCES)),
    st.builds(
        parsed.ParsedRelatedItem, pending_title=st.sampled_from(["TENS Pain Relief", "Yoga: a “guide”"])
    ),
)
_NAMES = st.sampled_from(["Dry needling", "A: b", "- c", "1. d", "“e”", "#f", "yes", "2020-01-01"])
_PROSE = rich_text(
    st.sampled_from(["https://example.org/a_b?c=(d)&e", "tel:+441606786782", "page:/factsheets/", "page:/"])
)

#: Every field is there: a page is never silent.
FACTSHEETS = st.builds(
    parsed.ParsedFactsheet,
    title=_NAMES,
    slug=st.just("generated"),
    also_called=st.lists(_NAMES, max_size=3).map(tuple),
    summary=st.text(CHARACTERS, max_size=200),
    therapy_kind=st.one_of(st.none(), st.just(KIND)),
    certainty=st.one_of(st.none(), _values(policy.Certainty)),
    evidence_searched_on=st.one_of(st.none(), st.dates()),
    likely_statement=LINES,
    unlikely_statement=LINES,
    contraindication_state=_values(policy.ContraindicationState),
    regulation=_values(policy.Regulation),
    suitabilities=_rows(_SUITABILITIES, lambda row: (row.condition or row.pattern).name),
    citations=_rows(_CITATIONS),
    associations=_rows(_chosen(ASSOCIATIONS), lambda row: row.name),
    related_items=_rows(_RELATED_ITEMS, lambda row: row.pending_title or row.resource.title),
    **dict.fromkeys(parsed.SECTIONS, _PROSE),
)
