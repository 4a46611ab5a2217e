"""Every address of the site, with something of a whole site in each of its places, in each state that a page can be in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from factsheets.models import Condition, FactsheetPage, Version
from home.models import PlainPage
from tests import builders
from tests.factsheets.screens.hostile_forms.addresses import Address, addresses, filled
from tests.factsheets.screens.hostile_forms.site import Known, make_site

from .owners import Owners
from .visitors import People, make_visitors

#: A fault by design, so that administrators see how faults look.
LEFT_OUT = {"wagtailadmin_error_test"}
#: What an address is asked, where it answers nothing without.
_ASKED = {"factsheets:api:search_factsheets": "?q=massage", "factsheets:search": "?q=massage"}
#: Where one of these stands in an address, the answer may depend on the state of the page.
#: Where it does not, though a page stands in the address.
_WHATEVER_PAGE = {
    "factsheets:condition",
    "factsheets:whole_condition",
    "wagtailcore_authenticate_with_password",
}
_PLACES_OF_PAGES = ("page_id", "page_to_move_id", "page_path", "slug", "text_id")


class Place(NamedTuple):
    """One address with one thing in it: as the table names both, where it lies, and what answers."""

    address: str
    state: str
    url: str
    view: Any


class Library(NamedTuple):
    """What stands in the places of addresses, a page in each state, who visits, and what is whose."""

    known: Known
    states: dict[str, Page]
    people: People
    owners: Owners


def make_library() -> Library:
    known = make_site()
    known[""] |= _of_readers()
    condition = Condition.objects.order_by("pk").first()
    public = FactsheetPage.objects.get(title="Massage")
    builders.suits(public, "likely", condition)
    known["factsheets:condition"] = known["factsheets:whole_condition"] = {"slug": [condition.slug]}
    known["factsheets:part_of_the_library"] = {"path": ["factsheets/~all/"]}
    people = make_visitors()
    owners = Owners(people, public)
    states: dict[str, Page] = {each.title: each for each in FactsheetPage.objects.all()}
    scheduled = builders.complete_draft("Heat")
    scheduled.go_live_at = timezone.now() + timedelta(days=3)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    hidden = builders.live("Reflexology")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    return Library(
        known,
        {
            "draft": builders.draft("Cupping"),
            "with the editor": states["TENS"],
            "with the clinician": states["Yoga"],
            "public": states["Massage"],
            "withdrawn": states["Chiropractic"],
            "scheduled": FactsheetPage.objects.get(pk=scheduled.pk),
            "behind a sign-in": hidden,
            "plain page": PlainPage.objects.first(),
        },
        people,
        owners,
    )


@cache
def all_addresses() -> tuple[Address, ...]:
    """Each address once: of two under one template the first is the one that answers."""
    first: dict[str, Address] = {}
    for address in addresses(below="/"):
        if address.name not in LEFT_OUT:
            first.setdefault(address.template, address)
    return tuple(first.values())


def places(library: Library, who: str) -> Iterator[Place]:
    """Every address, in each state where the state matters, and with what is their own where that may matter."""
    states = library.states | {"own draft": library.owners.draft_of(who)}
    facts = {state: _of(page) for state, page in states.items()}
    for address in all_addresses():
        for state, url in _of_address(address, library, who, states, facts):
            yield Place(address.template, state, url, address.view)
    yield from _in_bulk(states, library.owners.accounts(who))


def _of_address(
    address: Address,
    library: Library,
    who: str,
    states: dict[str, Page],
    facts: dict[str, dict[str, list[object]]],
) -> Iterator[tuple[str, str]]:
    known, owned = library.known, library.owners.in_place(address.name, address.places, who)
    if address.name == "wagtail_bulk_action":
        return
    if address.name == "wagtail_serve":
        yield from ((state, page.url) for state, page in states.items())
    elif address.name == "wagtaildocs_serve":
        yield "", Document.objects.order_by("pk").first().url
    elif address.name == "wagtailadmin_pages:revisions_compare":
        for state, page in states.items():
            yield state, f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/"
    elif address.name not in _WHATEVER_PAGE and set(address.places) & set(_PLACES_OF_PAGES):
        for state, of_a_page in facts.items():
            yield from _in(address, _with(known, of_a_page), state)
    elif owned:
        place, kinds = owned
        for kind, key in kinds.items():
            yield from _in(address, _with(known, {place: [key]}), kind)
    else:
        yield from _in(address, known)


def _in_bulk(states: dict[str, Page], accounts: dict[str, int]) -> Iterator[Place]:
    """Each action on many, with the first record of its kind chosen: of pages and accounts, one of each kind."""
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # which looks for all of them
    pages = {state: page.pk for state, page in states.items()}
    for app, models in bulk_action_registry.actions.items():
        for name, actions in models.items():
            newest = apps.get_model(app, name)._default_manager.order_by("pk").last()
            chosen = {"page": pages, "user": accounts}.get(name, {"": newest.pk if newest else 1})
            for action, view in actions.items():
                path = f"/admin/bulk/{app}/{name}/{action}/"
                for kind, key in chosen.items():
                    yield Place(path, kind, f"{path}?id={key}", view)


def _in(address: Address, known: Known, state: str = "") -> Iterator[tuple[str, str]]:
    urls = [url + _ASKED.get(address.name, "") for url in filled(address, known)]
    for number, url in enumerate(urls, start=1):
        yield " ".join(filter(None, [state, _which(address, url, number) if len(urls) > 1 else ""])), url


def _which(address: Address, url: str, number: int) -> str:
    """What tells apart addresses of one kind: the act that they name, else their number."""
    parts = zip(address.template.split("/"), url.split("/"), strict=True)
    return next((value for part, value in parts if part.endswith(":action_name>")), f"#{number}")


def _with(known: Known, of_one: dict[str, list[object]]) -> Known:
    """What is known, but for what belongs to the thing that one address is about."""
    others = {
        part: {place: values for place, values in places.items() if place not in of_one}
        for part, places in known.items()
    }
    return others | {"": others[""] | of_one}


def _of(page: Page) -> dict[str, list[object]]:
    state = getattr(page.specific, "current_workflow_task_state", None)
    waiting = {"task_state_id": [state.pk], "workflow_state_id": [state.workflow_state_id]} if state else {}
    return {
        "page_id": [page.pk],
        "page_to_move_id": [page.pk],
        "text_id": [page.pk],
        "page_path": [page.url.strip("/")],
        "slug": [page.slug],
        "revision_id": [page.latest_revision_id],
        **waiting,
    }


def _of_readers() -> dict[str, list[object]]:
    """What stands in the places of readers' addresses."""
    restriction = PageViewRestriction.objects.create(
        page=builders.live("Ice"), restriction_type="password", password="ice"
    )
    return {
        "uidb36": ["1"],
        "key": ["set-password"],
        "code": [Version.objects.filter(factsheet__title="Massage").first().code],
        "path": ["original_images/none.png"],
        "rest": ["no/such/thing"],
        "section": ["pages"],
        "number": [1],
        "restriction_id": [1],
        "page_view_restriction_id": [restriction.pk],
    }
