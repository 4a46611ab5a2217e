"""Dates that have passed: what has done its work is forgotten, and what has not keeps a text back with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import rich_text

from factsheets.models import Disclaimer, FactsheetPage, SafetyAdvice
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from home.models import PlainPage
from tests.builders import (
    complete_draft,
    library,
    live,
    person,
    publish_signed,
    sign_governed_texts,
    superuser,
)
from tests.setting_up import following

from .test_scheduling import run, signed_for_tomorrow, the_day_comes
from .test_workflow import decide, fresh, post

pytestmark = pytest.mark.django_db

LAPSED = "Schedule: its expiry, "


def hour_ago() -> datetime:
    return timezone.now().replace(microsecond=0) - timedelta(hours=1)


def store(text: Any, expired: bool = False, **dates: datetime | None) -> None:
    """The dates in the row and in every draft, as if time had passed."""
    type(text)._default_manager.filter(pk=text.pk).update(expired=expired, **dates)
    for revision in Revision.objects.for_instance(text):
        revision.content |= {name: day and day.isoformat() for name, day in dates.items()}
        revision.save()


def factsheet() -> FactsheetPage:
    sign_governed_texts()
    page = live("TENS")
    publish_signed(page)
    return fresh(page)


def plain_page() -> PlainPage:
    page = library().get_parent().add_child(instance=PlainPage(title="About", body="<p>Us.</p>"))
    page.save_revision().publish()
    return PlainPage.objects.get(pk=page.pk)


def safety_advice() -> SafetyAdvice:
    sign_governed_texts()
    return SafetyAdvice.objects.get()


def disclaimer() -> Disclaimer:
    sign_governed_texts()
    return Disclaimer.objects.get()


KINDS: list[Callable[[], Any]] = [factsheet, plain_page, safety_advice, disclaimer]


def edit_url(text: Any) -> str:
    if isinstance(text, Page):
        return reverse("wagtailadmin_pages:edit", args=[text.pk])
    return reverse(type(text).snippet_viewset.get_url_name("edit"), args=[text.pk])


def the_screen_posts(browser: Client, text: Any, url: str = "") -> dict[str, str]:
    """Every field of the editing screen with the value that it shows."""
    soup = BeautifulSoup(browser.get(url or edit_url(text)).content, "html.parser")
    form = soup.find("form", id="w-editor-form") or soup.find(attrs={"name": "expire_at"}).find_parent("form")
    posted: dict[str, str] = {}
    for field in [*form.find_all(["input", "textarea", "select"]), *soup.find_all(form=form.get("id"))]:
        name, kind = field.get("name"), field.get("type")
        if (
            not name
            or kind in ("submit", "file")
            or (kind in ("checkbox", "radio") and not field.has_attr("checked"))
        ):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            posted[name] = chosen["value"] if chosen else ""
        else:
            posted[name] = field.get("value", "") if field.name == "input" else field.get_text().strip("\n")
    return posted


@pytest.mark.parametrize("make", KINDS)
def test_what_expired_by_schedule_is_saved_and_saved_by_itself_again(make: Callable[[], Any]) -> None:
    text = make()
    store(text, go_live_at=hour_ago() - timedelta(hours=1), expire_at=hour_ago())
    assert run() == ""
    text = type(text).objects.get(pk=text.pk)
    assert (text.live, text.expired) == (False, True)
    draft = text.get_latest_revision_as_object()
    assert (text.expire_at, draft.expire_at, draft.go_live_at) == (None, None, None)
    browser = Client()
    browser.force_login(superuser())
    form = the_screen_posts(browser, text)
    assert not (form.get("go_live_at"))
    assert not (form.get("expire_at"))
    answer = browser.post(edit_url(text), form, headers={"accept": "application/json"})
    assert answer.json()["success"] is True, answer.json()
    response = following.post(browser, edit_url(text), the_screen_posts(browser, text))
    assert "could not be saved" not in response.content.decode()


def test_an_expired_factsheet_is_submitted_signed_and_public_again() -> None:
    page = factsheet()
    store(page, go_live_at=hour_ago() - timedelta(hours=1), expire_at=hour_ago())
    run()
    post(person("Author"), fresh(page), "action-submit", summary="New words.", go_live_at="", expire_at="")
    decide(person("Editor"), fresh(page))
    decide(person("Clinical reviewer"), fresh(page))
    page = fresh(page)
    assert (page.live, page.summary, page.expire_at, page.go_live_at) == (True, "New words.", None, None)


@pytest.mark.parametrize("make", KINDS)
def test_dates_that_an_earlier_release_left_behind_are_healed_when_met(make: Callable[[], Any]) -> None:
    text = make()
    text.unpublish()
    store(text, go_live_at=hour_ago() - timedelta(hours=1), expire_at=hour_ago(), expired=True)
    text = type(text).objects.get(pk=text.pk)
    browser = Client()
    browser.force_login(superuser())
    form = the_screen_posts(browser, text)
    assert not (form.get("go_live_at"))
    assert not (form.get("expire_at"))
    assert "could not be saved" not in browser.post(edit_url(text), form, follow=True).content.decode()
    draft = type(text).objects.get(pk=text.pk).get_latest_revision_as_object()
    assert (draft.expire_at, draft.what_has_lapsed()) == (None, [])


def test_a_draft_whose_expiry_has_passed_is_saved_as_it_is() -> None:
    text = plain_page()
    text.expire_at = hour_ago()
    text.save_revision()
    browser = Client()
    browser.force_login(superuser())
    form = the_screen_posts(browser, text)
    assert form["expire_at"]
    assert "could not be saved" not in browser.post(edit_url(text), form, follow=True).content.decode()
    assert type(text).objects.get(pk=text.pk).get_latest_revision_as_object().expire_at is not None


def test_a_draft_whose_expiry_has_passed_is_not_submitted_and_the_screen_says_why() -> None:
    sign_governed_texts()
    page = complete_draft(expire_at=hour_ago())
    shown = f"{timezone.localtime(hour_ago()):%d/%m/%Y %H:%M}"
    author = person("Author")
    assert "could not be saved" not in post(author, page, expire_at=shown).content.decode()
    body = post(author, fresh(page), "action-submit", expire_at=shown).content.decode()
    assert "Expiry date/time must be in the future." in body
    assert fresh(page).current_workflow_state is None


def test_an_expiry_in_the_past_that_somebody_types_is_refused_in_sight() -> None:
    page = complete_draft()
    body = BeautifulSoup(post(person("Author"), page, expire_at="05/06/2020 10:00").content, "html.parser")
    told = body.find(class_="messages").get_text()
    assert told.count("Expiry date/time: Expiry date/time must be in the future.") == 1
    assert "The dates stand in the panel “Status”" in told
    assert fresh(page).get_latest_revision_as_object().expire_at is None


def test_a_step_is_not_passed_when_the_expiry_has_passed_meanwhile() -> None:
    sign_governed_texts()
    page = complete_draft(expire_at=timezone.now() + timedelta(days=1))
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    store(page, expire_at=hour_ago())
    response = decide(person("Clinical reviewer"), fresh(page))
    assert LAPSED in response.content.decode()
    assert not fresh(page).live
    assert fresh(page).current_workflow_task.name == "Clinical sign-off"
    decide(person("Clinical reviewer", "another"), fresh(page), "reject")
    assert fresh(page).current_workflow_state.status == "needs_changes"


def test_the_editorial_check_names_it_too_and_can_still_ask_for_changes() -> None:
    page = complete_draft(expire_at=timezone.now() + timedelta(days=1))
    page.get_workflow().start(page, user=None)
    store(page, expire_at=hour_ago())
    editor = person("Editor")
    decide(editor, fresh(page))
    assert fresh(page).current_workflow_task.name == "Editorial check"
    decide(editor, fresh(page), "reject")
    assert fresh(page).current_workflow_state.status == "needs_changes"


def test_a_schedule_that_comes_after_its_own_expiry_is_told_and_taken_back() -> None:
    sign_governed_texts()
    page = signed_for_tomorrow(expire_at=timezone.now() + timedelta(days=2))
    the_day_comes(page)
    for revision in page.revisions.all():
        revision.content["expire_at"] = hour_ago().isoformat()
        revision.save()
    assert LAPSED in run()
    assert not fresh(page).live
    assert run() == ""


def test_an_ordinary_page_neither_goes_live_by_schedule_nor_by_hand_after_its_expiry() -> None:
    page = plain_page()
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.expire_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    the_day_comes(page)
    store(page, expire_at=hour_ago())
    assert LAPSED in run()
    page = PlainPage.objects.get(pk=page.pk)
    assert not page.live
    browser = Client()
    browser.force_login(superuser())
    form = the_screen_posts(browser, page) | {"action-publish": "1", "body": rich_text("<p>New.</p>")}
    body = browser.post(edit_url(page), form, follow=True).content.decode()
    assert "Expiry date/time: Expiry date/time must be in the future." in body
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    following.post(browser, bulk)
    assert not PlainPage.objects.get(pk=page.pk).live


def test_the_undoing_of_a_withdrawal_does_not_bring_back_what_has_expired_meanwhile() -> None:
    page, editor = factsheet(), person("Editor")
    withdraw(page, reason="Old.", replacement=None, user=editor, now=timezone.now())
    store(page, expire_at=hour_ago())
    assert LAPSED in " ".join(undo_withdrawal(fresh(page), user=editor, now=timezone.now()))
    assert not fresh(page).live


def test_an_old_revision_with_a_past_expiry_can_be_brought_back() -> None:
    page = factsheet()
    page.expire_at = hour_ago()
    old = page.save_revision()
    page.expire_at = None
    page.save_revision()
    browser = Client()
    browser.force_login(person("Author"))
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    form = the_screen_posts(browser, page, revert)
    assert form["expire_at"]
    body = browser.post(revert, form, follow=True).content.decode()
    assert "could not be saved" not in body
    assert fresh(page).get_latest_revision_as_object().what_has_lapsed()
