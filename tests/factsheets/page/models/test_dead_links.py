"""A factsheet that would lead readers to a page which is not public does not go live."""

from __future__ import annotations

import pytest
from wagtail.documents.models import Document

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import FactsheetPage, RelatedItem
from tests.builders import complete_draft, live, publish_signed, sign_governed_texts
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


def link_to(number: int) -> str:
    return f'<p>See <a linktype="page" id="{number}">the <b>other</b> one</a>.</p>'


def linking(number: int, **fields: str) -> FactsheetPage:
    page = complete_draft("Heat", procedure=link_to(number), **fields)
    return FactsheetPage.objects.get(pk=page.pk)


SENTENCE = "Procedure: the link “the other one” leads to a page that is not public. Change or remove it."


def test_a_link_to_a_public_page_is_no_obstacle():
    assert linking(live("TENS").pk).what_surrounds_it_lacks() == []


def test_a_link_to_a_draft_is_named():
    assert linking(complete_draft("TENS").pk).what_surrounds_it_lacks() == [SENTENCE]


def test_a_link_to_a_page_that_was_deleted_is_named():
    assert linking(999_999).what_surrounds_it_lacks() == [SENTENCE]


def test_a_link_to_a_page_that_was_taken_down_keeps_the_words_back():
    other = live("TENS")
    page = linking(other.pk)
    publish_signed(page)
    other.unpublish()
    with pytest.raises(PublicationRefused, match="leads to a page that is not public"):
        FactsheetPage.objects.get(pk=page.pk).save_revision().publish(skip_permission_checks=True)


def test_relevant_information_that_is_not_public_is_named_and_a_title_to_come_is_not():
    page = complete_draft("Heat")
    row = RelatedItem.objects.create(page=page, factsheet=complete_draft("TENS"))
    page = FactsheetPage.objects.get(pk=page.pk)
    assert page.what_surrounds_it_lacks() == [
        "Relevant information: the factsheet “TENS” is not public. Name it as a title to come, or remove the row."
    ]
    row.delete()
    RelatedItem.objects.create(page=page, pending_title="TENS")
    assert FactsheetPage.objects.get(pk=page.pk).what_surrounds_it_lacks() == []


@pytest.mark.parametrize("marks", ['linktype="document" id="{}"', 'id="{}" linktype="document"'])
def test_a_link_to_a_document_that_was_deleted_is_named(marks):
    words = f"<p>See <a {marks.format(999_999)}>the leaflet</a>.</p>"
    page = FactsheetPage.objects.get(pk=complete_draft("Heat", procedure=words).pk)
    assert page.what_surrounds_it_lacks() == [
        "Procedure: the link “the leaflet” leads to a document that readers cannot open. Change or remove it."
    ]
    kept = Document.objects.create(pk=999_999, title="A leaflet", file="documents/leaflet.pdf")
    assert page.what_surrounds_it_lacks() == []
    assert str(kept) == "A leaflet"
