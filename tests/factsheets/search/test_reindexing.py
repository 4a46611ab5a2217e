"""What can be searched follows what is shown."""

from __future__ import annotations

import pytest
from django.utils import timezone

from factsheets.models import Association, Condition, FactsheetAssociation, FactsheetPage, Suitability
from factsheets.publication.withdrawing import withdraw
from tests.builders import complete_draft, live, put_live, suits, superuser
from tests.search_index import catch_up, index_everything

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    catch_up()
    return [page.title for page in FactsheetPage.objects.for_readers_who_search().search(words)]


def test_title_summary_and_sections_are_searched():
    live("Massage", introduction="<p>Some people try yoga as well, and yoga again.</p>")
    live("Pilates", summary="Exercises a little like yoga. They may ease pain.")
    live("Yoga")
    index_everything()
    assert sorted(found("yoga")) == ["Massage", "Pilates", "Yoga"]


@pytest.mark.parametrize(
    "field", ["introduction", "mechanism", "procedure", "evidence", "risks", "qualifications"]
)
def test_the_words_of_every_section_are_found_and_its_tags_are_not(field):
    page = live("TENS", **{field: "<p>First</p><ul><li>zygapophyseal</li><li>joints</li></ul>"})
    index_everything()
    assert found("zygapophyseal") == ["TENS"]
    assert "First:\n• zygapophyseal;\n• joints" in page.words_of_sections()


def test_a_statement_is_no_html():
    page = complete_draft(likely_statement="Pain for < 6 weeks, or > 12.")
    assert "Pain for < 6 weeks, or > 12." in page.words_of_sections()


def test_a_factsheet_is_found_by_every_name_of_its_conditions_and_associations():
    page = live("TENS")
    disc = Condition.objects.create(
        name="Prolapsed disc", plain_name="worn cushion", other_names="slipped disk\nbulge"
    )
    suits(page, "likely", disc)
    society = Association.objects.create(name="Society of Tingling", abbreviation="SOTX")
    FactsheetAssociation.objects.create(page=page, association=society)
    index_everything()
    for words in ("prolapsed", "cushion", "slipped disk", "bulge", "tingling", "SOTX"):
        assert found(words) == ["TENS"], words


def test_publication_finds_the_rows_that_it_brought():
    page = complete_draft("TENS")
    index_everything()
    draft = page.get_latest_revision_as_object()
    draft.suitabilities = [Suitability(verdict="likely", condition=Condition.objects.create(name="Lumbago"))]
    put_live(page, draft.save_revision())
    assert found("lumbago") == ["TENS"]


def test_a_renamed_record_is_found_by_its_new_name_and_no_longer_by_its_old_one():
    page = live("TENS")
    lumbago = Condition.objects.create(name="Lumbago")
    suits(page, "likely", lumbago)
    society = Association.objects.create(name="Tingling circle")
    FactsheetAssociation.objects.create(page=page, association=society)
    index_everything()
    lumbago.name = "Ischialgia"
    lumbago.save()
    society.name = "Buzzing circle"
    society.save()
    assert found("ischialgia") == found("buzzing") == ["TENS"]
    assert found("lumbago") == found("tingling") == []


def test_what_is_taken_down_or_withdrawn_is_found_no_longer():
    gone, withdrawn = live("TENS"), live("Massage")
    index_everything()
    gone.unpublish()
    withdraw(withdrawn, reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    assert found("TENS") == found("massage") == []
