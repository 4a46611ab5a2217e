"""Nobody, superuser included, publishes a factsheet but through its workflow."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import Disclaimer, FactsheetPage, SafetyAdvice
from tests.builders import as_loaded, complete_draft, library, live, person, superuser
from tests.factsheets.editorial.test_workflow import form_of

pytestmark = pytest.mark.django_db

EVERYBODY = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator", "superuser"]


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(superuser() if who == "superuser" else person(who))
    return client


def is_live(page: FactsheetPage) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("who", EVERYBODY)
def test_not_from_the_editing_screen(who):
    page = complete_draft()
    client = signed_in(who)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(url, form_of(page) | {"action-publish": "1"})
    assert not is_live(page)
    if who != "Resource manager" and who != "Clinical reviewer":
        assert "action-publish" not in client.get(url).content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_not_by_creating_and_publishing_in_one_go(who):
    page = complete_draft()
    data = form_of(page, title="Osteopathy", slug="osteopathy") | {"action-publish": "1"}
    signed_in(who).post(
        reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk]), data
    )
    assert not FactsheetPage.objects.filter(slug="osteopathy", live=True).exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_not_by_bulk_action(who):
    page = complete_draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    signed_in(who).post(url)
    assert not is_live(page)


@pytest.mark.parametrize("who", ["Administrator", "superuser"])
def test_not_by_bulk_publishing_the_library_with_all_below_it(who):
    page = complete_draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={library().pk}"
    signed_in(who).post(url, {"include_descendants": "on"})
    assert not is_live(page)


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


def test_not_by_code_without_a_user():
    page = complete_draft()
    with pytest.raises(PermissionDenied, match="goes live through its workflow only"):
        page.get_latest_revision().publish()
    assert not is_live(page)


def test_not_by_adding_a_live_page_in_code():
    page = library().add_child(instance=FactsheetPage(title="Osteopathy", live=True))
    assert not is_live(page)


def test_not_by_a_schedule_that_nobody_signed_off():
    page = complete_draft(go_live_at=timezone.now() - timezone.timedelta(hours=1))
    call_command("publish_scheduled")
    assert not is_live(page)


@pytest.mark.parametrize("who", ["Administrator", "superuser"])
def test_not_by_publishing_an_old_revision(who):
    page = live()
    old = page.get_latest_revision()
    page.summary = "Another sentence."
    page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    signed_in(who).post(url, form_of(page, summary="Old words") | {"action-publish": "1"})
    assert Revision.objects.get(pk=Page.objects.get(pk=page.pk).live_revision_id) == old


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
