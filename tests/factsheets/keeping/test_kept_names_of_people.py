"""An account goes, and every screen still says who it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.models import (
    Citation,
    FactsheetPage,
    Reminder,
    Review,
    ReviewTask,
    SignOff,
    Source,
    Version,
    Withdrawal,
)
from factsheets.publication.signing_off import withdraw_sign_off
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from tests.builders import complete_draft, person, sign, sign_governed_texts, superuser
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def shown(name: str, *args: Any) -> str:
    browser = Client()
    browser.force_login(get_user_model().objects.filter(is_superuser=True).first() or superuser())
    response = browser.get(reverse(name, args=args), follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def leaver() -> Any:
    return person("Editor", "leaver", first_name="Jamie", last_name="Leaver")


@pytest.fixture
def factsheet(leaver: Any) -> FactsheetPage:
    """A public factsheet that the leaver published."""
    sign_governed_texts()
    factsheet = complete_draft("TENS")
    sign(factsheet, reviewer=leaver)
    factsheet.get_latest_revision().publish(user=leaver, skip_permission_checks=True)
    return FactsheetPage.objects.get(pk=factsheet.pk)


@pytest.fixture(params=["screen", "code", "many"])
def leave(request: Any, leaver: Any) -> Any:
    def by_screen() -> None:
        signed_in("Administrator").post(reverse("wagtailusers_users:delete", args=[leaver.pk]))

    ways = {
        "screen": by_screen,
        "code": lambda: get_user_model().objects.get(pk=leaver.pk).delete(),
        "many": lambda: get_user_model().objects.filter(pk=leaver.pk).delete(),
    }

    def go() -> None:
        ways[request.param]()
        assert not get_user_model().objects.filter(pk=leaver.pk).exists()

    return go


def test_who_published(factsheet, leaver, leave):
    leave()
    assert "Jamie Leaver" in shown("factsheets_versions", factsheet.pk)
    assert "by Jamie Leaver" in shown("factsheets_version", factsheet.pk, 1)
    assert Version.objects.get().by is None


def test_who_withdrew_and_who_undid_it(factsheet, leaver, leave):
    withdraw(factsheet, reason="Old.", replacement=None, user=leaver, now=timezone.now())
    leave()
    assert "by Jamie Leaver" in shown("factsheets_undo_withdrawal", factsheet.pk)
    assert Withdrawal.objects.get().withdrawn_by is None


def test_who_undid_a_withdrawal(factsheet, leaver, leave):
    withdraw(factsheet, reason="Old.", replacement=None, user=leaver, now=timezone.now())
    undo_withdrawal(factsheet, user=leaver, now=timezone.now())
    leave()
    assert Withdrawal.objects.get().name_of("undone_by") == "Jamie Leaver"


def test_who_withdrew_a_sign_off(factsheet, leaver, leave):
    withdraw_sign_off(
        SignOff.objects.of(factsheet).get(), user=leaver, reason="A mistake.", now=timezone.now()
    )
    leave()
    assert "by Jamie Leaver" in shown("factsheets_sign_offs", "factsheetpage", factsheet.pk)
    assert "by Jamie Leaver: A mistake." in shown("sign_offs_report")
    export = signed_in("Editor").get(reverse("sign_offs_report") + "?export=csv")
    assert "Jamie Leaver" in b"".join(export.streaming_content).decode()


def test_who_recorded_a_review_settled_a_change_and_saw_a_reminder(factsheet, leaver, leave):
    now, today = timezone.now(), timezone.localdate()
    review = Review(
        page=factsheet,
        outcome="unchanged",
        reviewer="Dr Jo Bloggs",
        next_due_on=today.replace(year=today.year + 1),
    )
    review.recorded_by = leaver
    review.save()
    source = Source.objects.create(kind="trial", title="A trial", status="withdrawn")
    Citation.objects.create(page=factsheet, source=source, section="evidence")
    ReviewTask.objects.create(
        page=factsheet,
        source=source,
        source_status="withdrawn",
        opened_at=now,
        settled_at=now,
        settled_by=leaver,
        settled_as="set_aside",
        settled_note="No matter.",
    )
    Reminder.objects.create(
        page=factsheet,
        due_on=review.next_due_on,
        stage="due",
        made_at=now,
        acknowledged_at=now,
        acknowledged_by=leaver,
    )
    leave()
    words = shown("factsheet_review", factsheet.pk)
    assert "(recorded by Jamie Leaver)" in words
    assert ", Jamie Leaver</td>" in words
    assert "Jamie Leaver acknowledged the reminder" in words


def test_while_the_account_is_there_its_name_of_today_is_shown(factsheet, leaver):
    leaver.last_name = "Stayer"
    leaver.save()
    assert "Jamie Stayer" in shown("factsheets_versions", factsheet.pk)


def test_a_source_that_was_settled_in_a_review(factsheet, leaver):
    now = timezone.now()
    source = Source.objects.create(kind="trial", title="A trial", year=2010, status="withdrawn")
    ReviewTask.objects.create(
        page=factsheet,
        source=source,
        source_status="withdrawn",
        opened_at=now,
        settled_at=now,
        settled_by=leaver,
        settled_as="set_aside",
        settled_note="No matter.",
    )
    source.delete()
    assert "A trial (2010): withdrawn" in shown("factsheet_review", factsheet.pk)
