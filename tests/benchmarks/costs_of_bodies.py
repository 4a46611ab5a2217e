"""What each body costs that `worst_bodies` sends to an address. Imported when Django is set up."""

from __future__ import annotations

import gc
import logging
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.runner import DiscoverRunner
from django.urls import Resolver404, resolve
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.benchmarks.a_hundred import a_hundred
from tests.factsheets.screens.hostile_forms.addresses import Address
from tests.factsheets.screens.hostile_forms.reading import forms_of
from tests.factsheets.screens.hostile_forms.site import Known, make_site
from tests.factsheets.screens.test_hostile_forms import POSTED_BY_SCRIPTS, parts, places

from .posted_bodies import bodies
from .posted_files import files_for

MOST_SECONDS, MOST_MEGABYTES = 5.0, 200.0
_ROW = re.compile(r'name=(?:"|&quot;|\\u0022|\\")([\w-]+?)-__prefix__-([\w-]+)(?:"|&quot;|\\u0022|\\")')
_OF_ONE_FORM = 2


class Target(NamedTuple):
    """A form as it would be sent: where, with which fields, and the lists of rows in it."""

    url: str
    fields: dict[str, list[str]]
    rows: dict[str, set[str]]


class Cost(NamedTuple):
    seconds: float
    megabytes: float
    status: int
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} s {self.megabytes:6.0f} MB {self.status} {self.where} {self.what}"

    @property
    def share(self) -> float:
        """Of what one body may cost."""
        return max(self.seconds / MOST_SECONDS, self.megabytes / MOST_MEGABYTES)


def template_of(url: str) -> str:
    """The address as the map of URLs has it; of what is done to many at once, the address itself."""
    path = url.partition("?")[0]
    if path.startswith("/admin/bulk/"):
        return path
    try:
        route = str(resolve(path).route)
    except Resolver404:
        return path
    return "/" + route.replace("^", "").replace("$", "").replace("\\.", ".")


def targets(browser: Client, known: Known, only: str) -> Iterator[tuple[Address, str, list[Target]]]:
    """Every address of the admin and of signing in, with each form that some screen sends there; without any, with no field."""
    found: dict[str, list[Target]] = {}
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # which looks for all of them
    addresses = [
        (address, place)
        for part in parts().values()
        for address in part
        for place in _some(address, places(address, known))
        if only in place or only in address.template
    ]
    for _address, place in addresses:
        for target in _forms_at(browser, place):
            of_one = found.setdefault(template_of(target.url), [])
            if len(of_one) < _OF_ONE_FORM and target.fields.keys() not in [
                each.fields.keys() for each in of_one
            ]:
                of_one.append(target)
    seen = set()
    for address, place in addresses:
        template = template_of(place)
        if template in seen or only not in template:
            continue
        seen.add(template)
        alone = Target(place, POSTED_BY_SCRIPTS.get(address.name, {}), {})
        yield address, template, found.get(template) or [alone]


def _some(address: Address, urls: list[str]) -> list[str]:
    """Of each address two; what is done to many at once has one address for each kind of thing and act."""
    whole = [url for url in urls if "\x00" not in url and "9" * 30 not in url]
    return whole if address.name == "wagtail_bulk_action" else whole[:2]


def _forms_at(browser: Client, place: str) -> Iterator[Target]:
    with transaction.atomic():
        response = browser.get(place)
        transaction.set_rollback(True)
    if response.streaming:
        return
    rows: dict[str, set[str]] = {}
    for prefix, name in _ROW.findall(unescape(response.content.decode(errors="replace"))):
        rows.setdefault(prefix, set()).add(name)
    for form in forms_of(response, place):
        if form.method == "post" and form.address != "/admin/logout/":
            own = {prefix: names for prefix, names in rows.items() if f"{prefix}-TOTAL_FORMS" in form.fields}
            yield Target(form.address, form.fields, own)


def measured(browser: Client, place: str, body: dict[str, list[object]], headers: dict[str, str]) -> Cost:
    """Send it, and look at the clock of the processor and at the highest water mark of the memory."""
    sent = encode_multipart(BOUNDARY, body)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, started = _memory("VmRSS"), time.process_time()
    response = browser.generic("POST", place, sent, MULTIPART_CONTENT, headers=headers)
    seconds, above = time.process_time() - started, _memory("VmHWM") - before
    return Cost(seconds, above, response.status_code, place, "")


def _memory(name: str) -> float:
    found = re.search(
        rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    )
    assert found is not None
    return int(found[1]) / 1024


def _ways(address: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Editing screens of pages also save by themselves what is typed: the same body, and another answer."""
    if "/multiple/" in address:
        yield "", {"x-requested-with": "XMLHttpRequest"}
        return
    yield "", {}
    if address.startswith("/admin/pages/") and ("/edit/" in address or "/add/" in address):
        yield ", saved by itself", {"accept": "application/json"}


def costs(only: str, *, typed: int) -> Iterator[tuple[str, Cost]]:
    """Of every body, by its address."""
    known = make_site()
    browser = Client(raise_request_exception=False)
    browser.force_login(get_user_model().objects.get(username="superuser"))
    for address, template, forms in targets(browser, known, only):
        if address.name == "wagtail_bulk_action":
            with transaction.atomic():
                if ticked := a_hundred(template):
                    cost = measured(browser, *ticked, {})
                    yield template, cost._replace(where=template, what="a hundred ticked things")
                transaction.set_rollback(True)
        for form in forms:
            with_files = [(what, form.fields | more) for what, more in files_for(address.name)]
            for what, body in [*bodies(form.fields, form.rows, typed=typed), *with_files]:
                for how, headers in _ways(form.url):
                    with transaction.atomic():
                        cost = measured(browser, form.url, body, headers)
                        transaction.set_rollback(True)
                    yield template, cost._replace(what=f"{what}{how}")


def measure(only: str, *, typed: int) -> dict[str, Cost]:
    """The dearest body of each address; each is printed as it is found."""
    logging.disable(logging.CRITICAL)
    runner = DiscoverRunner(verbosity=0)
    old = runner.setup_databases()
    dearest: dict[str, Cost] = {}
    try:
        for template, cost in costs(only, typed=typed):
            if template not in dearest or cost.share > dearest[template].share:
                dearest[template] = cost
                print(template, cost, flush=True)
    finally:
        runner.teardown_databases(old)
    return dearest
