"""What lets somebody in lets them in once: digits, recovery codes, invitations; and what was taken away is gone at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from backcare.background.worker import BackgroundWorker
from factsheets.accounts.password_links import _link
from tests.factsheets.powers.ways import edit, in_bulk, team
from tests.factsheets.screens.kinds import signed_in

from .people import PASSWORD, digits, give_app, is_in, member, show_digits, sign_in
from .test_signing_in import choose, link_in

GONE = "does not work any more"


def recovery_code(user: AbstractUser, _secret: str) -> str:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]


def digits_now(_user: AbstractUser, secret: str) -> str:
    return digits(secret)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", [recovery_code, digits_now])
def test_of_two_browsers_with_one_code_at_the_same_moment_one_is_let_in(
    code: Callable[[AbstractUser, str], str],
) -> None:
    user = member("Author")
    shown = code(user, give_app(user))
    browsers, barrier = [sign_in("author"), sign_in("author")], Barrier(2)

    def show(browser: Client) -> None:
        barrier.wait(timeout=20)
        show_digits(browser, shown)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(show, browsers))
    assert sorted(is_in(browser) for browser in browsers) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_four_who_send_one_link_at_the_same_moment_one_sets_the_password() -> None:
    user = member("Author")
    link = _link(user).removeprefix(settings.SITE_URL)
    browsers, words = [Client() for _ in range(4)], [f"{PASSWORD} {number}" for number in range(4)]
    forms = [browser.get(link)["Location"] for browser in browsers]
    for browser, form in zip(browsers, forms, strict=True):
        assert browser.get(form).status_code == 200
    barrier = Barrier(4)

    def send(number: int) -> str:
        barrier.wait(timeout=20)
        typed = {"password1": words[number], "password2": words[number]}
        said = browsers[number].post(forms[number], typed, follow=True).content.decode()
        connection.close()
        return said

    with ThreadPoolExecutor(4) as all_of_them:
        said = list(all_of_them.map(send, range(4)))
    assert sorted("Your password is set" in each for each in said) == [False, False, False, True]
    assert sum(GONE in each for each in said) == 3
    user.refresh_from_db()
    assert user.check_password(words[["Your password is set" in each for each in said].index(True)])


@pytest.fixture
def invited(db: None) -> tuple[AbstractUser, str]:
    """Somebody new, and the link that they got."""
    desk = signed_in("Administrator")
    typed = {"username": "new", "email": "new@example.org", "first_name": "Jo", "last_name": "Bloggs"}
    desk.post(reverse("wagtailusers_users:add"), typed)
    while BackgroundWorker().once():
        pass
    link = link_in(mail.outbox[-1].body)
    mail.outbox.clear()
    return get_user_model().objects.get(username="new"), link


def used_before(_new: AbstractUser, link: str) -> None:
    assert "Your password is set" in choose(Client(), link, PASSWORD)


def sent_to_another_address(new: AbstractUser, _link: str) -> None:
    new.email = "moved@example.org"
    new.save()


def of_somebody_switched_off(new: AbstractUser, _link: str) -> None:
    new.is_active = False
    new.save()


@pytest.mark.parametrize("why", [used_before, sent_to_another_address, of_somebody_switched_off])
def test_an_invitation_that_is_no_good_any_more_sets_no_password(
    why: Callable[[AbstractUser, str], None], invited: tuple[AbstractUser, str]
) -> None:
    new, link = invited
    why(new, link)
    before = get_user_model().objects.get(pk=new.pk).password
    assert GONE in choose(Client(), link, PASSWORD[::-1])
    assert get_user_model().objects.get(pk=new.pk).password == before


def test_nor_does_one_that_is_too_old(
    invited: tuple[AbstractUser, str], monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    new, link = invited
    for seconds, works in ((1, False), (-60, True)):
        later = datetime.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + seconds)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self, later=later: later)
        assert (GONE not in choose(Client(), link, PASSWORD)) is works
    new.refresh_from_db()
    assert new.check_password(PASSWORD)


def test_of_somebody_who_got_a_role_meanwhile_it_sets_the_password_and_opens_nothing_before_the_second_factor(
    invited: tuple[AbstractUser, str], settings
) -> None:
    settings.SECOND_FACTOR = True
    new, link = invited
    new.groups.set([Group.objects.get(name="Clinical reviewer")])
    browser = Client()
    assert "Your password is set" in choose(browser, link, PASSWORD)
    assert not is_in(browser)
    sign_in("new", client=browser)
    for page in ("/admin/", "/admin/reports/sign-offs/", "/admin/api/main/pages/"):
        assert browser.get(page)["Location"] == "/accounts/2fa/?needed=1", page


#: What an administrator does to a colleague on a screen, and whether the colleague stays signed in.
TAKEN_AWAY = {
    "the role": (edit("other_administrator", groups=["Author"]), True),
    "every role": (edit("other_administrator", groups=[]), True),
    "the account": (edit("other_administrator", is_active=None), False),
    "the account, with others": (
        in_bulk("set_active_state", "other_administrator", mark_as_active="False"),
        False,
    ),
    "all of it": (in_bulk("delete", "other_administrator"), False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_an_open_session_can_do_no_more_at_once(what: str) -> None:
    act, stays = TAKEN_AWAY[what]
    actor = member("Administrator", username="actor")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    other = people.other_administrator
    other.set_password(PASSWORD)
    other.save(update_fields=["password"])
    theirs = sign_in("other")
    places = ["/admin/users/", "/admin/reports/security-log/", reverse("wagtailusers_users:add")]
    assert [theirs.get(place).status_code for place in places] == [200] * 3
    act(desk, people)
    for place in places:
        for ask in (theirs.get, theirs.post):
            answer = ask(place)
            assert answer.status_code in (302, 403), place
            assert stays or answer.status_code == 403 or "/login/" in answer["Location"], place


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["on a form", "with others"])
def test_an_account_that_was_off_for_a_while_is_signed_in_nowhere(way: str) -> None:
    switch: dict[str, Callable[[bool], Callable[..., object]]] = {
        "on a form": lambda on: edit("author", is_active="on" if on else None),
        "with others": lambda on: in_bulk("set_active_state", "author", mark_as_active=str(on)),
    }
    actor = member("Administrator", username="actor")
    people, desk = team(actor), Client()
    desk.force_login(actor)
    people.author.set_password(PASSWORD)
    people.author.save(update_fields=["password"])
    theirs = sign_in("author")
    assert theirs.get("/admin/").status_code == 200
    for on in (False, True):
        switch[way](on)(desk, people)
    people.author.refresh_from_db()
    assert people.author.is_active
    assert not is_in(theirs)
    assert theirs.get("/admin/").status_code == 302
