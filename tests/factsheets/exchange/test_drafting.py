"""From plain values to a page and back: everything arrives, and what is not named stays."""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from wagtail.documents.models import Document

from factsheets.exchange.drafting import fill
from factsheets.exchange.page_values import gather
from factsheets.exchange.shared_records import ExchangeError
from factsheets.models import Association, Condition, FactsheetPage, LibraryPage, Resource
from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import (
    ParsedAssociation,
    ParsedCitation,
    ParsedCondition,
    ParsedFactsheet,
    ParsedPainPattern,
    ParsedRelatedItem,
    ParsedResource,
    ParsedSource,
    ParsedSuitability,
)
from tests.setting_up.searches import examples

from .storable import FACTSHEETS, KIND

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return LibraryPage.objects.get()


@pytest.fixture
def tens(library):
    return library.add_child(instance=FactsheetPage(title="TENS", slug="tens"))


@settings(
    max_examples=examples(12, long=100),
    # Making a failing example small would run the database for minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(FACTSHEETS)
def test_a_factsheet_survives_page_and_file(library, parsed):
    with transaction.atomic():
        page = FactsheetPage()
        fill(page, parsed)
        assert gather(page) == parsed
        library.add_child(instance=page)
        page.save_revision()
        draft = FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert gather(draft) == parsed

        fill(draft, factsheet_file.read(factsheet_file.write(gather(draft))))
        draft.save_revision()
        draft.save()
        assert gather(FactsheetPage.objects.get(pk=page.pk)) == parsed
        transaction.set_rollback(True)


def test_what_is_none_leaves_the_pages_own(tens):
    fill(tens, ParsedFactsheet(title="TENS", summary="Pulses.", risks="<p>Few.</p>", also_called=("A", "B")))
    fill(tens, ParsedFactsheet(title="TENS", summary=""))
    assert (tens.summary, tens.risks, tens.also_called_names) == ("", "<p>Few.</p>", ["A", "B"])


def test_rows_on_a_saved_page_are_replaced(tens):
    one = ParsedSuitability(verdict="likely", condition=ParsedCondition(name="Sciatica"))
    fill(tens, ParsedFactsheet(title="TENS", suitabilities=(one,)))
    tens.save()
    other = replace(one, verdict="unlikely")
    fill(tens, ParsedFactsheet(title="TENS", suitabilities=(other,)))
    tens.save()
    assert gather(FactsheetPage.objects.get()).suitabilities == (other,)


def test_a_record_is_found_in_any_case_and_never_overwritten(tens):
    Condition.objects.create(name="Sciatica", plain_name="nerve pain")
    named = ParsedCondition(name="  SCIATICA ", plain_name="something else")
    said = fill(
        tens,
        ParsedFactsheet(title="TENS", suitabilities=(ParsedSuitability(verdict="avoid", condition=named),)),
    )
    assert Condition.objects.get().plain_name == "nerve pain"
    assert said.reused == ["condition “Sciatica”"]
    assert not said.created


def test_a_created_record_is_reported_once(tens):
    kinds = {"therapy_kind": KIND, "associations": (ParsedAssociation(name="Society"),)}
    book = ParsedResource(kind="book", title="Book", supplier="Society")
    said = fill(
        tens, ParsedFactsheet(title="TENS", related_items=(ParsedRelatedItem(resource=book),), **kinds)
    )
    assert said.created == ["therapy kind “Needling”", "association “Society”", "resource “Book”"]
    assert Resource.objects.get().supplier == Association.objects.get()


def test_links_to_pages_and_documents_are_stored_by_number(tens, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = Document.objects.create(title="L", file=ContentFile(b"x", name="leaflet.pdf"))
    html = '<p><a href="page:/factsheets/tens/"><b>T</b></a> <a href="document:leaflet.pdf">L</a></p>'
    assert not fill(tens, ParsedFactsheet(title="TENS", risks=html)).left_out
    assert f'<a linktype="page" id="{tens.pk}"><b>T</b></a>' in tens.risks
    assert f'<a linktype="document" id="{document.pk}">L</a>' in tens.risks
    assert gather(tens).risks == html


def test_a_link_that_leads_nowhere_keeps_its_words_and_is_reported(tens):
    html = '<p>See <a href="page:/gone/">this</a> and <a href="document:no.pdf">that</a>.</p>'
    said = fill(tens, ParsedFactsheet(title="TENS", risks=html))
    assert tens.risks == "<p>See this and that.</p>"
    assert len(said.left_out) == 2
    assert all("left out" in sentence for sentence in said.left_out)


def test_a_stored_link_whose_page_is_gone_gives_its_words(tens):
    tens.risks = '<p data-block-key="x">See <a linktype="page" id="987654">this</a>.</p>'
    assert gather(tens).risks == "<p>See this.</p>"


def test_a_related_factsheet_is_linked_or_waits(tens, library):
    page = FactsheetPage(title="Massage", slug="massage")
    items = (ParsedRelatedItem(factsheet="tens"), ParsedRelatedItem(factsheet="alexander-technique"))
    said = fill(page, ParsedFactsheet(title="Massage", related_items=items))
    assert [(item.factsheet, item.pending_title) for item in page.related_items.all()] == [
        (tens, ""),
        (None, "Alexander technique"),
    ]
    assert said.left_out == [
        "There is no factsheet “alexander-technique” yet, so “Alexander technique” waits as a pending title."
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"associations": (ParsedAssociation(name="A", email="no mail"),)},
            "association “A” cannot .* email: ",
        ),
        ({"related_items": (ParsedRelatedItem(pending_title="x" * 201),)}, "related item .* pending title: "),
        ({"associations": (ParsedAssociation(name="A"), ParsedAssociation(name="a"))}, "“A” stands twice"),
        (
            {
                "suitabilities": (
                    ParsedSuitability(verdict="avoid", pattern=ParsedPainPattern(name="B", aspect="feel")),
                    ParsedSuitability(verdict="likely", pattern=ParsedPainPattern(name="b", aspect="feel")),
                )
            },
            "“B” stands twice",
        ),
    ],
)
def test_what_a_form_would_refuse_is_refused_in_a_sentence(tens, values, sentence):
    with pytest.raises(ExchangeError, match=sentence):
        fill(tens, ParsedFactsheet(title="TENS", **values))


def test_a_newer_record_is_linked_where_it_exists(tens):
    new = ParsedResource(kind="book", title="New")
    old = ParsedResource(kind="book", title="Old", replaced_by="new")
    lost = ParsedResource(kind="book", title="Lost", replaced_by="Nowhere")
    said = fill(
        tens,
        ParsedFactsheet(
            title="TENS", related_items=tuple(ParsedRelatedItem(resource=each) for each in (new, old, lost))
        ),
    )
    assert Resource.objects.get(title="Old").replaced_by == Resource.objects.get(title="New")
    assert Resource.objects.get(title="Lost").replaced_by is None
    assert "“Lost” names “Nowhere” as newer" in said.left_out[-1]


def test_sources_of_one_title_differ_by_year(tens):
    old = ParsedSource(kind="guideline", title="Back pain", year=2009)
    sources = (old, replace(old, year=2016), replace(old, title="BACK PAIN", year=2016))
    citations = tuple(ParsedCitation(source=source, section="evidence") for source in sources)
    fill(tens, ParsedFactsheet(title="TENS", citations=citations))
    assert [str(row.source) for row in tens.citations.all()] == [
        "Back pain (2009)",
        "Back pain (2016)",
        "Back pain (2016)",
    ]
