"""Whoever passes the number of something that they may not see is told nothing of it: on no address of the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.home import HomeView
from wagtail.models import Page, PageViewRestriction, Revision, Task

from tests import builders
from tests.factsheets.screens.hostile_forms.site import Known, make_site
from tests.factsheets.screens.test_hostile_forms import parts, places
from tests.setting_up import searches

#: What stands in the names of what is hidden, and nowhere else.
MARK_OF_PAGES, MARK_OF_RECORDS = "Xanthippe", "Protagoras"
#: One of so many addresses is asked in each run.
SHARE = 3
NAMES = ("title", "draft_title", "name", "plain_name", "object_str")


@pytest.fixture(scope="module")
def known(lasting_rows: None) -> Known:
    found = make_site()
    hide_pages()
    hide_records()
    return found


def hide_pages() -> None:
    """All but the home page are private, and called by the mark."""
    for page in Page.objects.filter(depth=3):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    hidden = Page.objects.filter(depth__gt=2)
    hidden.update(title=MARK_OF_PAGES, draft_title=MARK_OF_PAGES)
    keys = [str(pk) for pk in hidden.values_list("pk", flat=True)]
    for revision in Revision.objects.filter(base_content_type__model="page", object_id__in=keys):
        revision.content["title"] = revision.object_str = MARK_OF_PAGES
        revision.save()


def hide_records() -> None:
    for model in apps.get_app_config("factsheets").get_models():
        if issubclass(model, (Page, Task)):
            continue
        for field in model._meta.fields:
            if field.name in NAMES and isinstance(field, models.CharField) and not field.choices:
                for pk in model._base_manager.values_list("pk", flat=True):
                    name = f"{MARK_OF_RECORDS} {pk}"[: field.max_length]
                    model._base_manager.filter(pk=pk).update(**{field.name: name})


def somebody(role: str) -> AbstractUser:
    """With a role, or only let into the admin."""
    group, is_new = Group.objects.get_or_create(name=role)
    if is_new:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    return builders.person(role, "somebody")


def all_places(known: Known) -> Iterator[str]:
    """A share of them, always the same; `make test-long` asks all."""
    for addresses_of_part in parts().values():
        for address in addresses_of_part:
            if searches.LONG or crc32(address.template.encode()) % SHARE == 0:
                yield from places(address, known)


#: What stands in the way of deleting or rewording a record, or is led to by one, is named to whoever looks after records.
_OF_RECORDS = re.compile(r"/snippets/\w+/\w+/(usage|delete|inspect)/|/bulk/factsheets/\w+/delete/|/wording/")


@pytest.mark.parametrize(
    ("role", "marks", "by_design"),
    [
        ("Visitor", [MARK_OF_PAGES, MARK_OF_RECORDS], re.compile(r"(?!)")),
        ("Resource manager", [MARK_OF_PAGES], _OF_RECORDS),
    ],
)
def test_no_address_names_what_somebody_may_not_see(
    known: Known, role: str, marks: list[str], by_design: re.Pattern[str]
) -> None:
    browser = Client(raise_request_exception=False)
    with transaction.atomic():
        browser.force_login(somebody(role))
        first_screen = shown_whole(browser, reverse("wagtailadmin_home"))
        told = {
            place
            for place in all_places(known)
            if not by_design.search(place) and any(mark in shown(browser, place) for mark in marks)
        }
        transaction.set_rollback(True)
    assert not told, "\n".join(sorted(told))
    assert [mark for mark in marks if mark in first_screen] == []


def test_several_pages_and_an_address_tell_nothing_either(known: Known) -> None:
    browser, hidden = Client(), Page.objects.filter(title=MARK_OF_PAGES)
    with transaction.atomic():
        browser.force_login(somebody("Visitor"))
        chosen = browser.get(
            reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": [page.pk for page in hidden]}
        )
        page = hidden.filter(live=True).first()
        typed = {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "x"}
        link = browser.post(reverse("wagtailadmin_choose_page_external_link"), typed)
        transaction.set_rollback(True)
    assert chosen.json()["result"] == []
    assert link.json()["result"]["url"] == page.full_url
    assert MARK_OF_PAGES not in link.content.decode()


def shown(browser: Client, place: str) -> str:
    """What is read there, or where it leads: whoever is refused sees the first screen, which says why.

    Its panels are the same for each of those, and are looked at once.
    """
    with patch.object(HomeView, "get_panels", return_value=[]):
        return shown_whole(browser, place)


def shown_whole(browser: Client, place: str) -> str:
    response: Any = browser.get(place, follow=True)
    return "" if response.streaming else response.content.decode(errors="replace")
