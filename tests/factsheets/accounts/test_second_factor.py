"""The second factor: who needs one, that nothing of the admin opens before, and what happens when it is lost."""

from __future__ import annotations

import logging
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from factsheets.mail.models import OutgoingMail
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import SecurityEvent
from tests.backcare.uploads import collection, document
from tests.builders import live, person, superuser
from tests.factsheets.screens.kinds import signed_in

from .people import PASSWORD, digits, give_app, is_in, member, show_digits, sign_in

pytestmark = pytest.mark.django_db

NEED_IT = ["Editor", "Clinical reviewer", "Administrator"]
HOME = "/admin/"
CHANGE_IT = (
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)
LED_TO_IT = "/accounts/2fa/?needed=1"


@pytest.fixture(autouse=True)
def asked_for(settings) -> None:
    settings.SECOND_FACTOR = True


def set_up(browser: Client) -> None:
    """As somebody does who was led to the page: says once more who they are, then types what the app shows."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.get(reverse("mfa_activate_totp"))
    browser.post(reverse("mfa_activate_totp"), {"code": digits(browser.session[SECRET_SESSION_KEY])})


@pytest.mark.parametrize("role", NEED_IT)
def test_who_answers_for_others_sets_one_up_before_any_page_opens(role, monkeypatch):
    monkeypatch.setattr(
        transaction, "on_commit", lambda done, **_options: done()
    )  # a test is one transaction
    member(role)
    browser = sign_in(role.lower().replace(" ", "-"))
    assert is_in(browser)
    for page in (HOME, "/admin/account/", "/admin/users/", "/admin/reports/", "/admin/no-such-page/"):
        for ask in (browser.get, browser.post, browser.head, browser.put, browser.delete, browser.options):
            assert ask(page)["Location"] == LED_TO_IT, page
    told = browser.get(LED_TO_IT).content.decode()
    assert "Your role needs a second factor" in told
    mail.outbox.clear()
    set_up(browser)
    assert browser.get(HOME).status_code == 200
    assert [each.subject for each in mail.outbox] == ["BackCare: an app was set up"]


@pytest.mark.parametrize("role", ["Author", "Resource manager"])
def test_others_need_none_and_are_asked_for_it_once_they_have_one(role):
    user = member(role)
    login = user.username
    assert sign_in(login).get(HOME).status_code == 200
    secret = give_app(user)
    browser = sign_in(login)
    assert not is_in(browser)
    show_digits(browser, digits(secret))
    assert browser.get(HOME).status_code == 200


def test_the_api_of_the_admin_answers_nothing_without_it():
    member("Editor")
    browser = sign_in("editor")
    for asked in ({"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"}):
        answer = browser.get("/admin/api/main/pages/", headers=asked)
        assert (answer.status_code, answer.json()["success"]) == (403, False)
    assert browser.get("/admin/api/main/pages/")["Location"] == LED_TO_IT


@pytest.mark.parametrize("rule", ["login", "groups"])
def test_what_is_private_asks_for_it_too(rule, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    user, author = member("Editor"), member("Author")
    page = live("Yoga")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=rule)
    restriction.groups.set(Group.objects.filter(name__in=["Editor", "Author"]))
    paper = document(collection=collection("login"))
    private = [page.url, f"{page.url}factsheet.pdf", paper.url]
    for place in private:
        assert sign_in(author.username).get(place).status_code == 200, place
        without = sign_in("editor").get(place, follow=True)
        assert without.redirect_chain[-1][0] == LED_TO_IT, place
    secret = give_app(user)
    early = Client()
    early.force_login(user)
    asked = early.get(page.url, follow=True)
    assert asked.redirect_chain[-1][0] == f"{reverse('mfa_reauthenticate')}?{urlencode({'next': page.url})}"
    assert early.get(page.url).status_code == 302
    following = show_digits(early, digits(secret), asked.redirect_chain[-1][0])
    assert following["Location"] == page.url
    assert [early.get(place).status_code for place in private] == [200, 200, 200]


def test_pages_for_all_readers_ask_nobody_who_they_are():
    live("Yoga")
    member("Editor")
    browser = sign_in("editor")
    answer = browser.get("/factsheets/yoga/")
    assert answer.status_code == 200
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_it_is_not_needed_where_the_setting_is_off(settings):
    settings.SECOND_FACTOR = False
    member("Editor")
    assert sign_in("editor").get(HOME).status_code == 200


@pytest.mark.parametrize("given", ["role", "superuser", "permission", "pages"])
def test_a_role_that_is_given_meanwhile_asks_at_the_next_page(given):
    user = member()
    browser = sign_in("author")
    assert browser.get(HOME).status_code == 200
    if given == "role":
        user.groups.add(Group.objects.get(name="Editor"))
    elif given == "superuser":
        type(user).objects.filter(pk=user.pk).update(is_superuser=True)
    elif given == "permission":
        user.user_permissions.add(Permission.objects.get(codename="change_signoff"))
    else:
        own = Group.objects.create(name="Friends")
        publish = Permission.objects.get(codename="publish_page")
        GroupPagePermission.objects.create(group=own, page=Page.get_first_root_node(), permission=publish)
        user.groups.add(own)
    assert browser.get(HOME)["Location"] == LED_TO_IT


def test_a_renamed_role_needs_it_as_before():
    Group.objects.filter(name="Clinical reviewer").update(name="Doctors")
    user = member("Author")
    user.groups.set(Group.objects.filter(name="Doctors"))
    assert sign_in("author").get(HOME)["Location"] == LED_TO_IT


def test_a_session_of_before_is_asked_for_the_one_that_was_set_up_elsewhere():
    user = member("Editor")
    early = sign_in("editor")
    secret = give_app(user)
    asked = early.get("/admin/account/")
    assert asked["Location"] == reverse("mfa_reauthenticate") + "?next=%2Fadmin%2Faccount%2F"
    early.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert early.get(HOME).status_code == 302
    show_digits(early, digits(secret), "mfa_reauthenticate")
    assert early.get(HOME).status_code == 200


def test_a_session_that_was_made_past_the_form_opens_nothing():
    give_app(member("Editor"))
    made = Client()
    made.force_login(person("Clinical reviewer", "other"))
    assert made.get(HOME)["Location"] == LED_TO_IT


def test_the_mark_of_one_account_is_none_of_another():
    secret = give_app(member("Editor"))
    member("Administrator")
    browser = sign_in("editor")
    show_digits(browser, digits(secret))
    browser.post(reverse("account_logout"))
    sign_in("administrator", client=browser)
    assert browser.get(HOME)["Location"] == LED_TO_IT


def test_digits_open_once_and_five_wrong_ones_close_for_a_while():
    user = member("Editor")
    secret = give_app(user)
    code = digits(secret)
    first, second = sign_in("editor"), sign_in("editor")
    show_digits(first, code)
    assert is_in(first)
    assert "used already" in show_digits(second, code).content.decode()
    guessing = Client(REMOTE_ADDR="192.0.2.9")
    sign_in("editor", client=guessing)
    for _ in range(5):
        show_digits(guessing, "000000")
    elsewhere = sign_in("editor")
    assert "Too many tries" in show_digits(elsewhere, digits(secret, 1)).content.decode()
    assert not is_in(elsewhere)


def test_whoever_has_just_signed_in_sets_their_first_one_up_without_the_password_again(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_options: done())
    user = member("Editor")
    browser = sign_in("editor")
    assert browser.get(reverse("mfa_activate_totp")).status_code == 200
    code = digits(browser.session[SECRET_SESSION_KEY])
    browser.post(reverse("mfa_activate_totp"), {"code": code})
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 200
    # The code that set it up opens nothing more.
    second = sign_in(user.username)
    assert "used already" in show_digits(second, code).content.decode()
    assert not is_in(second)


def test_the_password_is_asked_for_again_once_signing_in_is_some_time_ago(monkeypatch):
    member("Editor")
    browser = sign_in("editor")
    later = time.time() + 301
    monkeypatch.setattr("backcare.accounts.recently.time.time", lambda: later)
    assert browser.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_session_that_is_open_elsewhere_does_not_see_the_recovery_codes():
    user = member("Editor")
    elsewhere = sign_in("editor")
    give_app(user)
    asked = elsewhere.get(reverse("mfa_view_recovery_codes"))
    assert asked["Location"].startswith(reverse("mfa_reauthenticate"))


def test_a_recovery_code_lets_in_once():
    user = member("Editor")
    give_app(user)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    for expected in (True, False):
        browser = sign_in("editor")
        show_digits(browser, codes[0])
        assert is_in(browser) is expected


def test_a_new_password_by_mail_does_not_stand_in_for_it():
    user = member("Editor")
    give_app(user)
    user.set_password(PASSWORD[::-1])
    user.save()
    browser = sign_in("editor", PASSWORD[::-1])
    assert not is_in(browser)
    assert browser.get(HOME).status_code == 302


def test_taking_it_away_asks_once_more_who_it_is():
    user = member("Editor")
    secret = give_app(user)
    browser = sign_in("editor")
    show_digits(browser, digits(secret))
    for page in ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        assert browser.get(reverse(page))["Location"].startswith(reverse("account_reauthenticate")), page
    assert Authenticator.objects.filter(user=user).count() == 2


@pytest.mark.parametrize("is_needed", [True, False])
def test_a_session_of_before_reaches_none_of_the_pages_that_change_it_with_the_password_alone(
    is_needed, settings
):
    settings.SECOND_FACTOR = is_needed
    user = member("Editor")
    before = sign_in("editor")
    secret = give_app(user)  # its owner, in another session
    before.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages = [reverse(name) for name in (*CHANGE_IT, "account_change_password", "usersessions_list")]
    for page in pages:
        for ask in (before.get, before.post):
            assert ask(page)["Location"].startswith(reverse("mfa_reauthenticate")), page
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    show_digits(before, digits(secret), "mfa_reauthenticate")
    assert [before.get(page).status_code for page in pages] == [200] * len(pages)


def test_whoever_takes_away_their_own_is_led_to_set_one_up_at_once(monkeypatch):
    monkeypatch.setattr(
        transaction, "on_commit", lambda done, **_options: done()
    )  # a test is one transaction
    member("Editor")
    browser = sign_in("editor")
    set_up(browser)
    assert browser.get(HOME).status_code == 200
    browser.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert browser.get(HOME)["Location"] == LED_TO_IT


def test_the_only_administrator_who_lost_it_is_helped_by_a_command_that_the_log_names(caplog):
    user = member("Administrator")
    secret = give_app(user)
    browser = sign_in("administrator")
    show_digits(browser, digits(secret))
    with caplog.at_level(logging.WARNING, "backcare.security"):
        call_command("reset_second_factor", "administrator")
    assert "administrator taken away by a command on the server" in caplog.text
    assert not is_in(browser)
    again = sign_in("administrator")
    assert again.get(HOME)["Location"] == LED_TO_IT
    with pytest.raises(CommandError, match="no account with the user name “nobody”"):
        call_command("reset_second_factor", "nobody")


def test_an_administrator_takes_it_away_for_somebody_who_lost_it(settings, caplog):
    user = member("Editor")
    secret = give_app(user)
    theirs = sign_in(user.username)
    show_digits(theirs, digits(secret))
    settings.SECOND_FACTOR = False  # the administrator's own is another test
    desk = signed_in("Administrator")
    page = reverse("help_with_sign_in", args=[user.pk])
    desk.get(page)
    assert Authenticator.objects.filter(user=user).exists()
    with caplog.at_level(logging.WARNING, "backcare.security"):
        desk.post(page, {"take-away": "1"})
    assert "editor taken away by administrator" in caplog.text
    assert not Authenticator.objects.filter(user=user).exists()
    assert not is_in(theirs)
    [noted] = SecurityEvent.objects.filter(kind=EventKind.SECOND_FACTOR_REMOVED)
    assert (noted.actor_name, noted.subject_name) == ("administrator", "editor")
    [told] = OutgoingMail.objects.filter(to=user.email, subject="Your second factor was taken away")
    assert "taken away by: administrator" in told.body


@pytest.mark.parametrize("act", ["take-away", "invite"])
def test_nobody_helps_themselves_past_the_question_who_they_are(settings, act):
    settings.SECOND_FACTOR = True
    own = member("Administrator")
    secret = give_app(own)
    desk = sign_in(own.username)
    show_digits(desk, digits(secret))
    page = reverse("help_with_sign_in", args=[own.pk])
    shown = desk.get(page).content.decode()
    assert f'name="{act}"' not in shown
    assert f'href="{reverse("mfa_index")}"' in shown
    refused = desk.post(page, {act: "1"}, follow=True).content.decode()
    assert "Nothing was changed. This is your own account." in refused
    assert Authenticator.objects.filter(user=own).exists()
    assert is_in(desk)
    assert not OutgoingMail.objects.filter(subject__contains="second factor").exists()


def test_no_administrator_gets_a_hand_on_the_factor_of_a_clinician_or_of_a_superuser():
    desk = signed_in("Administrator")
    for other in (member("Clinical reviewer"), superuser()):
        give_app(other)
        page = reverse("help_with_sign_in", args=[other.pk])
        desk.post(page, {"take-away": "1"})
        assert Authenticator.objects.filter(user=other).exists()
    assert not SecurityEvent.objects.filter(kind=EventKind.SECOND_FACTOR_REMOVED).exists()


def test_the_security_log_says_who_set_one_up_took_it_away_and_proved_once_more(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_options: done())
    user = member("Editor")
    browser = sign_in(user.username)
    set_up(browser)
    secret = browser.session.get(SECRET_SESSION_KEY) or str(Authenticator.objects.first().data)
    browser.post(reverse("mfa_deactivate_totp"))
    noted = SecurityEvent.objects.filter(actor_name="editor", subject_name="editor")
    assert [(each.kind, each.detail) for each in noted.order_by("pk")][1:] == [
        (EventKind.SIGN_IN_CONFIRMED, "password"),
        (EventKind.SECOND_FACTOR_ADDED, "an app"),
        (EventKind.SECOND_FACTOR_ADDED, "recovery codes"),
        (EventKind.SECOND_FACTOR_REMOVED, "an app"),
        (EventKind.SECOND_FACTOR_REMOVED, "recovery codes"),
    ]
    assert secret not in str(list(SecurityEvent.objects.values()))


def test_an_unfinished_sign_in_ends_by_itself(monkeypatch):
    user = member("Editor")
    secret = give_app(user)
    browser = sign_in("editor")
    later = time.time() + 3600
    code = digits(secret)
    monkeypatch.setattr("allauth.account.internal.stagekit.time.time", lambda: later)
    show_digits(browser, code)
    assert not is_in(browser)


def test_the_check_of_a_deployment_misses_it(settings):
    settings.SECOND_FACTOR = False
    found = run_checks(include_deployment_checks=True)
    assert "backcare.E004" in {each.id for each in found}
