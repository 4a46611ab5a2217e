"""What the editing screen of a governed text says of its way to readers: it knows no editorial check."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from factsheets.models import GOVERNED_TEXTS
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts, sign_warning_advice
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.warning_signs.screens.story import words
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

by_text = pytest.mark.parametrize("model", GOVERNED_TEXTS, ids=[each.__name__ for each in GOVERNED_TEXTS])


@pytest.fixture(autouse=True)
def signed_texts(made_once: MadeOnce) -> None:
    made_once(make_signed_texts)


def make_signed_texts() -> None:
    sign_governed_texts()
    sign_warning_advice()


def screen(browser: Client, model: type) -> str:
    text = model.objects.get()
    return words(browser.get(reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk])))


@by_text
@pytest.mark.parametrize("role", ["Editor", "Clinical reviewer"])
def test_signed_words_go_to_a_clinician_whatever_is_changed(model, role):
    shown = screen(signed_in(role), model)
    assert "Whatever you change goes to a clinical reviewer before readers see it." in shown
    assert "associations" not in shown
    assert "editorial check alone" not in shown


@by_text
def test_new_words_go_straight_to_a_clinician(model):
    text = model.objects.get().get_latest_revision_as_object()
    name = model.signed_fields[-1]
    setattr(text, name, getattr(text, name).replace("e", "E", 1))
    text.save_revision()
    shown = screen(signed_in("Editor"), model)
    assert "When it is submitted, a clinical reviewer signs it off: there is no editorial check." in shown
    assert "An editor checks it" not in shown


def test_a_factsheet_is_checked_by_an_editor_and_only_its_signed_words_by_a_clinician():
    page = complete_draft()
    browser, address = Client(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    browser.force_login(person("Editor"))
    assert "An editor checks it, then a clinical reviewer signs it off." in words(browser.get(address))
    publish_signed(page)
    assert "it goes live after the editorial check alone" in words(browser.get(address))


@by_text
@pytest.mark.parametrize("by", ["superuser", "group"])
def test_no_button_says_that_it_publishes_what_it_only_saves(model, by):
    """Whatever permissions a group of the charity's own was given."""
    if by == "group":
        group = Group.objects.create(name="Helpers")
        names = [f"{act}_{model._meta.model_name}" for act in ("change", "publish", "view")]
        group.permissions.set(Permission.objects.filter(codename__in=[*names, "access_admin"]))
        browser = Client()
        helper = get_user_model().objects.create_user("helper")
        helper.groups.add(group)
        browser.force_login(helper)
    else:
        browser = signed_in("superuser")
    text = model.objects.get()
    response = browser.get(reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk]))
    assert response.status_code == 200
    assert "action-publish" not in response.content.decode()
