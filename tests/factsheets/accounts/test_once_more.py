"""What matters most asks once more who it is, and loses nothing that was typed."""

from __future__ import annotations

import re
import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, Site, Workflow

from tests.builders import live

from .people import PASSWORD, digits, give_app, member, show_digits, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_for(settings) -> None:
    settings.RECENT_MINUTES = 30


@pytest.fixture
def later(monkeypatch):
    began = time.time()

    def go(minutes: int) -> None:
        moment = began + minutes * 60
        monkeypatch.setattr("backcare.accounts.recently.time.time", lambda: moment)

    return go


def places() -> dict[str, str]:
    group, page, workflow = Group.objects.get(name="Author"), live("Heat"), Workflow.objects.first()
    return {
        "people": reverse("wagtailusers_users:add"),
        "one of them": reverse("wagtailusers_users:edit", args=[member("Author").pk]),
        "a role": reverse("wagtailusers_groups:edit", args=[group.pk]),
        "many people": reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"]) + "?id=1",
        "many pages taken down": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        + f"?id={page.pk}",
        "many pages moved": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        + f"?id={page.pk}",
        "many pages deleted": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        + f"?id={page.pk}",
        "deleting a page": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "hiding a page": reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        "moving a page": reverse("wagtailadmin_pages:move_confirm", args=[page.pk, page.get_parent().pk]),
        "another site": reverse("wagtailsites:add"),
        "the site": reverse("wagtailsites:edit", args=[Site.objects.get().pk]),
        "the end of the site": reverse("wagtailsites:delete", args=[Site.objects.get().pk]),
        "a new step while choosing one": reverse("wagtailadmin_workflows:task_chooser_create"),
        "a workflow of no page": reverse("wagtailadmin_workflows:remove", args=[page.pk]),
        "signing other words": reverse("factsheets_wording_change", args=[1]),
        "signing a warning sign": reverse("factsheets_warning_sign_change", args=[1]),
        "a workflow": reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        "switching it off": reverse("wagtailadmin_workflows:disable", args=[workflow.pk]),
        "taking down": reverse("factsheets_withdraw", args=[page.pk]),
        "signing off": reverse("factsheets_sign_off", args=[1]),
        "taking a sign-off back": reverse("factsheets_withdraw_sign_off", args=[1]),
    }


def test_it_is_asked_before_each_of_them_and_of_nothing_else(later):
    member("Administrator")
    desk = sign_in("administrator")
    there = places()
    before = {name: desk.get(url).headers.get("Location", "") for name, url in there.items()}
    assert not [name for name, location in before.items() if "reauthenticate" in location]
    later(31)
    for name, url in there.items():
        padded = re.sub(r"/([0-9]+)/", r"/0\1/", url)  # Django takes “01” for 1
        for way in (url, padded):
            assert desk.get(way)["Location"].startswith(f"{reverse('account_reauthenticate')}?next="), name
    assert desk.get("/admin/").status_code == 200
    assert desk.get(reverse("wagtailusers_users:index")).status_code == 200
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert desk.get(f"{many}?id={Page.objects.last().pk}").status_code == 200


def test_whoever_proves_it_is_where_they_wanted_to_be(later):
    member("Administrator")
    desk = sign_in("administrator")
    later(31)
    url = reverse("wagtailusers_users:add")
    asked = desk.get(url)["Location"]
    wrong = desk.post(asked, {"password": "wrong", "next": url})
    assert "This password is not right" in wrong.content.decode()
    assert desk.post(asked, {"password": PASSWORD, "next": url})["Location"] == url
    assert desk.get(url).status_code == 200


def test_the_digits_of_the_app_prove_it_too(later):
    user = member("Administrator")
    secret = give_app(user)
    desk = sign_in("administrator")
    show_digits(desk, digits(secret))
    later(31)
    assert desk.get(reverse("wagtailusers_users:add")).status_code == 302
    show_digits(desk, digits(secret, 1), "mfa_reauthenticate")
    assert desk.get(reverse("wagtailusers_users:add")).status_code == 200


def test_a_form_that_was_opened_in_time_is_taken_and_a_late_one_keeps_its_words(later):
    member("Administrator")
    desk = sign_in("administrator")
    url = reverse("wagtailusers_users:add")
    typed = {
        "username": "new",
        "email": "new@example.org",
        "first_name": "Jo",
        "last_name": "Words that I typed",
    }
    assert desk.get(url).status_code == 200
    later(121)
    late = desk.post(url, typed)
    assert late.status_code == 403
    assert "Words that I typed" in late.content.decode()
    assert "Prove it in another window" in late.content.decode()
    later(119)
    assert desk.post(url, typed)["Location"] == reverse("wagtailusers_users:index")


def test_what_is_sent_without_a_form_that_was_opened_in_time_is_late_at_once(later):
    member("Administrator")
    desk = sign_in("administrator")
    opened = reverse("wagtailusers_users:edit", args=[member("Author").pk])
    assert desk.get(opened).status_code == 200
    typed = {"username": "new", "email": "new@example.org", "first_name": "Jo", "last_name": "New"}
    later(31)
    for url in (reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[1])):
        assert desk.post(url, typed).status_code == 403
    assert desk.get(opened).status_code == 302, "which does not open it"
    assert not get_user_model().objects.filter(username="new").exists()


def test_every_name_is_the_name_of_an_address(settings):
    bulk_action_registry.get_bulk_actions_for_model("auth", "user")  # which looks for all of them
    for name in settings.ASK_ONCE_MORE:
        app, model, act = [*name.removeprefix("bulk:").split(":"), "", ""][:3]
        is_done_to_many = name.startswith("bulk:") and any(
            app == each_app and model in ("", each_model) and act in ("", *acts)
            for each_app, models in bulk_action_registry.actions.items()
            for each_model, acts in models.items()
        )
        assert is_done_to_many or any(
            exists(name, arguments)
            for arguments in ([], [1], [1, 2], ["wagtailcore", "groupapprovaltask"], [1, "delete"])
        ), name


def exists(name: str, arguments: list) -> bool:
    try:
        return bool(reverse(name, args=arguments))
    except NoReverseMatch:
        return False
