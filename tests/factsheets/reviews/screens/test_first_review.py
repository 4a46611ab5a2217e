"""The first review of what has just gone live is offered to those who record reviews, and never made by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from factsheets.models import FactsheetPage
from tests.builders import complete_draft, live, person, publish_signed, sign, sign_governed_texts
from tests.factsheets.publication.test_workflow import decide
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.once_more import record
from tests.factsheets.staff.dashboard.test_what_to_do_now import sections

from .test_reviews import filled

pytestmark = pytest.mark.django_db

HEADING = "First reviews to record"


@pytest.fixture
def published() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft("TENS")
    publish_signed(page)
    return FactsheetPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    ("role", "is_offered"),
    [("Editor", True), ("Clinical reviewer", True), ("Author", False), ("Administrator", False)],
)
def test_the_first_screen_offers_it_to_those_who_record_reviews(
    published: FactsheetPage, role: str, is_offered: bool
) -> None:
    assert (HEADING in sections(person(role))) is is_offered
    assert not published.reviews.exists()


def test_the_offer_goes_when_the_review_is_recorded(published: FactsheetPage) -> None:
    assert sections(person("Editor", "one"))[HEADING][0].startswith("TENS Signed off and public")
    record(signed_in("Editor"), reverse("factsheet_review", args=[published.pk]), filled(published))
    assert HEADING not in sections(person("Editor", "two"))


def test_examples_drafts_and_what_nobody_signed_are_not_offered() -> None:
    complete_draft("Draft")
    live("Unsigned")
    example = live("Example")
    sign(example)
    FactsheetPage.objects.filter(pk=example.pk).update(is_starter_example=True)
    assert HEADING not in sections(person("Editor"))


def test_the_form_begins_with_what_the_sign_off_says() -> None:
    checked_to = timezone.localdate() - timedelta(days=3)
    page = live()
    sign(page, evidence_checked_to=checked_to)
    response = signed_in("Editor").get(reverse("factsheet_review", args=[page.pk]))
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.find("input", {"name": "evidence_checked_to"})["value"] == f"{checked_to:%d/%m/%Y}"
    assert soup.find("input", {"name": "outcome", "value": "unchanged"}).has_attr("checked")
    assert soup.find("input", {"name": "reviewed_on"})["value"] == f"{timezone.localdate():%d/%m/%Y}"


def waiting_for_sign_off(title: str) -> FactsheetPage:
    page = complete_draft(title)
    page.get_workflow().start(page, user=None)
    decide(person("Editor", f"checks-{title.lower()}"), FactsheetPage.objects.get(pk=page.pk))
    return FactsheetPage.objects.get(pk=page.pk)


def test_after_a_first_sign_off_whoever_records_reviews_is_offered_the_first() -> None:
    sign_governed_texts()
    page, reviewer = waiting_for_sign_off("TENS"), person("Clinical reviewer")
    told = decide(reviewer, page).content.decode()
    assert "no review of it is on record yet" in told
    assert reverse("factsheet_review", args=[page.pk]) in told
    asked = decide(reviewer, waiting_for_sign_off("Massage"), "reject", comment="Name the risks.")
    assert "no review of it is on record yet" not in asked.content.decode()
