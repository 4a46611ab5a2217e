"""The same form at the same moment, from a double click or from two people: one is kept, the others are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from factsheets.models import Condition, FactsheetPage
from tests.builders import complete_draft, library, superuser
from tests.factsheets.screens.hostile_forms.reading import forms_of

from .kinds import KIND_OF

pytestmark = pytest.mark.django_db(transaction=True)
HOW_MANY = 4


@pytest.fixture
def boss() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(superuser())
    return client


def post_at_once(boss: Client, address: str, fields: dict[str, Any]) -> tuple[list[int], list[str]]:
    """The statuses of as many posts at the same moment, and the screens of those that were not kept."""
    return post_each_at_once(boss, address, [fields] * HOW_MANY)


def post_each_at_once(boss: Client, address: str, forms: list[dict[str, Any]]) -> tuple[list[int], list[str]]:
    barrier = Barrier(len(forms))

    def post(fields: dict[str, Any]) -> tuple[int, str]:
        client = Client(raise_request_exception=False)
        client.cookies = boss.cookies.copy()
        try:
            barrier.wait(timeout=20)
            response = client.post(address, fields)
            return response.status_code, response.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as pool:
        answers = list(pool.map(post, forms))
    return sorted(status for status, _ in answers), [words for status, words in answers if status != 302]


def form_at(boss: Client, address: str) -> dict[str, list[str]]:
    return max((form.fields for form in forms_of(boss.get(address), address)), key=len)


NEW = {"title": "Massage", "slug": "massage", "summary": "Words that I typed."}


def test_a_new_factsheet_from_one_form(boss):
    address = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk])
    statuses, _ = post_at_once(boss, address, form_at(boss, address) | NEW)
    assert statuses == [302] * HOW_MANY
    assert FactsheetPage.objects.filter(slug="massage").count() == 1


def test_a_new_factsheet_from_forms_of_several(boss):
    address = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheetpage", library().pk])
    statuses, screens = post_each_at_once(
        boss, address, [form_at(boss, address) | NEW for _ in range(HOW_MANY)]
    )
    assert statuses == [200] * (HOW_MANY - 1) + [302]
    assert FactsheetPage.objects.filter(slug="massage").count() == 1
    for screen in screens:
        assert "is already in use" in screen
        assert "Words that I typed." in screen


def test_a_copy_of_a_factsheet(boss):
    page = complete_draft()
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {"new_title": "Again", "new_slug": "again", "new_parent_page": library().pk}
    statuses, screens = post_at_once(boss, address, fields)
    assert statuses == [200] * (HOW_MANY - 1) + [302]
    assert all("already in use" in screen for screen in screens)


def test_a_new_record(boss):
    address = KIND_OF[Condition].url("add")
    typed = KIND_OF[Condition].form("Slipped disc", description="Words that I typed.")
    statuses, screens = post_at_once(boss, address, typed)
    assert statuses == [200] * (HOW_MANY - 1) + [302]
    assert Condition.objects.named("Slipped disc").count() == 1
    assert all("Words that I typed." in screen for screen in screens)


def test_a_new_redirect(boss):
    fields = {
        "old_path": "/old",
        "site": Site.objects.get().pk,
        "is_permanent": "on",
        "redirect_link": "https://example.org/",
    }
    statuses, screens = post_at_once(boss, reverse("wagtailredirects:add"), fields)
    assert statuses == [200] * (HOW_MANY - 1) + [302]
    assert Redirect.objects.count() == 1
    assert all("already" in screen for screen in screens)
