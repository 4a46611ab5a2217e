"""Names of people, groups, collections, pages and records are one line, on every form and command; what is stored already says nothing in a mail."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Site, Task, Workflow

from factsheets.language.one_line import BRACKETS, NOTHING_TO_SEE, UNSEEN
from factsheets.mail.models import OutgoingMail
from factsheets.models import Condition, Source
from factsheets.people.roles import CLINICAL_REVIEWER
from factsheets.powers.rules import NAME_OF_A_ROLE
from tests.backcare.uploads import document
from tests.builders import as_loaded, draft, person, superuser

pytestmark = pytest.mark.django_db

BAD = {
    "Bob\r\nBcc: x@evil.test": UNSEEN,
    "Ann,\n\nthis is a test": UNSEEN,
    "a\x1b[31m": UNSEEN,
    "\u202elive": UNSEEN,
    "a\u2066b": UNSEEN,
    "a\u2028b": UNSEEN,
    "<b>Ann</b>": BRACKETS,
    "\u200b": NOTHING_TO_SEE,
    "\u200e\u200f": NOTHING_TO_SEE,
    "\u061c": NOTHING_TO_SEE,
    "\u3164": NOTHING_TO_SEE,
    "\u115f\u1160\uffa0": NOTHING_TO_SEE,
    "\u2800": NOTHING_TO_SEE,
    "\u00ad\u2060\ufeff": NOTHING_TO_SEE,
    "\u0301\ufe0f": NOTHING_TO_SEE,
    "…": NOTHING_TO_SEE,
}


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def fields_of(page: str) -> dict[str, str]:
    """Empty lists of rows, as the form has them."""
    return dict.fromkeys(re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL|MIN_NUM)_FORMS)"', page), "0")


@pytest.mark.parametrize(("name", "said"), BAD.items(), ids=[repr(name) for name in BAD])
def test_no_form_takes_a_name_that_is_more_than_one_line(name: str, said: str) -> None:
    administrator, editor, root = (
        signed_in("Administrator"),
        signed_in("Editor"),
        Collection.get_first_root_node(),
    )
    sheet = document()
    page, keeper = draft(), Client()
    keeper.force_login(superuser())
    user = {"username": "new", "first_name": "Ann", "last_name": "Lee", "email": "new@example.org"}
    add_group, add_user = reverse("wagtailusers_groups:add"), reverse("wagtailusers_users:add")
    ways: list[tuple[Client, str, dict[str, Any]]] = [
        (administrator, add_user, {**user, "first_name": name}),
        (administrator, add_user, {**user, "last_name": name}),
        (administrator, reverse("wagtailadmin_account"), {"name_email-first_name": name, "name_email-last_name": "L"}),
        (administrator, add_group, {**fields_of(administrator.get(add_group).content.decode()), "name": name}),
        (keeper, reverse("wagtailadmin_collections:add"), {"name": name, "parent": root.pk}),
        (editor, reverse("wagtaildocs:edit", args=[sheet.pk]), {"title": name, "collection": root.pk, "tags": ""}),
        (editor, reverse("wagtailadmin_pages:edit", args=[page.pk]), {**as_loaded(page), "title": name}),
    ]  # fmt: skip
    for browser, address, typed in ways:
        shown = unescape(browser.post(address, typed, follow=True).content.decode())
        assert said in shown, address
    assert not get_user_model().objects.filter(username="new").exists()
    assert not Group.objects.filter(name=name).exists()
    assert not Collection.objects.filter(name=name).exists()
    sheet.refresh_from_db()
    assert sheet.title == "A leaflet"
    assert page.get_latest_revision().content["title"] == "Medical acupuncture"


@pytest.mark.parametrize(("name", "said"), BAD.items(), ids=[repr(name) for name in BAD])
def test_what_a_command_or_an_import_writes_is_checked_too(name: str, said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        Group(name=name).full_clean()
    if said != UNSEEN:
        for record in (
            Condition(name=name, slug="a"),
            Workflow(name=name),
            Site(site_name=name, hostname="a"),
        ):
            with pytest.raises(ValidationError, match=re.escape(said)):
                record.full_clean()
    if said == NOTHING_TO_SEE:
        with pytest.raises(ValidationError, match=re.escape(said)):
            Source._meta.get_field("title").clean(name, None)


@pytest.mark.parametrize(
    "kind", ["wagtailadmin_workflows:add", "wagtailadmin_workflows:add_task", "wagtailsites:add"]
)
@pytest.mark.parametrize("name", ["\u200b", "\u3164", "\u2800"])
def test_nor_does_a_workflow_a_task_or_a_site_have_a_name_that_nobody_sees(kind: str, name: str) -> None:
    keeper = Client()
    keeper.force_login(superuser())
    task = "wagtailcore/groupapprovaltask"
    address = reverse(kind, args=task.split("/") if kind.endswith("task") else [])
    fields = fields_of(keeper.get(address).content.decode())
    typed = {"name": name, "site_name": name, "hostname": "a.example.org", "port": 80}
    shown = unescape(keeper.post(address, {**fields, **typed}).content.decode())
    assert NOTHING_TO_SEE in shown
    assert not Workflow.objects.filter(name=name).exists()
    assert not Task.objects.filter(name=name).exists()
    assert not Site.objects.filter(site_name=name).exists()


@pytest.mark.parametrize("name", ["Zoë", "Ольга", "محمد", "נועה", "李", "می\u200cخواهم", "O’Hara-Smith", "7"])
def test_people_of_all_alphabets_have_a_name(name: str) -> None:
    get_user_model()._meta.get_field("first_name").clean(name, None)


@pytest.mark.parametrize(
    "name", ["Clinical\u3164reviewer", "Clinical reviewers", "Clini\u00adcal\u200b reviewers"]
)
def test_no_group_looks_like_the_clinical_role(name: str) -> None:
    administrator = signed_in("Administrator")
    address = reverse("wagtailusers_groups:add")
    fields = fields_of(administrator.get(address).content.decode())
    shown = unescape(administrator.post(address, {**fields, "name": name}).content.decode())
    assert NAME_OF_A_ROLE in shown
    assert not Group.objects.filter(name=name).exists()


def test_names_keep_their_longest_length() -> None:
    for name in ("a" * 151, "a" * 150 + "<"):
        with pytest.raises(ValidationError, match="150"):
            Group(name=name).full_clean()


def test_works_of_others_keep_their_titles() -> None:
    Source._meta.get_field("title").clean("Exercise for <12 weeks", None)
    with pytest.raises(ValidationError):
        Source._meta.get_field("title").clean("Exercise\u202e", None)


def test_a_name_that_is_stored_already_says_nothing_in_the_mail_of_powers() -> None:
    nothing = (
        "Ann,\n\nthis is a routine test of our mail. Nothing has changed and you need do nothing.\n\nBackCare"
        + "\n" * 40
    )
    reviewer = person(CLINICAL_REVIEWER, "reviewer", email="reviewer@example.org")
    get_user_model().objects.filter(pk=reviewer.pk).update(first_name=nothing)
    role = Group.objects.get(name=CLINICAL_REVIEWER)
    typed = {
        "username": "mine",
        "first_name": "A",
        "last_name": "B",
        "email": "mine@example.org",
        "groups": [role.pk],
        "is_active": "on",
    }
    signed_in("Administrator").post(reverse("wagtailusers_users:add"), typed)
    mail = OutgoingMail.objects.get(to="reviewer@example.org", key__startswith="security:")
    assert mail.body.startswith("Power over sign-offs or accounts has changed on the site.")
    assert "routine test of our mail. Nothing has changed" not in mail.body
    assert "Role given: mine" in mail.subject
