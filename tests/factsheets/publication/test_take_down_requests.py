"""What was asked for ends when it has happened, or when it need not happen any more, and at no other moment."""

from __future__ import annotations

import pytest
from django.utils import timezone

from factsheets.models import FactsheetPage, TakeDownRequest
from factsheets.publication.take_down_requests import RequestRefused, ask_to_take_down
from tests.builders import complete_draft, live, person, publish_signed, put_live, sign_governed_texts
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db
Ending = TakeDownRequest.Ending


@pytest.fixture
def factsheet(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_factsheet)


def make_factsheet() -> FactsheetPage:
    sign_governed_texts()
    factsheet = complete_draft("Massage")
    publish_signed(factsheet)
    return FactsheetPage.objects.get(pk=factsheet.pk)


def ask(factsheet: FactsheetPage, reason: str = "A new trial.") -> TakeDownRequest:
    return ask_to_take_down(factsheet, reason=reason, user=person("Clinical reviewer"), now=timezone.now())


def new_words(factsheet: FactsheetPage) -> FactsheetPage:
    factsheet.summary = "Other words."
    factsheet.save_revision()
    return FactsheetPage.objects.get(pk=factsheet.pk)


def ending(request: TakeDownRequest) -> str:
    request.refresh_from_db()
    assert bool(request.settled_at) is bool(request.settled_as)
    return request.settled_as


def test_it_is_open_until_something_happens(factsheet):
    assert ending(ask(factsheet)) == ""


def test_words_that_are_signed_again_end_it(factsheet):
    request = ask(factsheet)
    publish_signed(new_words(factsheet))
    assert ending(request) == Ending.SIGNED_AGAIN


def test_words_that_nobody_signed_leave_it_open(factsheet):
    request = ask(factsheet)
    put_live(new_words(factsheet))
    assert ending(request) == ""


def test_the_factsheet_taken_down_ends_it_whichever_way(factsheet):
    request = ask(factsheet)
    FactsheetPage.objects.get(pk=factsheet.pk).unpublish()
    assert ending(request) == Ending.TAKEN_DOWN


def test_the_publication_and_the_end_of_another_factsheet_leave_it_open(factsheet):
    request, other = ask(factsheet), live("TENS")
    publish_signed(new_words(other))
    FactsheetPage.objects.get(pk=other.pk).unpublish()
    assert ending(request) == ""


def test_a_publication_without_a_request_makes_none(factsheet):
    publish_signed(new_words(factsheet))
    FactsheetPage.objects.get(pk=factsheet.pk).unpublish()
    assert not TakeDownRequest.objects.exists()


def test_each_refusal_says_why_and_records_nothing(factsheet):
    with pytest.raises(RequestRefused, match="Say why it should be taken down"):
        ask(factsheet, "  ")
    request = ask_to_take_down(factsheet, reason=" It is old. ", user=person("Editor"), now=timezone.now())
    assert request.reason == "It is old."
    with pytest.raises(RequestRefused, match="Somebody has asked for “Massage” to be taken down already"):
        ask_to_take_down(factsheet, reason="Me too.", user=person("Author"), now=timezone.now())
    FactsheetPage.objects.get(pk=factsheet.pk).unpublish()
    with pytest.raises(RequestRefused, match="“Massage” is not public any more"):
        ask_to_take_down(factsheet, reason="Once more.", user=person("Administrator"), now=timezone.now())
    assert TakeDownRequest.objects.count() == 1
