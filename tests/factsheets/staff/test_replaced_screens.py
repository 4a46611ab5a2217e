"""Screens of ours in the place of Wagtail's have its addresses and names, so every rule that goes by a name holds at them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import ResolverMatch, URLPattern, path, resolve, reverse

from backcare import refusals, uploads
from backcare.accounts.recently import has_to_prove
from factsheets.people import asking_first
from factsheets.staff.replaced_screens import AROUND_WAGTAILS, IN_PLACE_OF_WAGTAILS, with_ours_in_place
from factsheets.workflows.one_way import guard
from tests.factsheets.screens.hostile_forms.addresses import Address, addresses, filled

#: Addresses without a name, or answered under another, with the reason. No rule can go by a name here.
OF_NO_NAME = {
    "/admin/test404/": "shows administrators how a missing page looks",
    "/admin/.*/": "whatever is no address of the admin",
    "/robots.txt": "for machines",
    "/.well-known/security.txt": "for machines",
    "/api/v1/": "whatever is no address of the API",
    "/api/v1/<path:rest>": "whatever is no address of the API",
    "/admin/password_reset/done/": "shut: all of this part leads to the one page for forgotten passwords",
    "/admin/password_reset/confirm/<uidb64>/<token>/": "shut too",
    "/admin/password_reset/complete/": "shut too",
}
#: Places that take more than a number.
FILLED = {
    "wagtailadmin_pages:revisions_compare": "/admin/pages/1/revisions/compare/1...2/",
    "wagtail_bulk_action": "/admin/bulk/auth/user/assign_role/",
    "wagtaildocs_serve": "/documents/1/a.txt",
    "factsheets:part_of_the_library": "/factsheets/~all/",
    "wagtail_serve": "/a/b/",
}
#: Every rule that knows screens by the names of their addresses, or of the part of the admin in which they lie.
RULES = {
    # Of acts on many those on people, as the place below names one.
    "asked who they are": {
        "wagtail_bulk_action" if name.startswith("bulk:") else name for name in site.ASK_ONCE_MORE
    },
    "guarded": guard.REFUSED | guard.TOLD,
    "about the root": refusals.BELOW_ANOTHER,
    "asked first": set(asking_first._BY_NAME),
    "files looked into": set(uploads._ASKED),
}


def url_of(address: Address) -> str:
    known = {"": {place: [1] for place in address.places}}
    return FILLED.get(address.name) or filled(address, known)[0]


def test_each_address_of_the_site_is_answered_under_its_own_name() -> None:
    """Nothing hides a screen behind one of another name, or of none."""
    otherwise = set()
    for address in addresses(below="/"):
        if resolve(url_of(address)).view_name != address.name:
            otherwise.add(address.template)
    assert otherwise == set(OF_NO_NAME)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_names_what_is_there(rule: str) -> None:
    names = {address.name for address in addresses(below="/")}
    parts = {name.rpartition(":")[0] for name in names}
    assert RULES[rule] - names - parts == set()


def replaced() -> Iterator[tuple[str, str, ResolverMatch]]:
    by_name = {address.name: address for address in addresses()}
    for name in (*IN_PLACE_OF_WAGTAILS, *AROUND_WAGTAILS):
        url = url_of(by_name[name])
        yield name, url, resolve(url)


def test_each_replaced_screen_stands_under_wagtails_name() -> None:
    for name, url, match in replaced():
        assert match.view_name == name
        ours = IN_PLACE_OF_WAGTAILS.get(name, match.func.__wrapped__)  # type: ignore[attr-defined]
        assert match.func.__wrapped__ is ours  # type: ignore[attr-defined]
        assert reverse(name, args=match.args, kwargs=match.kwargs) == url


def test_the_rules_hold_at_each_of_them(settings: pytest.FixtureRequest) -> None:
    settings.RECENT_MINUTES = 30  # type: ignore[attr-defined]
    held = set()
    for name, url, match in replaced():
        broken = SimpleUploadedFile("words.png", b"words")
        request = RequestFactory().post(url, {"file": broken})
        request.resolver_match = match
        request.user = SimpleNamespace(is_authenticated=True)  # type: ignore[assignment]
        request.session = {"proved_at": time.time() - 3 * 3600}  # type: ignore[assignment]
        assert has_to_prove(request) == (name in RULES["asked who they are"]), name
        assert guard._screen(request) == (name if name in RULES["guarded"] else ""), name
        looked_into = bool({name, match.namespace} & RULES["files looked into"])
        assert bool(uploads.what_is_wrong_with_files(request)) == looked_into, name
        held |= {rule for rule, names in RULES.items() if {name, match.namespace} & names}
    assert held == {"asked who they are", "asked first", "guarded", "files looked into"}


def test_another_way_to_write_a_number_leads_past_no_rule() -> None:
    """Django takes “01” for 1. What compared addresses let it through."""
    for name, url, _match in replaced():
        assert resolve(url.replace("/1/", "/01/")).view_name == name


def test_a_name_that_wagtail_has_no_more_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="wagtailimages:edit"):
        with_ours_in_place([path("pages/", lambda request: None, name="other")])  # type: ignore[list-item]


def test_what_is_not_replaced_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factsheets.staff.replaced_screens.IN_PLACE_OF_WAGTAILS", {})
    monkeypatch.setattr("factsheets.staff.replaced_screens.AROUND_WAGTAILS", {})
    theirs = URLPattern(path("a/", lambda request: None).pattern, lambda request: None, {"b": 1}, "c")  # type: ignore[list-item,arg-type]
    assert with_ours_in_place([theirs]) == [theirs]
