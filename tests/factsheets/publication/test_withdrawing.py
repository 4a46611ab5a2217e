"""Withdrawing a factsheet and undoing it, as staff do it on their screens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import FactsheetPage, SignOff, Version, Withdrawal
from factsheets.page.models.history import standing_withdrawal
from factsheets.publication.withdrawing import WithdrawalRefused, undo_withdrawal, withdraw
from tests.builders import complete_draft, draft, live, person, publish_signed, sign_governed_texts
from tests.factsheets.screens.once_more import record
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

REASON = "Newer studies found that it does harm."


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    page = complete_draft()
    publish_signed(page)
    return fresh(page)


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def take_away(page: FactsheetPage, **fields) -> Withdrawal:
    user = person(username=f"person-{get_user_model().objects.count()}")
    given = {"reason": REASON, "replacement": None, "user": user, "now": timezone.now()} | fields
    return withdraw(page, **given)


def browser_of(role: str) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def withdraw_url(page: FactsheetPage) -> str:
    return reverse("factsheets_withdraw", args=[page.pk])


def undo_url(page: FactsheetPage) -> str:
    return reverse("factsheets_undo_withdrawal", args=[page.pk])


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_editor_withdraws_a_factsheet_and_undoes_it(page):
    editor, other = browser_of("Editor"), live("TENS")
    menu = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert withdraw_url(page) in menu
    assert undo_url(page) not in menu

    response = record(editor, withdraw_url(page), {"reason": REASON, "replacement": other.pk})
    assert "is withdrawn" in said(response)
    assert not fresh(page).live
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.replacement) == (REASON, other)
    assert withdrawal.withdrawn_by.username == "editor"
    assert undo_url(page) in response.content.decode()
    assert withdraw_url(page) not in response.content.decode()

    assert REASON in editor.get(undo_url(page)).content.decode()
    assert "public again" in said(record(editor, undo_url(page), {}))
    assert fresh(page).live
    withdrawal.refresh_from_db()
    assert withdrawal.undone_by.username == "editor"
    assert withdrawal.reason == REASON


def test_the_screen_asks_for_the_reason(page):
    response = browser_of("Editor").post(withdraw_url(page), {"reason": "  ", "replacement": ""})
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").find(class_="error-message")
    assert fresh(page).live


def test_the_screen_names_the_public_pages_that_link_to_it(page, django_capture_on_commit_callbacks):
    link = f'<p>See <a linktype="page" id="{page.pk}">it</a>.</p>'
    with django_capture_on_commit_callbacks(execute=True):
        other, draft = live("TENS", evidence=link), complete_draft("Massage", evidence=link)
    body = browser_of("Editor").get(withdraw_url(page)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) in body
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) not in body


def test_the_log_tells_both_acts_in_words(page):
    editor = browser_of("Editor")
    record(editor, withdraw_url(page), {"reason": REASON, "replacement": ""})
    record(editor, undo_url(page), {})
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert f"Withdrawn: “{REASON}”." in history
    assert "Withdrawal undone." in history
    actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert {"wagtail.unpublish", "factsheets.withdraw", "factsheets.withdraw.undo"} <= set(actions)


@pytest.mark.parametrize("role", ["Author", "Clinical reviewer", "Resource manager"])
def test_nobody_else_may(page, role):
    browser = browser_of(role)
    record(browser, withdraw_url(page), {"reason": REASON, "replacement": ""})
    assert fresh(page).live
    take_away(page)
    record(browser, undo_url(page), {})
    assert Withdrawal.objects.standing().exists()


def test_a_lock_on_the_draft_does_not_hold_it_up(page):
    draft = fresh(page)
    draft.summary = "Another sentence."
    draft.save_revision()
    page.get_workflow().start(fresh(page), user=None)
    administrator = browser_of("Administrator")
    record(administrator, withdraw_url(page), {"reason": REASON, "replacement": ""})
    assert not fresh(page).live


def test_a_schedule_goes_with_it(page):
    draft = fresh(page)
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision().publish(skip_permission_checks=True)
    assert fresh(page).revisions.filter(approved_go_live_at__isnull=False).exists()
    take_away(page)
    assert not fresh(page).revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_is_not_public_cannot_be_withdrawn(page):
    take_away(page)
    with pytest.raises(WithdrawalRefused, match="not public"):
        take_away(page, user=person(username="other"))
    with pytest.raises(WithdrawalRefused, match="not public"):
        take_away(draft("Massage"), user=person(username="third"))
    assert Withdrawal.objects.count() == 1


def hide(page: FactsheetPage) -> FactsheetPage:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


@pytest.mark.parametrize(
    "replacement", [lambda page: page, lambda page: draft("Massage"), lambda page: hide(live("Massage"))]
)
def test_a_replacement_is_another_public_factsheet(page, replacement):
    with pytest.raises(WithdrawalRefused, match="cannot replace it"):
        take_away(page, replacement=replacement(page))
    assert fresh(page).live


def test_a_withdrawn_factsheet_does_not_come_back_by_a_publication(page):
    take_away(page)
    with pytest.raises(PublicationRefused, match="Undo the withdrawal first"):
        fresh(page).get_latest_revision().publish(skip_permission_checks=True)
    assert not fresh(page).live


def test_undone_with_newer_words_in_the_draft_the_old_words_come_back(page):
    change = fresh(page)
    change.summary = "Words that nobody signed."
    change.save_revision()
    take_away(page)
    assert undo_withdrawal(page, user=person("Editor"), now=timezone.now()) == []
    assert fresh(page).live
    assert fresh(page).summary == page.summary
    assert fresh(page).get_latest_revision_as_object().summary == "Words that nobody signed."


def test_undone_without_a_sign_off_it_stays_a_draft_and_says_why(page):
    take_away(page)
    SignOff.objects.filter(factsheet=page).update(withdrawn_at=timezone.now(), withdrawal_reason="An error.")
    response = record(browser_of("Editor"), undo_url(page), {})
    assert "not withdrawn any more, but it is not public yet. Sign-off:" in said(response)
    assert not fresh(page).live
    assert not Withdrawal.objects.standing().exists()
    # Until it is public again its address goes on telling what readers were told.
    told = Client().get(page.get_url())
    assert told.status_code == 410
    assert REASON in told.content.decode()


def test_undoing_twice_is_told(page):
    take_away(page)
    undo_withdrawal(page, user=person("Editor"), now=timezone.now())
    with pytest.raises(WithdrawalRefused, match="not withdrawn any more"):
        undo_withdrawal(page, user=person("Author"), now=timezone.now())


def test_it_can_be_withdrawn_again_and_each_time_is_kept(page):
    take_away(page)
    undo_withdrawal(page, user=person("Editor"), now=timezone.now())
    take_away(page, user=person("Author"), reason="Again.")
    assert Withdrawal.objects.of(page).count() == 2
    assert standing_withdrawal(fresh(page)).reason == "Again."
    assert Version.objects.of(page).count() == 2


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_without_a_reason_nothing_is_withdrawn(page, reason):
    with pytest.raises(WithdrawalRefused, match="Say why"):
        take_away(page, reason=reason)
    assert fresh(page).live
    browser_of("Editor").post(withdraw_url(page), {"reason": reason})
    assert fresh(page).live
    assert not Withdrawal.objects.exists()
