"""No output names a verdict without the statement of its list and the stance of the sources: for any library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factsheets.language.vocabulary import PUBLIC_HEADINGS, Section, SourceKind, Stance, Verdict
from factsheets.models import Citation, Condition, FactsheetPage, PainPattern, Source, Suitability, Version
from factsheets.outputs.caveats import caveat_of
from factsheets.outputs.pdf.document import document_html
from factsheets.outputs.pdf.edition import Edition
from factsheets.signing.formats.clinical_content import Content, fingerprint
from tests.builders import live, put_live, sign_governed_texts
from tests.search_index import index_everything
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

TITLES = ("Massage", "Osteopathy", "Yoga")
SUBJECTS = ("Sciatica", "Spondylosis", "Numb toes", "Burning")  # the last one is a pain pattern


class Row(NamedTuple):
    title: str
    subject: str
    verdict: str


class Library(NamedTuple):
    """Rows, and for each factsheet its statements by verdict, and its sources: section, stance and kind."""

    rows: dict[tuple[str, str], str]
    statements: dict[tuple[str, str], bool]
    sources: list[tuple[str, str, str, str]]

    def all_rows(self) -> list[Row]:
        return [Row(title, subject, verdict) for (title, subject), verdict in self.rows.items()]


class Output(NamedTuple):
    """One way in which readers or programs get what factsheets say: what it gives, and the rows that it shows."""

    read: Callable[[Client], str]
    shows: Callable[[Row], bool]


def at(address: str) -> Callable[[Client], str]:
    def read(client: Client) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return read


def context_of(title: str) -> dict[str, Any]:
    request = RequestFactory().get("/")
    request.is_preview = True  # type: ignore[attr-defined]
    return FactsheetPage.objects.get(title=title).get_context(request)


def paper(title: str, edition: Edition) -> Callable[[Client], str]:
    return lambda client: document_html(
        context_of(title), edition=edition, address="https://backcare.example/x/"
    )


def preview(title: str) -> Callable[[Client], str]:
    def read(client: Client) -> str:
        page = FactsheetPage.objects.get(title=title)
        return page.make_preview_request(preview_mode="").render().content.decode()

    return read


def of(title: str) -> Callable[[Row], bool]:
    return lambda row: row.title == title


def about(*subjects: str) -> Callable[[Row], bool]:
    return lambda row: row.subject in subjects


def every(row: Row) -> bool:
    return True


#: Every output that names verdicts. A new one belongs here: `test_addresses_that_name_verdicts` finds those that are missing.
OUTPUTS: dict[str, Output] = {
    "/factsheets/massage/": Output(at("/factsheets/massage/"), of("Massage")),
    "preview": Output(preview("Massage"), of("Massage")),
    "factsheet.pdf": Output(paper("Massage", Edition.FACTSHEET), of("Massage")),
    "large-print.pdf": Output(paper("Massage", Edition.LARGE_PRINT), of("Massage")),
    "history": Output(at("/factsheets/massage/history/"), of("Massage")),
    "a copy that was replaced": Output(at("/v/ABC-234T/"), of("Massage")),
    "/conditions/sciatica/": Output(at("/conditions/sciatica/"), about("Sciatica")),
    "/find/": Output(
        at("/find/?condition=sciatica&condition=spondylosis&condition=numb-toes&pain=burning"), every
    ),
    "/compare/": Output(at("/compare/?a=massage&b=osteopathy&c=yoga"), every),
    "/search/ naming a condition": Output(at("/search/?q=needles+sciatica"), about("Sciatica")),
    "/search/ naming two": Output(
        at("/search/?q=sciatica+spondylosis"),
        lambda row: False,  # which are found depends on the rows: see the next test
    ),
    "/search/ naming a pain pattern": Output(at("/search/?q=needles+burning+back+pain"), about("Burning")),
    "/search/ narrowed": Output(at("/search/?q=needles&condition=sciatica"), about("Sciatica")),
    "/search/ in a statement": Output(at("/search/?q=statements"), lambda row: False),
    "/api/v1/search": Output(at("/api/v1/search?q=needles"), every),
    "/api/v1/search narrowed": Output(at("/api/v1/search?q=needles&condition=sciatica"), about("Sciatica")),
}
STATEMENTS = st.dictionaries(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(Verdict.values)), st.booleans(), max_size=9
)
LIBRARIES = st.builds(
    Library,
    rows=st.dictionaries(
        st.tuples(st.sampled_from(TITLES), st.sampled_from(SUBJECTS)),
        st.sampled_from(Verdict.values),
        max_size=12,
    ),
    statements=STATEMENTS,
    sources=st.lists(
        st.tuples(
            st.sampled_from(TITLES),
            st.sampled_from(Section.values),
            st.sampled_from(Stance.values),
            st.sampled_from(SourceKind.values),
        ),
        max_size=9,
    ),
)
#: Each list has a row, a statement and a source against it.
FULL = Library(
    rows={
        (title, subject): verdict
        for title in TITLES
        for subject, verdict in zip(SUBJECTS, (*Verdict.values, "likely"), strict=True)
    },
    statements={(title, verdict): True for title in TITLES for verdict in Verdict.values},
    sources=[
        (title, section, "against", "guideline")
        for title in TITLES
        for section in ("evidence", "unlikely", "avoid")
    ],
)


@pytest.fixture
def pages(made_once: MadeOnce):
    return made_once(make_pages)


def make_pages():
    sign_governed_texts()
    subjects = {name: Condition.objects.create(name=name) for name in SUBJECTS[:3]}
    subjects["Burning"] = PainPattern.objects.create(name="Burning", aspect="feel")
    pages = {title: live(title) for title in TITLES}
    Version.objects.filter(factsheet=pages["Massage"]).update(code="ABC234T")
    put_live(FactsheetPage.objects.get(title="Massage"))
    return pages, subjects


def fill(pages: dict[str, FactsheetPage], subjects: dict[str, Any], library: Library) -> None:
    for title, page in pages.items():
        said = {
            verdict: f"Of the statements of {title} this is {verdict}, zyzzyva." if given else ""
            for verdict in Verdict.values
            for given in [library.statements.get((title, verdict), False)]
        }
        FactsheetPage.objects.filter(pk=page.pk).update(
            likely_statement=said["likely"],
            unlikely_statement=said["unlikely"],
            contraindication_statement=f"<p>{said['avoid']}</p>" if said["avoid"] else "",
        )
    Suitability.objects.bulk_create(
        Suitability(
            page=pages[title],
            verdict=verdict,
            **{"pattern" if subject == "Burning" else "condition": subjects[subject]},
        )
        for (title, subject), verdict in library.rows.items()
    )
    for number, (title, section, stance, kind) in enumerate(library.sources):
        source = Source.objects.create(kind=kind, title=f"Qwertz {number} of {title}", year=2000 + number)
        Citation.objects.create(page=pages[title], source=source, section=section, stance=stance)
    index_everything()


def told(markup: str) -> str:
    """All the words of an output in one line; of JSON its text."""
    if markup.startswith("{"):
        return " ".join(markup.replace("\\u201c", "“").replace("\\u201d", "”").split())
    return " ".join(unescape(BeautifulSoup(markup, "html.parser").get_text(" ")).split())


def lacking(text: str, rows: list[Row]) -> Iterator[str]:
    """What should stand beside these rows and does not."""
    packed = text.replace(" ", "")
    for title, verdict in {(row.title, row.verdict) for row in rows}:
        caveat = caveat_of(FactsheetPage.objects.get(title=title), verdict)
        wanted = [caveat.statement, *(f"{each.words}: {each.source}." for each in caveat.objections)]
        yield from (words for words in wanted if words.replace(" ", "") not in packed)


def under_a_plain_sign(markup: str) -> set[str]:
    """The titles of all factsheets in what has the plain sign of “most likely to help”."""
    soup = BeautifulSoup(markup, "html.parser")
    parts = soup.select(".verdict--likely:not(.verdict--contested) li > a")
    said = soup.select(".said--likely:not(.said--contested)")
    hits = [each.find_parent("li").select_one(".hit-title") for each in said]
    page = soup.h1 if soup.select("#might-it-help .verdict--likely:not(.verdict--contested)") else None
    return {each.get_text(strip=True) for each in [*parts, *hits, *([page] if page else [])]} & set(TITLES)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(library=LIBRARIES)
@example(library=FULL)
@example(
    library=Library(rows={}, statements={}, sources=[("Massage", "introduction", "against", "guideline")])
)
def test_no_output_names_a_verdict_without_its_caveat(client, pages, library):
    with transaction.atomic():
        fill(*pages, library)
        contested = {
            title
            for title in TITLES
            if caveat_of(FactsheetPage.objects.get(title=title), "likely").is_contested
        }
        spoke_about_sciatica = any(row.subject == "Sciatica" for row in library.all_rows())
        for name, output in OUTPUTS.items():
            if not spoke_about_sciatica and name in ("/conditions/sciatica/", "/api/v1/search narrowed"):
                continue  # there is none
            markup = output.read(client)
            shown = [row for row in library.all_rows() if output.shows(row)]
            assert list(lacking(told(markup), shown)) == [], name
            assert not under_a_plain_sign(markup) & contested, name
        transaction.set_rollback(True)


def test_whatever_is_found_every_hit_has_the_caveat_of_what_it_says(client, pages):
    """Of questions of which not every factsheet is an answer: each hit by itself."""
    fill(*pages, FULL)
    for q in ("sciatica spondylosis", "statements", "zyzzyva likely", "burning pain", "numb toes sciatica"):
        soup = BeautifulSoup(client.get("/search/", {"q": q}).content, "html.parser")
        assert soup.select("ol.hits .hit"), q
        for hit in soup.select("ol.hits .hit"):
            page = FactsheetPage.objects.get(title=hit.select_one(".hit-title").get_text(strip=True))
            for verdict in Verdict.values:
                heading = hit.select_one(".excerpt-heading")
                named = hit.select_one(f".said--{verdict}") or (
                    heading and heading.get_text() == PUBLIC_HEADINGS[verdict]
                )
                row = Row(page.title, "", verdict)
                assert not named or list(lacking(told(str(hit)), [row])) == [], q


def test_a_program_gets_each_list_with_its_caveat(client, pages):
    fill(*pages, FULL)
    for found in client.get("/api/v1/search?q=needles").json()["factsheets"]:
        page = FactsheetPage.objects.get(title=found["title"])
        assert [each["verdict"] for each in found["verdicts"]] == Verdict.values
        for each in found["verdicts"]:
            caveat = caveat_of(page, each["verdict"])
            assert each["rows"]
            assert each["statement"] == caveat.statement != ""
            assert [objection["words"] for objection in each["objections"]] == [
                objection.in_words for objection in caveat.objections
            ]
            assert each["is_contested"] is True


def test_what_readers_get_as_caveat_is_signed(pages):
    """Statements, stances and all that the words about a source are made of are in the fingerprint."""
    fill(*pages, FULL)
    page = FactsheetPage.objects.get(title="Massage")

    def signed() -> str:
        content: Content = FactsheetPage.objects.get(pk=page.pk).clinical_content()
        return fingerprint(content)

    for change in (
        lambda: FactsheetPage.objects.filter(pk=page.pk).update(likely_statement="Other."),
        lambda: FactsheetPage.objects.filter(pk=page.pk).update(unlikely_statement="Other."),
        lambda: FactsheetPage.objects.filter(pk=page.pk).update(contraindication_statement="<p>Other.</p>"),
        lambda: page.citations.update(stance="neutral"),
        lambda: page.citations.update(section="likely"),
        lambda: Source.objects.update(kind="trial"),
        lambda: Source.objects.update(authors="Another body"),
        lambda: Source.objects.update(year=None),
    ):
        before = signed()
        with transaction.atomic():
            change()
            assert signed() != before
            transaction.set_rollback(True)
