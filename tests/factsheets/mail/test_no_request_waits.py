"""No request of staff ever talks to a mail server: one that hangs makes no screen slow. The worker alone does."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageSubscription

from factsheets.mail.sending import queue_words, send_waiting
from factsheets.models import OutgoingMail
from tests.builders import person
from tests.factsheets.screens.hostile_forms.addresses import Address
from tests.factsheets.screens.hostile_forms.site import Known, make_site
from tests.factsheets.screens.test_hostile_forms import _forms_at, _sending, parts, places
from tests.setting_up import searches

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def known(lasting_rows: None) -> Iterator[Known]:
    found = make_site()
    connection.settings_dict["ATOMIC_REQUESTS"] = connection.vendor == "postgresql"
    for role in ("Editor", "Clinical reviewer", "Administrator", "Author"):
        user = person(
            role, f"told-{role.lower().replace(' ', '-')}", email=f"{role.replace(' ', '')}@example.org"
        )
        for page in Page.objects.filter(depth__gt=2):
            PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    yield found
    connection.settings_dict["ATOMIC_REQUESTS"] = False


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch, settings) -> list[str]:
    """Each try to reach a mail server."""
    tried: list[str] = []

    def hangs(_self: object, host: str = "", *_port: object, **_more: object) -> None:
        tried.append(host)
        raise TimeoutError("timed out")

    monkeypatch.setattr(smtplib.SMTP, "connect", hangs)
    settings.EMAIL_BACKEND = "factsheets.mail.queued.QueuedMail"
    settings.EMAIL_SENDING_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    return tried


def test_whatever_staff_send_waits_for_no_mail_server(known: Known, connections: list[str]) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(get_user_model().objects.get(username="superuser"))
    sent = queued = 0
    for address in (address for part in parts().values() for address in part if is_asked(address)):
        for place in places(address, known):
            for form in _forms_at(browser, place):
                if form.method != "post":
                    continue
                with transaction.atomic():
                    _sending(
                        browser, form, form.fields | {name: [value] for name, value in form.buttons.items()}
                    )()
                    assert connections == [], form.address
                    queued += OutgoingMail.objects.filter(sent_at=None).count()
                    transaction.set_rollback(True)
                sent += 1
    assert sent > 50
    assert queued > 0


def is_asked(address: Address) -> bool:
    """Each database asks a half of them, and the other one the rest."""
    turn = crc32(address.template.encode()) + (connection.vendor == "postgresql")
    return searches.LONG or turn % 2 == 0


def test_what_sends_in_the_background_does(connections: list[str]) -> None:
    queue_words("one", "editor@example.org", "Words", "Words.", now=timezone.now())
    assert send_waiting(timezone.now()).failed > 0
    assert "mail.example.org" in connections
