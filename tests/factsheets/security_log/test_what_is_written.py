"""Who signed in or failed, and what was changed of accounts: each is written down, by whatever way it happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_login_failed
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from backcare.retention import SECURITY_LOG
from factsheets.models import ClinicalSignOffTask, SecurityEvent
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import (
    MOST_NAMES,
    MOST_ROWS_A_DAY,
    OTHER_NAMES,
    OTHER_NETWORKS,
    LogIsKept,
)
from factsheets.security_log.recording import forget_security_events, record_security_event
from tests.builders import person

pytestmark = pytest.mark.django_db

SECRET = "seven green kettles whistle"
NOON = datetime(2026, 5, 4, 12, 5, tzinfo=UTC)


def written(*fields: str, since: int = 0) -> list[tuple[object, ...]]:
    """The rows in the order in which they were written."""
    return list(SecurityEvent.objects.order_by("pk").values_list(*fields))[since:]


@pytest.fixture
def member():
    user = person("Editor", "ed", email="ed@example.org")
    user.set_password(SECRET)
    user.save()
    return user


def sign_in(name: str, password: str, **extra: str) -> Client:
    browser = Client(**extra)
    browser.post(reverse("account_login"), {"login": name, "password": password})
    return browser


class TestSigningIn:
    def test_in_and_out(self, member):
        seen = SecurityEvent.objects.count()
        browser = sign_in("ed", SECRET, REMOTE_ADDR="192.0.2.17")
        browser.post(reverse("wagtailadmin_logout"))
        assert written("kind", "actor_name", "subject_name", "network", since=seen) == [
            ("signed_in", "ed", "ed", "192.0.2.0/24"),
            ("signed_out", "ed", "ed", "192.0.2.0/24"),
        ]

    def test_a_wrong_password_is_counted_under_the_name_and_stands_nowhere(self, member):
        seen = SecurityEvent.objects.count()
        for _ in range(3):
            sign_in("ed", "wrong-and-secret")
        sign_in("nobody-of-that-name", "wrong-and-secret")
        assert written("kind", "actor_name", "subject_name", "times", since=seen) == [
            ("sign_in_failed", "", "ed", 3),
            ("sign_in_failed", "", "nobody-of-that-name", 1),
        ]
        assert not any("wrong" in str(row) for row in SecurityEvent.objects.values())

    def test_the_network_is_the_one_before_our_own_web_servers(self, member, settings):
        settings.PROXIES = 1
        headers = {"HTTP_X_FORWARDED_FOR": "203.0.113.1, 198.51.100.4", "REMOTE_ADDR": "127.0.0.1"}
        sign_in("ed", SECRET, **headers)
        sign_in("ed", "wrong", **headers)
        rows = SecurityEvent.objects.filter(kind__in=["signed_in", "sign_in_failed"])
        assert set(rows.values_list("network", flat=True)) == {"198.51.100.0/24"}

    def test_what_was_typed_is_shown_safely(self):
        sign_in("a\x1b[2J\u202eb", "x")
        user_login_failed.send(None, credentials={"login": "\0" * 400 + "n", "password": "x"})
        assert written("subject_name", since=-2) == [
            ("a\\x1b[2J\\x202eb",),
            (("\\x00" * 150)[:149] + "…",),
        ]

    def test_reading_writes_nothing(self, client):
        seen = SecurityEvent.objects.count()
        for address in ("/", "/search/?q=pain", "/admin/login/"):
            client.get(address)
        assert SecurityEvent.objects.count() == seen


class TestStorm:
    def failed(self, count: int, *, networks: int = 1, at: datetime = NOON) -> None:
        for number in range(count):
            network = f"10.0.{number % networks}.0/24"
            SecurityEvent.objects.count_failed(f"name-{number}", network, now=at)

    def test_of_one_network_some_names_are_kept_apart_in_an_hour(self):
        self.failed(MOST_NAMES + 30)
        rows = SecurityEvent.objects.filter(kind=EventKind.SIGN_IN_FAILED)
        assert rows.count() == MOST_NAMES + 1
        assert rows.get(subject_name=OTHER_NAMES).times == 30

    def test_of_all_networks_so_many_rows_a_day(self):
        first = [
            SecurityEvent(
                kind=EventKind.SIGN_IN_FAILED,
                subject_name=f"old-{number}",
                network=f"10.1.{number}.0/24",
                happened_at=NOON,
                last_at=NOON,
                counted_from=NOON.replace(minute=0) - timedelta(hours=5),
            )
            for number in range(MOST_ROWS_A_DAY)
        ]
        SecurityEvent.objects.bulk_create(first)
        self.failed(200, networks=200)
        rows = SecurityEvent.objects.filter(kind=EventKind.SIGN_IN_FAILED)
        assert rows.count() == MOST_ROWS_A_DAY + 1
        assert rows.get(network=OTHER_NETWORKS).times == 200

    def test_who_was_counted_before_is_counted_on_and_the_next_hour_begins_anew(self):
        SecurityEvent.objects.count_failed("ed", "10.0.0.0/24", now=NOON)
        self.failed(MOST_NAMES)
        SecurityEvent.objects.count_failed("ed", "10.0.0.0/24", now=NOON + timedelta(minutes=9))
        SecurityEvent.objects.count_failed("ed", "10.0.0.0/24", now=NOON + timedelta(hours=1))
        rows = SecurityEvent.objects.filter(subject_name="ed").order_by("pk")
        assert [(row.times, row.happened_at, row.last_at) for row in rows] == [
            (2, NOON, NOON + timedelta(minutes=9)),
            (1, NOON + timedelta(hours=1), NOON + timedelta(hours=1)),
        ]


class TestAccounts:
    def test_what_is_done_to_an_account_by_a_command(self):
        seen = SecurityEvent.objects.count()
        user = get_user_model().objects.create_user("ada", password=SECRET)
        user.email, user.username = "ada@example.org", "ada2"
        user.save()
        user.is_active = False
        user.save()
        user.is_superuser = True
        user.save(update_fields=["is_superuser"])
        user.groups.add(*Group.objects.filter(name__in=["Author", "Editor"]))
        Group.objects.get(name="Author").user_set.remove(user)
        user.groups.clear()
        user.user_permissions.add(Permission.objects.get(codename="add_condition"))
        user.delete()
        assert written("kind", "subject_name", "detail", since=seen) == [
            ("person_made", "ada", ""),
            (
                "person_changed",
                "ada2",
                "user name from “ada” to “ada2”; e-mail address from “” to “ada@example.org”",
            ),
            ("switched_off", "ada2", ""),
            ("superuser_made", "ada2", ""),
            ("role_given", "ada2", "Author"),
            ("role_given", "ada2", "Editor"),
            ("role_taken", "ada2", "Author"),
            ("role_taken", "ada2", "Editor"),
            ("permissions_changed", "ada2", "given: add condition"),
            ("person_deleted", "ada2", ""),
        ]
        assert set(written("actor_name", "network", since=seen)) == {("command line", "")}

    def test_a_superuser_of_the_command_line(self):
        call_command("createsuperuser", interactive=False, username="root", email="root@example.org")
        kinds = SecurityEvent.objects.filter(subject_name="root").values_list("kind", flat=True)
        assert {"person_made", "superuser_made"} <= set(kinds)

    def test_groups_and_steps(self):
        seen = SecurityEvent.objects.count()
        group = Group.objects.create(name="Friends")
        group.permissions.set(Permission.objects.filter(codename="add_condition"))
        group.name = "Helpers"
        group.save()
        ClinicalSignOffTask.objects.get().groups.add(group)
        group.permissions.clear()
        group.delete()
        assert written("kind", "subject_name", "detail", since=seen) == [
            ("group_made", "Friends", ""),
            ("permissions_changed", "Friends", "given: add condition"),
            ("group_changed", "Helpers", "name from “Friends” to “Helpers”"),
            ("step_changed", "Step “Clinical sign-off”", "Helpers may decide it"),
            ("permissions_changed", "Helpers", "taken away: add condition"),
            ("group_deleted", "Helpers", ""),
        ]

    def test_a_password_that_its_owner_changes(self, member):
        browser = Client()
        browser.force_login(member)
        seen = SecurityEvent.objects.count()
        new = "eight blue kettles sing"
        browser.post(reverse("account_reauthenticate"), {"password": SECRET})
        form = {"oldpassword": SECRET, "password1": new, "password2": new}
        browser.post(reverse("account_change_password"), form)
        member.refresh_from_db()
        assert member.check_password("eight blue kettles sing")
        assert ("password_set", "ed", "ed") in written("kind", "subject_name", "actor_name", since=seen)

    def test_a_forgotten_password_is_set_by_nobody_who_has_signed_in(self, member, client):
        seen = SecurityEvent.objects.count()
        key = {"uidb36": user_pk_to_url_str(member), "key": default_token_generator.make_token(member)}
        answer = client.get(reverse("account_reset_password_from_key", kwargs=key))
        new = "eight blue kettles sing"
        client.post(answer["Location"], {"password1": new, "password2": new})
        assert written("kind", "subject_name", "actor_name", "network", since=seen) == [
            ("password_set", "ed", "", "127.0.0.0/24")
        ]

    def test_signing_in_with_an_old_kind_of_hash_sets_no_password(self, member, settings):
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
        seen = SecurityEvent.objects.count()
        sign_in("ed", SECRET)
        member.refresh_from_db()
        assert member.password.startswith("pbkdf2")
        assert written("kind", since=seen) == [("signed_in",)]


def test_what_others_write_down():
    member = person(username="ed")
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.17")
    request.user = member
    row = record_security_event(
        EventKind.SECOND_FACTOR_ADDED, member, "An authenticator app", request=request
    )
    assert (row.what, row.subject_name, row.actor_name, row.network) == (
        "Second factor added",
        "ed",
        "ed",
        "192.0.2.0/24",
    )


class TestKeeping:
    def test_rows_are_neither_changed_nor_deleted(self):
        row = record_security_event(EventKind.REFUSED, "x")
        row.detail = "y"
        for act in (
            row.save,
            row.delete,
            SecurityEvent.objects.all().delete,
            lambda: SecurityEvent.objects.update(detail="y"),
            lambda: SecurityEvent.objects.bulk_update([row], ["detail"]),
        ):
            with pytest.raises(LogIsKept):
                act()
        assert SecurityEvent.objects.get(pk=row.pk).detail == ""

    def test_their_time_ends(self):
        record_security_event(EventKind.REFUSED, "of today")
        now = datetime.now(tz=UTC)
        old = SecurityEvent(
            kind="refused",
            happened_at=now - SECURITY_LOG.time * 2,
            last_at=now - SECURITY_LOG.time - timedelta(days=1),
        )
        old.save()
        kept = SecurityEvent.objects.exclude(pk=old.pk).count()
        assert forget_security_events(now) == 1
        assert SecurityEvent.objects.count() == kept

    def test_every_night(self):
        said = StringIO()
        call_command("daily", stdout=said)
        assert "Rows of the security log whose time was over: 0 deleted." in said.getvalue()
