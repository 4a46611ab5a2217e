"""Whoever hides a page says it twice: what readers lose is told, and what nobody unpublishes together nobody hides together."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.builders import library, live, person, superuser

pytestmark = pytest.mark.django_db

HIDING: list[dict[str, Any]] = [
    {"restriction_type": "login"},
    {"restriction_type": "password", "password": "under the stairs"},
    {"restriction_type": "groups", "groups": [1]},
]


def browser(role: str | None) -> Client:
    made = Client()
    made.force_login(person(role) if role else superuser())
    return made


def window(page: Any) -> str:
    return reverse("wagtailadmin_pages:set_privacy", args=[page.pk])


@pytest.mark.parametrize("rule", HIDING, ids=[str(each["restriction_type"]) for each in HIDING])
@pytest.mark.parametrize("role", ["Editor", "Administrator"])
def test_no_role_hides_the_factsheets_below_a_page(role: str, rule: dict[str, Any]) -> None:
    sheet = live("Heat")
    answer = browser(role).post(window(library()), {"password": "", **rule})
    if answer.status_code == 200:
        shown = json.loads(answer.content)
        assert shown["step"] == "set_privacy"
        assert "Nothing was changed. Readers would lose 1 public factsheet: “Heat”" in shown["html"]
    else:
        assert answer.status_code in (302, 403)
    assert not PageViewRestriction.objects.exists()
    assert Client().get(sheet.url).status_code == 200


def test_who_keeps_the_site_is_told_what_readers_lose_and_may() -> None:
    sheets = [live(title) for title in ("Cold", "Heat", "Massage", "TENS")]
    keeper = browser(None)
    shown = json.loads(keeper.get(window(library())).content)["html"]
    assert "4 public factsheets: “Cold”, “Heat”, “Massage” and 1 more" in shown
    answer = keeper.post(window(library()), {"restriction_type": "login", "password": ""})
    assert answer.json()["step"] == "set_privacy_done"
    assert Client().get(sheets[0].url).status_code == 302
    assert "public factsheet" not in json.loads(keeper.get(window(library())).content)["html"]
    answer = keeper.post(window(library()), {"restriction_type": "none", "password": ""})
    assert answer.json() == {"step": "set_privacy_done", "is_public": True}


def test_a_rule_may_always_be_taken_away_and_set_where_readers_lose_nothing() -> None:
    sheet = live("Heat")
    PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    editor = browser("Editor")
    answer = editor.post(window(library()), {"restriction_type": "login", "password": ""})
    assert answer.json()["step"] == "set_privacy_done", "which was hidden already"
    answer = editor.post(window(library()), {"restriction_type": "none", "password": ""})
    assert answer.json()["is_public"]


def test_it_asks_for_a_recent_proof_in_its_small_window(settings: Any) -> None:
    settings.RECENT_MINUTES = 30
    sheet, editor = live("Heat"), browser("Editor")
    session = editor.session
    session["proved_at"] = 1
    session.save()
    behind = reverse("wagtailadmin_pages:edit", args=[sheet.pk])
    opened = editor.get(
        window(sheet),
        headers={"X-Requested-With": "XMLHttpRequest", "Referer": f"http://testserver{behind}"},
    )
    shown = json.loads(opened.content)
    assert shown["step"] == "prove"
    assert "Prove who I am" in shown["html"]
    assert f"next={behind.replace('/', '%2F')}" in shown["html"]
    assert editor.get(window(sheet)).status_code == 302
    answer = editor.post(window(sheet), {"restriction_type": "login", "password": ""})
    assert answer.status_code == 403
    assert not PageViewRestriction.objects.exists()
