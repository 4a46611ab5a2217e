"""Every address of the site, with something of a whole site in each of its places, in each state that a page can be in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import NamedTuple

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

#: A fault by design, so that administrators see how faults look.
LEFT_OUT = {"wagtailadmin_error_test"}
#: What an address is asked, where it answers nothing without.
_ASKED = {"factsheets:api:search_factsheets": "?q=massage", "factsheets:search": "?q=massage"}
#: Where one of these stands in an address, the answer may depend on the state of the page.
_PLACES_OF_PAGES = ("page_id", "page_to_move_id", "page_path", "slug", "text_id")


class Place(NamedTuple):
    """One address in one state: its name in the table, and where it lies."""

    name: str
    url: str


class Library(NamedTuple):
    """What stands in the places of addresses, and a page in each state."""

    known: Known
    states: dict[str, Page]


def make_library() -> Library:
    known = make_site()
    known[""] |= _of_readers()
    condition = Condition.objects.get()
    builders.suits(FactsheetPage.objects.get(title="Massage"), "likely", condition)
    known |= {name: {"pk": [1]} for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")}
    known["factsheets:condition"] = {"slug": [condition.slug]}
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
    )


@cache
def all_addresses() -> tuple[Address, ...]:
    """Each address once: of two under one template the first is the one that answers."""
    first: dict[str, Address] = {}
    for address in addresses(below="/"):
        if address.name not in LEFT_OUT:
            first.setdefault(address.template, address)
    return tuple(first.values())


def places(library: Library) -> Iterator[Place]:
    """Every address, in each state where the state matters."""
    for address in all_addresses():
        if address.name == "wagtail_serve":
            yield from (Place(f"page [{state}]", page.url) for state, page in library.states.items())
        elif address.name == "wagtaildocs_serve":
            yield Place(address.template, Document.objects.get().url)
        elif address.name == "wagtail_bulk_action":
            yield from _in_bulk()
        elif address.name == "wagtailadmin_pages:revisions_compare":
            for state, page in library.states.items():
                url = f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/"
                yield Place(f"{address.template} [{state}]", url)
        elif address.name != "factsheets:condition" and set(address.places) & set(_PLACES_OF_PAGES):
            for state, page in library.states.items():
                yield from _in(address, _with(library.known, _of(page)), f" [{state}]")
        else:
            yield from _in(address, library.known)


def _in_bulk() -> Iterator[Place]:
    """Each action on many, with the first record of its kind chosen."""
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # which looks for all of them
    for app, models in bulk_action_registry.actions.items():
        for name, actions in models.items():
            chosen = apps.get_model(app, name)._default_manager.order_by("pk").last()
            for action in actions:
                path = f"/admin/bulk/{app}/{name}/{action}/"
                yield Place(path, f"{path}?id={chosen.pk if chosen else 1}")


def _in(address: Address, known: Known, state: str = "") -> Iterator[Place]:
    urls = [url + _ASKED.get(address.name, "") for url in filled(address, known)]
    for number, url in enumerate(urls, start=1):
        yield Place(f"{address.template}{state}{f' #{number}' if len(urls) > 1 else ''}", url)


def _with(known: Known, of_a_page: dict[str, list[object]]) -> Known:
    """What is known, but for what belongs to the page of one address alone."""
    others = {
        part: {place: values for place, values in places.items() if place not in of_a_page}
        for part, places in known.items()
    }
    return others | {"": others[""] | of_a_page}


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
        "restriction_id": [1],
        "page_view_restriction_id": [restriction.pk],
    }
