"""A small library that is published as files, and a look at all of them beside what Django answers now."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from django.db import connections

from backcare.background.worker import BackgroundWorker
from backcare.delivery.asking import NothingThere, asked_as_a_reader
from backcare.delivery.declared import public_addresses
from backcare.delivery.front_door import FrontDoor
from backcare.delivery.place import store
from backcare.delivery.store import IDENTITY, FinishedAnswer
from factsheets.models import Condition, FactsheetPage, LibraryPage
from home.models import HomePage
from tests import builders
from tests.generated.factsheets import made_up_factsheets
from tests.generated.rows import store as store_rows

#: Addresses and what readers get there: status, headers, body.
Site = dict[str, tuple[int, dict[str, str], bytes]]

_AT_ONCE = 50


def make_library(count: int) -> list[FactsheetPage]:
    """`count` public factsheets with conditions, some with a version; the governed texts are signed."""
    builders.sign_governed_texts()
    store_rows(made_up_factsheets(count), condition_names=["Made-up pain", "Made-up ache"])
    FactsheetPage.objects.update(contraindication_statement="<p>None is known.</p>")
    for page in FactsheetPage.objects.order_by("pk")[:3]:
        page.save_revision()
        builders.put_live(page)
    return list(FactsheetPage.objects.order_by("pk"))


def library() -> LibraryPage:
    return LibraryPage.objects.get()


def home() -> HomePage:
    return HomePage.objects.get()


def condition() -> Condition:
    return Condition.objects.get(name__in=["Made-up pain", "Made-up soreness"])


def files() -> Site:
    """What readers get from the files."""
    found = {}
    for address in store().addresses():
        stored = store().look_up(address)
        assert stored is not None, address
        found[address] = (stored.status, stored.headers, stored.bodies[IDENTITY].path.read_bytes())
    return found


def fresh(*, jobs: int = 1) -> Site:
    """What Django answers now, at every public address, nothing left out and nothing remembered from before."""
    addresses = list(public_addresses())
    parts = [addresses[first : first + _AT_ONCE] for first in range(0, len(addresses), _AT_ONCE)]
    if jobs == 1:
        answers = [each for part in parts for each in fresh_at_each(part)]
    else:
        connections.close_all()
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
            answers = [each for part in pool.map(fresh_at_each, parts) for each in part]
    return {each.address: _as_read(each) for each in answers}


def fresh_at_each(addresses: list[str]) -> list[FinishedAnswer]:
    """As they are at one moment, so that the site is looked for once."""
    door = FrontDoor()
    return [answer for address in addresses if (answer := fresh_at(address, door))]


def _as_read(answer: FinishedAnswer) -> tuple[int, dict[str, str], bytes]:
    return answer.status, dict(answer.headers), answer.body


def fresh_at(address: str, door: FrontDoor | None = None) -> FinishedAnswer | None:
    try:
        return asked_as_a_reader(address, door)
    except NothingThere:
        return None


def differences(found: Site, wanted: Site) -> list[str]:
    """One line for each address that is stale, missing, or one too many."""
    lines = [f"{address} is one too many" for address in sorted(found.keys() - wanted.keys())]
    lines += [f"{address} is missing" for address in sorted(wanted.keys() - found.keys())]
    lines += [
        f"{each} is stale" for each in sorted(found.keys() & wanted.keys()) if found[each] != wanted[each]
    ]
    return lines


def work() -> None:
    """Let the background worker do what waits."""
    assert BackgroundWorker().once() is not None
