"""Administrators and superusers read the security log; nobody else does, and nobody changes it there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factsheets.models import SecurityEvent
from factsheets.security_log.recording import record_failed_sign_in, record_security_event
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

URLS = [reverse("security_log_report"), reverse("security_log_report_results")]


def text(browser: Client, query: str = "") -> str:
    return browser.get(f"{URLS[1]}{query}").content.decode()


@pytest.mark.parametrize("role", ["Administrator", "superuser"])
def test_it_is_read_by(role):
    record_security_event("refused", "Somebody", "<b>Because</b>")
    browser = signed_in(role)
    words = browser.get(URLS[0]).content.decode()
    assert "Security log" in words
    assert "Somebody" in words
    assert "&lt;b&gt;Because" in words
    assert URLS[0] in browser.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["Author", "Editor", "Clinical reviewer", "Resource manager", None])
def test_it_is_not_read_by(role):
    browser = signed_in(role)
    for url in (*URLS, f"{URLS[0]}?export=csv"):
        assert browser.get(url).status_code == 302
    assert URLS[0] not in browser.get(reverse("wagtailadmin_home")).content.decode()


def test_it_is_found_by_kind_person_network_and_day():
    browser = signed_in("Administrator")
    record_failed_sign_in("stranger")
    record_failed_sign_in("stranger")
    record_security_event("role_given", "newcomer", "Author")
    assert "2 times from" in text(browser, "?kind=sign_in_failed")
    assert "newcomer" not in text(browser, "?kind=sign_in_failed")
    assert "newcomer" in text(browser, "?name=NEWCOM")
    assert "stranger" not in text(browser, "?name=NEWCOM")
    assert "newcomer" not in text(browser, "?network=127.0")
    assert "newcomer" not in text(browser, "?last_at_to=2020-01-01")
    for odd in ("?name=%00", "?network=%00", "?kind=%00", "?last_at_from=x", "?p=99", "?ordering=detail"):
        assert browser.get(f"{URLS[0]}{odd}").status_code in (200, 404)


def test_its_spreadsheet_has_no_formula():
    browser = signed_in("Administrator")
    record_failed_sign_in("=HYPERLINK(1)")
    answer = browser.get(f"{URLS[0]}?export=csv")
    sheet = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK(1)" in sheet
    assert "Sign-in failed" in sheet


def test_nothing_is_changed_there():
    browser = signed_in("superuser")
    seen = SecurityEvent.objects.count()
    for url in URLS:
        assert browser.post(url).status_code == 405
        assert browser.delete(url).status_code == 405
    assert SecurityEvent.objects.count() == seen
