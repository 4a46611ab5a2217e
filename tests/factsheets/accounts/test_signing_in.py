"""Signing in, being invited, and a forgotten password: through the pages and by mail."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache, caches
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from backcare.background.worker import BackgroundWorker
from factsheets.models import OutgoingMail
from tests.builders import person, superuser
from tests.factsheets.screens.kinds import signed_in

from .people import PASSWORD, is_in, member, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "login", ["author", "AUTHOR", "author@example.org", "Author@Example.org", " author "]
)
def test_a_user_name_or_an_address_signs_in_whether_or_not_it_was_ever_confirmed(login):
    user = member()
    EmailAddress.objects.filter(user=user).update(verified=False)
    assert is_in(sign_in(login))
    EmailAddress.objects.all().delete()
    assert is_in(sign_in(login))


def test_a_user_name_that_is_the_address_of_somebody_else_lets_its_owner_in_alone():
    member(email="shared@example.org")
    other = person("Editor", "shared@example.org", password=PASSWORD[::-1])
    assert not is_in(sign_in("shared@example.org", PASSWORD))
    assert sign_in("shared@example.org", PASSWORD[::-1]).session["_auth_user_id"] == str(other.pk)


def test_an_address_that_two_people_share_keeps_neither_out():
    member(email="office@example.org")
    member("Editor", email="office@example.org")
    assert not is_in(sign_in("office@example.org"))
    assert is_in(sign_in("author"))
    assert is_in(sign_in("editor"))


def test_somebody_who_is_switched_off_hears_the_same_as_a_stranger():
    member(is_active=False)
    answers = {
        re.sub(
            r'value="[^"]*"',
            "",
            Client().post(reverse("account_login"), {"login": login, "password": PASSWORD}).content.decode(),
        )
        for login in ("author", "nobody", "author@example.org", "nobody@example.org")
    }
    assert len(answers) == 1


def test_one_password_is_checked_whether_or_not_there_is_such_an_account(monkeypatch):
    member("Author", username="author@example.org")
    member("Editor")
    person("Clinical reviewer", email="r@example.org").set_unusable_password()
    asked = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: asked.append(1) or encode(self, *given)
    )
    counts = {}
    for login in ("author@example.org", "editor", "editor@example.org", "nobody", "nobody@example.org"):
        asked.clear()
        assert not is_in(sign_in(login, "wrong"))
        counts[login] = len(asked)
    assert set(counts.values()) == {1}, counts


def test_a_new_session_begins_when_somebody_signs_in():
    member()
    browser = Client()
    browser.get(reverse("account_login"))
    before = browser.session
    before["planted"] = "by somebody else"
    before.save()
    browser.cookies["sessionid"] = before.session_key
    sign_in("author", client=browser)
    assert is_in(browser)
    assert browser.session.session_key != before.session_key


@pytest.mark.parametrize(
    "following",
    ["https://elsewhere.example/", "//elsewhere.example/", r"/\elsewhere.example", "javascript:alert(1)//"],
)
def test_nobody_is_led_to_another_site(following):
    member()
    answer = Client().post(
        reverse("account_login"), {"login": "author", "password": PASSWORD, "next": following}
    )
    assert answer["Location"] == reverse("wagtailadmin_home")
    browser = sign_in("author", next="/admin/account/")
    for page in ("account_login", "account_logout"):
        assert "elsewhere" not in browser.post(reverse(page), {"next": following}).headers["Location"]


def test_after_signing_in_one_is_where_one_wanted_to_be():
    member()
    asked = Client().get("/admin/account/", follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2Faccount%2F"
    answer = Client().post(
        "/accounts/login/", {"login": "author", "password": PASSWORD, "next": "/admin/account/"}
    )
    assert answer["Location"] == "/admin/account/"


def test_somebody_without_a_role_is_told_so_and_not_sent_around_in_a_circle():
    person(username="visitor", password=PASSWORD)
    browser = sign_in("visitor")
    told = browser.get("/admin/", follow=True)
    assert told.status_code == 403
    assert "Your account opens nothing here" in told.content.decode()


def test_nobody_signs_up():
    typed = {"username": "new", "email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (Client().get(reverse("account_signup")), Client().post(reverse("account_signup"), typed)):
        assert "Nobody can make an account here" in answer.content.decode()
    assert not get_user_model().objects.filter(username="new").exists()


def test_signing_out_is_a_post_and_ends_the_session():
    member()
    browser = sign_in("author")
    key = browser.session.session_key
    for page in ("account_logout", "wagtailadmin_logout"):
        browser.get(reverse(page))
        assert is_in(browser)
    browser.post(reverse("wagtailadmin_logout"))
    assert not is_in(browser)
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not is_in(thief)


def test_all_other_devices_are_signed_out_at_once():
    member()
    here, there = sign_in("author"), sign_in("author")
    seen = here.get(reverse("usersessions_list")).content.decode()
    assert ("This device" in seen, seen.count("Another device")) == (True, 1)
    here.post(reverse("usersessions_list"))
    assert (is_in(here), is_in(there)) == (True, False)


def test_another_password_signs_out_elsewhere_and_is_told_by_mail():
    member()
    here, there = sign_in("author"), sign_in("author")
    mail.outbox.clear()
    new = PASSWORD[::-1]
    here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert here.get("/admin/account/").status_code == 200
    assert there.get("/admin/account/").status_code == 302
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["author@example.org"], "BackCare: your password was changed")
    ]


def test_a_sign_in_with_another_browser_is_told_by_mail_and_with_the_same_one_is_not():
    member()
    member("Editor")
    browser = sign_in("author")
    [told] = mail.outbox
    assert (told.to, told.subject) == (["author@example.org"], "BackCare: a sign-in with another device")
    assert "from the address 127.0.0.1" in told.body
    browser.post(reverse("account_logout"))
    sign_in("author", client=browser)
    assert len(mail.outbox) == 1
    browser.post(reverse("account_logout"))
    sign_in("editor", client=browser)
    assert [each.to for each in mail.outbox[1:]] == [["editor@example.org"]]
    browser.cookies["known_device"] = "1-2-3-4-5"
    browser.post(reverse("account_logout"))
    sign_in("author", client=browser)
    assert len(mail.outbox) == 3
    assert browser.cookies["known_device"]["path"] == "/accounts/"


def test_another_address_is_told_at_the_old_one():
    user = member()
    user.save()
    assert mail.outbox == []
    user.email = "new@example.org"
    user.save()
    [told] = mail.outbox
    assert (told.to, told.subject) == (["author@example.org"], "BackCare: your address was changed")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]


def test_hours_without_work_end_a_session_and_work_keeps_it(settings, monkeypatch):
    member()
    browser = sign_in("author")
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    monkeypatch.setattr("backcare.accounts.sessions.time.time", lambda: 4_000_000_000)
    browser.get("/")
    browser.post("/admin/editing-sessions/ping/wagtailcore/page/1/")
    assert "seen_at" not in browser.session or browser.session["seen_at"] < 4_000_000_000
    browser.get("/admin/account/")
    assert browser.session["seen_at"] == 4_000_000_000
    assert browser.session.get_expire_at_browser_close()


class Hangs(BaseEmailBackend):
    """A mail server that only the worker may ask: whoever else asks would wait for it."""

    def send_messages(self, _messages: list) -> int:
        raise TimeoutError("timed out")


def forget(address: str) -> str:
    answer = Client().post(reverse("account_reset_password"), {"email": address}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_forgotten_password_is_answered_alike_for_known_and_unknown_with_the_same_work(
    settings,
):
    settings.EMAIL_BACKEND = "factsheets.mail.queued.QueuedMail"
    settings.EMAIL_SENDING_BACKEND = f"{__name__}.Hangs"
    member()
    queries = set()
    said = set()
    for address in ("author@example.org", "nobody@example.org"):
        cache.clear()
        with CaptureQueriesContext(connection) as work:
            said.add(forget(address))
        queries.add(len(work))
        assert not OutgoingMail.objects.exists()
    assert len(said) == 1
    assert len(queries) == 1
    assert DBTaskResult.objects.count() == 2
    BackgroundWorker().once()
    assert [each.to for each in OutgoingMail.objects.all()] == ["author@example.org"]


def link_in(body: str) -> str:
    return re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", body)[1]


def choose(browser: Client, link: str, password: str) -> str:
    form = browser.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    return browser.post(address, {"password1": password, "password2": password}, follow=True).content.decode()


def test_the_link_works_once_is_not_kept_and_does_not_stand_in_for_the_second_factor():
    user = member("Editor")
    forget("EDITOR@example.org")
    while BackgroundWorker().once():
        pass
    [sent] = mail.outbox
    assert OutgoingMail.objects.get().body == ""
    link = link_in(sent.body)
    browser = Client()
    assert "Your password is set" in choose(browser, link, PASSWORD[::-1])
    assert not is_in(browser)
    assert "does not work any more" in choose(Client(), link, PASSWORD)
    user.refresh_from_db()
    assert user.check_password(PASSWORD[::-1])
    assert is_in(sign_in("editor", PASSWORD[::-1]))


def test_a_link_to_an_address_of_before_does_not_work_any_more():
    user = member()
    forget("author@example.org")
    BackgroundWorker().once()
    link = link_in(mail.outbox[-1].body)
    user.email = "new@example.org"
    user.save()
    assert "does not work any more" in choose(Client(), link, PASSWORD[::-1])
    forget("author@example.org")
    BackgroundWorker().once()
    assert [each.to for each in OutgoingMail.objects.all()] == ["author@example.org"]


def test_a_link_does_nothing_for_somebody_who_was_switched_off_and_of_two_tabs_the_first_counts():
    user = member()
    for _ in range(2):
        forget("author@example.org")
    while BackgroundWorker().once():
        pass
    link = link_in(mail.outbox[0].body)
    user.is_active = False
    user.save()
    assert "does not work any more" in choose(Client(), link, PASSWORD[::-1])
    user.is_active = True
    user.save()
    tabs = [Client(), Client()]
    forms = [tab.get(link, follow=True).redirect_chain[-1][0] for tab in tabs]
    for tab, form, words in zip(tabs, forms, (PASSWORD[::-1], PASSWORD * 2), strict=True):
        tab.post(form, {"password1": words, "password2": words})
    user.refresh_from_db()
    assert user.check_password(PASSWORD[::-1])
    assert "does not work any more" in choose(Client(), link_in(mail.outbox[1].body), PASSWORD * 2)


def test_a_person_whom_an_administrator_adds_is_invited_and_chooses_a_password():
    desk = signed_in("Administrator")
    form = desk.get(reverse("wagtailusers_users:add")).content.decode()
    assert 'type="password"' not in form
    typed = {"username": "new", "email": "new@example.org", "first_name": "Jo", "last_name": "Bloggs"}
    desk.post(reverse("wagtailusers_users:add"), typed | {"password1": PASSWORD, "password2": PASSWORD})
    new = get_user_model().objects.get(username="new")
    assert not new.has_usable_password()
    desk.post(reverse("help_with_sign_in", args=[new.pk]), {"invite": "1"})
    while BackgroundWorker().once():
        pass
    first, again = mail.outbox
    assert [first.to, again.to] == [["new@example.org"]] * 2
    assert "new" in first.body
    assert "Your password is set" in choose(Client(), link_in(again.body), PASSWORD)
    assert is_in(sign_in("new"))
    assert "does not work any more" in choose(Client(), link_in(first.body), PASSWORD)


def test_an_invitation_needs_an_address_and_a_superuser_is_helped_by_superusers_alone():
    desk = signed_in("Administrator")
    without = person("Author", "without")
    page = reverse("help_with_sign_in", args=[without.pk])
    assert "has no e-mail address" in desk.get(page).content.decode()
    desk.post(page, {"invite": "1"})
    assert not DBTaskResult.objects.exists()
    boss = reverse("help_with_sign_in", args=[superuser().pk])
    for ask in (desk.get, desk.post):
        assert ask(boss)["Location"] == reverse("wagtailadmin_home")
    assert "Help with signing in" in desk.get(reverse("wagtailusers_users:index")).content.decode()


def test_what_is_counted_lies_where_all_processes_find_it():
    member()
    sign_in("author", "wrong")
    kept = [key for key in caches["default"]._cache if "allauth" in key]
    assert kept == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM backcare_shared_cache WHERE cache_key LIKE '%%allauth:rl%%'")
        assert cursor.fetchone()[0] >= 2


@pytest.mark.parametrize("login", ["author", "nobody"])
def test_the_sixth_wrong_password_of_an_account_waits_known_or_not(login):
    member()
    for _ in range(5):
        sign_in(login, "wrong")
    answer = Client(REMOTE_ADDR="192.0.2.7").post(
        reverse("account_login"), {"login": login.upper(), "password": PASSWORD}
    )
    assert "Too many tries" in answer.content.decode()
    assert not is_in(sign_in("author", PASSWORD)) or login == "nobody"


def test_tries_by_name_and_by_address_count_together():
    member()
    for login in ("author", "author@example.org", "AUTHOR", "Author@example.org", " author"):
        sign_in(login, "wrong")
    assert not is_in(sign_in("author@example.org"))
    assert not is_in(sign_in("author"))


def test_one_network_tries_many_accounts_no_longer_than_any_one():
    browser = Client(REMOTE_ADDR="2001:db8:1::7")
    for number in range(30):
        sign_in(f"nobody{number}", "wrong", client=browser)
    member()
    neighbour = Client(REMOTE_ADDR="2001:db8:1:ffff::9")
    assert not is_in(sign_in("author", client=neighbour))
    assert is_in(sign_in("author", client=Client(REMOTE_ADDR="2001:db8:2::7")))


def test_an_invented_header_is_no_other_network(settings):
    for number in range(30):
        sign_in(f"nobody{number}", "wrong", client=Client(headers={"X-Forwarded-For": f"203.0.113.{number}"}))
    member()
    assert not is_in(sign_in("author", client=Client(headers={"X-Forwarded-For": "203.0.113.99"})))
    settings.PROXIES = 1
    assert is_in(sign_in("author", client=Client(headers={"X-Forwarded-For": "203.0.113.99"})))
