"""Editors get a mail at once when a sign-off is withdrawn, and when somebody asks for a factsheet to be taken down."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from factsheets.mail.sending import send_waiting
from factsheets.models import FactsheetPage, OutgoingMail, SafetyAdvice, SignOff
from factsheets.publication.signing_off import SignOffRefused, withdraw_sign_off
from factsheets.publication.take_down_requests import ask_to_take_down
from tests.builders import complete_draft, person, publish_signed, sign, sign_governed_texts
from tests.factsheets.screens.once_more import record
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft("Massage")
    publish_signed(page)
    return FactsheetPage.objects.get(pk=page.pk)


@pytest.fixture(autouse=True)
def people():
    person("Editor", "ann", email="ann@example.org", first_name="Ann", last_name="Editor")
    person("Editor", "bob", email="bob@example.org")
    person("Editor", "gone", email="gone@example.org", is_active=False)
    person("Editor", "silent")
    person("Author", email="author@example.org")


def take_back(decision: SignOff) -> None:
    reviewer = person(username=f"rea-{decision.pk}", first_name="Rea", last_name="Reviewer")
    withdraw_sign_off(decision, user=reviewer, reason="A new trial.", now=timezone.now())


def test_all_active_editors_are_told_at_once(page):
    take_back(SignOff.objects.of(page).get())
    send_waiting(timezone.now())
    assert sorted(each.to[0] for each in mail.outbox) == ["ann@example.org", "bob@example.org"]
    told = mail.outbox[0]
    assert told.subject == "Sign-off withdrawn: Massage"
    for words in (
        "Rea Reviewer has withdrawn",
        "Dr Jo Bloggs",
        "A new trial.",
        "Readers still see these words",
    ):
        assert words in told.body
    assert f"/admin/pages/{page.pk}/edit/" in told.body


def test_a_role_that_was_renamed_is_told_all_the_same(page):
    Group.objects.filter(name="Editor").update(name="Desk")
    take_back(SignOff.objects.of(page).get())
    assert {each.to for each in OutgoingMail.objects.all()} == {"ann@example.org", "bob@example.org"}


def test_if_no_editor_can_be_reached_the_reviewer_reads_so(page, client):
    get_user_model().objects.update(email="")
    client.force_login(person("Clinical reviewer"))
    url = reverse("factsheets_withdraw_sign_off", args=[SignOff.objects.of(page).get().pk])
    response = record(client, url, {"reason": "A new trial."})
    assert "No editor has an e-mail address" in response.content.decode()


def test_once_for_each_withdrawal(page):
    take_back(SignOff.objects.of(page).get())
    take_back(sign(page))
    assert OutgoingMail.objects.count() == 4


def test_a_withdrawal_that_fails_tells_nobody(page):
    decision = SignOff.objects.of(page).get()
    take_back(decision)
    before = OutgoingMail.objects.count()
    with pytest.raises(SignOffRefused, match="withdrawn already"):
        withdraw_sign_off(decision, user=person(username="x"), reason="Again.", now=timezone.now())
    assert OutgoingMail.objects.count() == before


def test_a_draft_is_told_calmly(page):
    page.unpublish()
    take_back(SignOff.objects.of(page).get())
    assert "Readers do not see the words of this sign-off now" in OutgoingMail.objects.first().body


def test_a_governed_text_is_told_with_its_own_advice(page):
    take_back(SignOff.objects.of(SafetyAdvice.objects.get()).get())
    body = OutgoingMail.objects.first().body
    assert "no factsheet can be without them" in body
    assert "/admin/snippets/factsheets/safetyadvice/edit/" in body


def test_a_request_is_mailed_to_all_editors(page):
    reviewer = person("Clinical reviewer", first_name="Rea", last_name="Reviewer")
    ask_to_take_down(page, reason="It does harm.", user=reviewer, now=timezone.now())
    send_waiting(timezone.now())
    assert len(mail.outbox) == 2
    assert mail.outbox[0].subject == "Please take this factsheet down: Massage"
    for words in ("Rea Reviewer asks", "It does harm.", f"/admin/factsheets/{page.pk}/withdraw/"):
        assert words in mail.outbox[0].body
