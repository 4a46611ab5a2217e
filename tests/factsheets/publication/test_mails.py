"""The mails about the steps of the workflow: to whoever can take the step, in plain words, with a link."""

from __future__ import annotations

import socket

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult as Task

from backcare.background.worker import BackgroundWorker
from factsheets.mail.sending import send_waiting
from factsheets.models import Disclaimer, FactsheetPage, OutgoingMail
from tests.builders import complete_draft, person, sign_governed_texts, superuser

from .test_workflow import decide, fresh, post

pytestmark = pytest.mark.django_db

CHOICE = f"You can choose which mails you get: {settings.SITE_URL}/admin/account/#tab-notifications"


@pytest.fixture
def people() -> dict:
    superuser()
    person("Resource manager", email="resources@example.org")
    person("Editor", "left", email="left@example.org", is_active=False)
    person("Editor", "without-address")
    return {
        role: person(role, email=f"{role.split()[0].lower()}@example.org", first_name=role, last_name="Green")
        for role in ("Author", "Editor", "Clinical reviewer")
    }


@pytest.fixture
def submitted(people) -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft("Heat & cold")
    post(people["Author"], page, "action-submit", title="Heat & cold")
    return fresh(page)


def edit_address(page: FactsheetPage) -> str:
    return f"{settings.SITE_URL}/admin/pages/{page.pk}/edit/"


def only_mail() -> mail.EmailMessage:
    """The mail that waits to be sent when the step is stored; earlier ones are gone."""
    send_waiting(timezone.now())
    (message,) = mail.outbox
    mail.outbox.clear()
    assert message.message().get_content_type() == "text/plain"
    return message


def lines(message: mail.EmailMessage) -> list[str]:
    return [line for line in message.body.splitlines() if line.strip()]


def test_each_step_is_told_to_the_members_of_its_groups_alone(submitted, people):
    message = only_mail()
    assert message.to == ["editor@example.org"]
    assert message.subject == "Editorial check: Heat & cold"
    assert lines(message) == [
        "Hello Editor Green,",
        "“Heat & cold” waits for the step “Editorial check”, which you can take.",
        "Read it, then decide:",
        edit_address(submitted),
        CHOICE,
    ]
    decide(people["Editor"], submitted)
    message = only_mail()
    assert message.to == ["clinical@example.org"]
    assert message.subject == "Clinical sign-off: Heat & cold"


def test_whoever_submitted_it_is_told_that_changes_are_asked_for_and_in_which_words(submitted, people):
    only_mail()
    decide(people["Editor"], submitted, "reject")
    message = only_mail()
    assert message.to == ["author@example.org"]
    assert message.subject == "Changes asked for: Heat & cold"
    assert lines(message) == [
        "Hello Author Green,",
        "Editor Green has asked for changes to “Heat & cold”, in the step “Editorial check”.",
        "Their words:",
        "Seen.",
        "Change it, then submit it again:",
        edit_address(submitted),
        CHOICE,
    ]


def test_whoever_submitted_it_is_told_that_it_has_passed(submitted, people):
    only_mail()
    decide(people["Editor"], submitted)
    only_mail()
    decide(people["Clinical reviewer"], fresh(submitted))
    message = only_mail()
    assert message.to == ["author@example.org"]
    assert message.subject == "Approved: Heat & cold"
    assert lines(message)[1:3] == [
        "“Heat & cold”, which you submitted, has passed its last step. "
        "Readers see it now, or from the time that was set for it.",
        f"{settings.SITE_URL}/factsheets/heat-cold/",
    ]


def test_a_governed_text_is_told_with_the_address_of_its_own_screen(people):
    text = Disclaimer.objects.get()
    text.text = "<p>Ask.</p>"
    text.save_revision()
    text.get_workflow().start(text, user=people["Editor"])
    message = only_mail()
    assert message.to == ["clinical@example.org"]
    assert "“Disclaimer” waits for the step “Clinical sign-off”" in message.body
    assert f"{settings.SITE_URL}/admin/snippets/factsheets/disclaimer/edit/{text.pk}/" in message.body


class NoServer(BaseEmailBackend):
    """A mail server whose name nobody knows."""

    asked = 0

    def send_messages(self, messages: list) -> int:
        NoServer.asked += 1
        raise socket.gaierror("unknown host")


def test_a_step_waits_for_no_mail_server(settings, people):
    sign_governed_texts()
    settings.EMAIL_SENDING_BACKEND = f"{__name__}.NoServer"
    NoServer.asked = 0
    page = complete_draft()
    post(people["Author"], page, "action-submit")
    assert fresh(page).current_workflow_task.name == "Editorial check"
    assert NoServer.asked == 0
    BackgroundWorker().once()
    assert NoServer.asked == 1
    assert OutgoingMail.objects.waiting().get().last_error == "gaierror: unknown host"
    settings.EMAIL_SENDING_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert only_mail().to == ["editor@example.org"]


def test_the_worker_sends_what_a_step_has_queued(people):
    sign_governed_texts()
    post(people["Author"], complete_draft(), "action-submit")
    assert not mail.outbox
    assert BackgroundWorker().once() == 1
    assert [message.to for message in mail.outbox] == [["editor@example.org"]]
    assert not OutgoingMail.objects.waiting().exists()


def test_a_step_that_is_rolled_back_is_told_to_nobody(people):
    sign_governed_texts()
    page = complete_draft()
    with transaction.atomic():
        page.get_workflow().start(page, user=people["Author"])
        assert OutgoingMail.objects.exists()
        assert Task.objects.exists()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not Task.objects.exists()
