"""Ways round the workflow that make a factsheet of their own, and the governed texts; see also test_every_way."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import Disclaimer, FactsheetPage, ReviewerProfile, SafetyAdvice, SignOff
from factsheets.publication.signing_off import SignOffDecision, SignOffRefused, decide
from factsheets.signing.formats.shown_words import shown_words
from tests.builders import (
    as_loaded,
    complete_draft,
    library,
    live,
    person,
    shown_of,
    sign_governed_texts,
    superuser,
)

from .test_workflow import form_of

pytestmark = pytest.mark.django_db

EVERYBODY = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator", "superuser"]


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(superuser() if who == "superuser" else person(who))
    return client


def is_live(page: FactsheetPage) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("who", EVERYBODY)
def test_not_by_creating_and_publishing_in_one_go(who):
    page = complete_draft()
    data = form_of(page, title="Osteopathy", slug="osteopathy") | {"action-publish": "1"}
    signed_in(who).post(
        reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk]), data
    )
    assert not FactsheetPage.objects.filter(slug="osteopathy", live=True).exists()


@pytest.mark.parametrize("who", ["Editor", "superuser"])
def test_the_screen_of_a_new_factsheet_offers_no_publication(who):
    shown = (
        signed_in(who)
        .get(reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk]))
        .content.decode()
    )
    assert "action-submit" in shown
    assert "action-publish" not in shown


@pytest.mark.parametrize("who", ["Editor", "Administrator", "superuser"])
def test_a_copy_of_a_public_factsheet_is_a_draft(who):
    page = live()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": library().pk, "publish_copies": "on"}
    signed_in(who).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert not FactsheetPage.objects.filter(slug="copy", live=True).exists()


@pytest.mark.parametrize("who", ["Editor", "Administrator", "superuser"])
def test_an_alias_of_a_public_factsheet_does_not_go_live(who):
    page = live()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": library().pk, "alias": "on"}
    signed_in(who).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert not FactsheetPage.objects.filter(slug="copy", live=True).exists()


def test_not_by_code_with_a_user():
    page = complete_draft()
    with pytest.raises(PermissionDenied):
        page.get_latest_revision().publish(user=superuser())
    assert not is_live(page)


def test_not_by_adding_a_live_page_in_code():
    page = library().add_child(instance=FactsheetPage(title="Osteopathy", live=True))
    assert not is_live(page)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_governed_texts_neither(who, model):
    text = model.objects.get()
    words = (
        {"text": rich_text("<p>Words.</p>")}
        if model is Disclaimer
        else {"emergency_points": "you cannot pee"}
    )
    headings = {
        f"{level}_{part}": getattr(text, f"{level}_{part}", "")
        for level in ("emergency", "urgent", "non_urgent")
        for part in ("heading", "points")
    }
    data = nested_form_data(headings | words | {"action-publish": "1", "comments": inline_formset([])})
    data |= as_loaded(text)
    signed_in(who).post(reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk]), data)
    assert not model.objects.get().live


def test_the_copy_of_an_example_is_no_example():
    page = live()
    FactsheetPage.objects.filter(pk=page.pk).update(is_starter_example=True)
    copy = FactsheetPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert not copy.is_starter_example
    assert not is_live(copy)


@pytest.mark.parametrize("role", ["Editor", "Clinical reviewer"])
def test_a_closed_account_decides_no_step(role):
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    if role == "Clinical reviewer":
        page.current_workflow_task_state.approve(user=person("Editor", "another"))
    state = FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state
    task, user = state.task.specific, person(role)
    assert task.may_decide(user)
    assert list(task.get_task_states_user_can_moderate(user)) == [state]
    user.is_active = False
    assert not task.may_decide(user)
    assert not task.get_task_states_user_can_moderate(user)
    assert task.get_actions(page, user) == []
    assert task.locked_for_user(page, user)
    if role == "Clinical reviewer":
        by = ReviewerProfile(
            user=user, registered_name="A", role="GP", professional_body="B", registration_number="1"
        )
        decision = SignOffDecision(
            SignOff.Outcome.SIGNED_OFF, shown_words(shown_of(page)), timezone.localdate(), ""
        )
        with pytest.raises(SignOffRefused):
            decide(state, decision, by=by, now=timezone.now())
