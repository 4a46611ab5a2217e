"""Whoever prepared an account does not keep it when it gets a colleague's address."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from backcare.background.worker import BackgroundWorker
from tests.builders import person
from tests.factsheets.powers.ways import filled, group, team
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db
PASSWORD = "violet kettle under the bridge"


@pytest.fixture
def desk() -> Client:
    browser = signed_in("Administrator")
    team(get_user_model().objects.get(username="administrator"))
    return browser


@pytest.fixture
def prepared(desk) -> Client:
    """A browser that is signed in to the account of the author, with a password that the administrator set."""
    author = get_user_model().objects.get(username="author")
    author.set_password(PASSWORD)
    author.save()
    browser = Client()
    assert browser.login(username="author", password=PASSWORD)
    return browser


def change(desk: Client, **fields: object) -> list[str]:
    author = get_user_model().objects.get(username="author")
    address = reverse("wagtailusers_users:edit", args=[author.pk])
    return following.post(desk, address, filled(desk, address) | fields).said


def written_to() -> list[str]:
    """To whom the mails went that were waiting."""
    while BackgroundWorker().once():
        pass
    return [address for each in mail.outbox for address in each.to]


def is_in(browser: Client) -> bool:
    return browser.get(reverse("wagtailadmin_home")).status_code == 200


def test_neither_password_nor_session_outlives_the_old_address(desk, prepared):
    said = change(desk, email="doctor@example.org", groups=[group("Clinical reviewer").pk])
    author = get_user_model().objects.get(username="author")
    assert author.email == "doctor@example.org", said
    assert not author.has_usable_password()
    assert not is_in(prepared)
    assert not Client().login(username="author", password=PASSWORD)
    assert "doctor@example.org" in written_to()


def test_an_invitation_goes_to_the_new_address_alone(desk, prepared):
    change(desk, email="between@example.org")
    assert "between@example.org" in written_to()
    assert not is_in(prepared)
    assert not get_user_model().objects.get(username="author").has_usable_password()


def test_another_name_costs_nobody_a_password(desk, prepared):
    change(desk, first_name="Another")
    assert get_user_model().objects.get(username="author").first_name == "Another"
    assert is_in(prepared)


def test_the_form_says_so(desk):
    author = person("Author", "second")
    words = desk.get(reverse("wagtailusers_users:edit", args=[author.pk])).content.decode()
    assert "Another address makes the account anew" in words
