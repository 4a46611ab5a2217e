"""Whatever arrives in a form of the admin, broken, missing, doubled or overlong: an answer, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TypeVar
from zlib import crc32

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.factsheets.screens.hostile_forms.addresses import Address, addresses, filled, with_junk
from tests.factsheets.screens.hostile_forms.reading import Form, forms_of
from tests.factsheets.screens.hostile_forms.site import Known, make_site
from tests.factsheets.screens.hostile_forms.spoiling import spoilt
from tests.setting_up import searches

#: A fault by design, so that administrators see how faults look; and what ends the session.
LEFT_OUT = {"wagtailadmin_error_test", "wagtailadmin_logout"}
#: What is posted by scripts, where no form on a screen tells which fields there are.
POSTED_BY_SCRIPTS = {
    "wagtailadmin_pages:set_page_position": {"position": ["1"]},
    "wagtailadmin_pages:workflow_action": {"comment": ["Good."]},
    "wagtailadmin_editing_sessions:ping": {"is_editing": ["1"], "revision_id": ["1"], "revision_created_at": [""]},
    "wagtailadmin_api:pages:action": {
        "destination_page_id": ["3"], "recursive": ["1"], "keep_live": ["1"], "slug": ["again"], "title": ["Again"],
        "revision_id": ["1"], "position": ["first-child"],
    },
}  # fmt: skip
LONGEST_IN_AN_ADDRESS = 10_000
#: Changes with every look at a screen.
_NOT_THE_SITE = {
    "sessions.session",
    "wagtailadmin.editingsession",
    "wagtailcore.uploadedfile",
    "wagtailcore.pagesubscription",
    # Wagtail keeps a word as soon as it is asked about, whatever becomes of the form.
    "wagtailsearchpromotions.query",
}


@cache
def parts() -> dict[str, list[Address]]:
    """The addresses of each part of the admin."""
    found: dict[str, list[Address]] = {}
    seen = set()
    for address in addresses():
        # Of two under one address the first is the one that answers.
        if address.name not in LEFT_OUT and address.template not in seen:
            found.setdefault(address.name.split(":")[0], []).append(address)
        seen.add(address.template)
    return found


@pytest.fixture(scope="module")
def site(lasting_rows: None) -> Iterator[tuple[Client, Known]]:
    known = make_site()
    # The transaction around the tests must outlive what PostgreSQL refuses; without one, each statement is its own.
    connection.settings_dict["ATOMIC_REQUESTS"] = connection.vendor == "postgresql"
    browser = Client(raise_request_exception=False)
    browser.force_login(get_user_model().objects.get(username="superuser"))
    yield browser, known
    connection.settings_dict["ATOMIC_REQUESTS"] = False


@pytest.mark.parametrize("part", parts())
def test_every_form_answers(site: tuple[Client, Known], part: str, caplog: pytest.LogCaptureFixture) -> None:
    browser, known = site
    caplog.set_level("CRITICAL")
    before = _rows()
    wrong = [
        f"{what}: {told}"
        for address in parts()[part]
        for what, ask in everything_posted(browser, address, known)
        if (told := _what_is_wrong(ask, before))
    ]
    assert not wrong, "\n".join(wrong)


Ask = Callable[[], HttpResponseBase]


def everything_posted(browser: Client, address: Address, known: Known) -> Iterator[tuple[str, Ask]]:
    for place in places(address, known):
        opened: list[HttpResponseBase] = []
        yield f"GET {place}", partial(_opening, browser, place, opened)
        yield from _unreadable_bodies(browser, place)
        for form in [*_different(forms_of(opened.pop(), place)), *_by_scripts(address, place)]:
            spoilings = _in_turn(list(spoilt(form.fields)), form.address)
            for what, fields in [("as it is", form.fields), *spoilings]:
                yield f"{form.method} {form.address} {what}", _sending(browser, form, fields)
    for place in with_junk(address):
        yield f"GET {place}", partial(browser.get, place)
        yield f"POST {place}", partial(browser.post, place)


def _opening(browser: Client, place: str, opened: list[HttpResponseBase]) -> HttpResponseBase:
    opened.append(browser.get(place))
    return opened[0]


Way = TypeVar("Way")
#: One of so many ways is tried at each address; the two databases try different ones, a long search tries all.
_TURNS = 1 if searches.LONG else 5


def _in_turn(ways: list[Way], place: str) -> list[Way]:
    """A part of `ways`, another one at the next address; always the same at this one."""
    turn = crc32(place.encode()) + (connection.vendor == "postgresql")
    return ways[turn % _TURNS :: _TURNS]


def places(address: Address, known: Known) -> list[str]:
    if address.name != "wagtail_bulk_action":
        return filled(address, known)
    return [
        f"/admin/bulk/{app}/{model}/{action}/?id={number}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
        for number in (_newest(app, model), "x\x00", "9" * 30)
    ]


def _newest(app: str, model: str) -> str:
    """The key of the record of a kind that was made last; 0 where there is none."""
    record = apps.get_model(app, model)._default_manager.order_by("pk").last()
    return str(record.pk if record else 0)


def _unreadable_bodies(browser: Client, place: str) -> Iterator[tuple[str, Ask]]:
    bodies = {
        "nothing": (b"", "application/x-www-form-urlencoded"),
        "half of JSON": (b'{"a": [', "application/json"),
        "a list": (b"[1]", "application/json"),
        "half of a form": (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        "no letters": (b"\xff\xfe=\xff&next=%00", "application/x-www-form-urlencoded"),
    }
    for what, (body, kind) in _in_turn(list(bodies.items()), place):
        yield f"POST {place} {what}", partial(browser.post, place, body, content_type=kind)


def _forms_at(browser: Client, place: str) -> list[Form]:
    with transaction.atomic():
        response = browser.get(place)
        transaction.set_rollback(True)
    return _different(forms_of(response, place))


def _different(forms: list[Form]) -> list[Form]:
    """Each form once, and not the one that ends the session."""
    found = {(form.method, form.address, *form.fields): form for form in forms}
    return [form for form in found.values() if form.address != "/admin/logout/"]


def _by_scripts(address: Address, place: str) -> list[Form]:
    fields = POSTED_BY_SCRIPTS.get(address.name)
    return [Form(place, "post", fields, {})] if fields else []


def _sending(browser: Client, form: Form, fields: dict[str, list[str]]) -> Ask:
    if form.method == "post":
        return partial(browser.post, form.address, fields)
    # The server takes no address of any length.
    short = {name: [value[:LONGEST_IN_AN_ADDRESS] for value in values] for name, values in fields.items()}
    return partial(browser.get, form.address, short)


def _what_is_wrong(ask: Ask, before: list[tuple]) -> str:
    """Empty if it was answered, and if a refusal left everything as it was. Whatever it did is undone."""
    with transaction.atomic():
        status = ask().status_code
        wrong = f"{status}" if status >= 500 else ""
        if 400 <= status < 500 and (done := set(_rows()) - set(before)):
            wrong = f"{status}, but something was done: {done}"
        transaction.set_rollback(True)
    return wrong


def _rows() -> list[tuple]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return cursor.fetchall()


@cache
def _counting() -> str:
    tables = {
        model._meta.db_table for model in apps.get_models() if model._meta.label_lower not in _NOT_THE_SITE
    }
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in sorted(tables))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("wagtailadmin_pages:add", "suitabilities-TOTAL_FORMS"),
        ("wagtailsnippets_factsheets_association:edit", "checks-TOTAL_FORMS"),
        ("wagtailusers_users:add", "username"),
        ("wagtailredirects:add", "old_path"),
        ("wagtaildocs_chooser:choose", "document-chooser-upload-title"),
        ("factsheets_withdraw", "reason"),
        ("factsheet_review", "reviewed_on"),
    ],
)
def test_each_sort_of_form_is_found(site: tuple[Client, Known], name: str, field: str) -> None:
    browser, known = site
    [address] = [each for part in parts().values() for each in part if each.name == name]
    found = [form for place in places(address, known) for form in _forms_at(browser, place)]
    assert field in {each for form in found if form.method == "post" for each in form.fields}


def test_an_address_of_which_nothing_is_known_is_told() -> None:
    with pytest.raises(KeyError, match="new_screen: colour"):
        filled(Address("new_screen", "/admin/new/<str:colour>/", None), {"": {"pk": [1]}})
