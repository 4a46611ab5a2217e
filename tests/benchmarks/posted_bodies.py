"""The bodies that `worst_bodies` sends, and what each of them costs. Imported when Django is set up."""

from __future__ import annotations

import gc
import json
import logging
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.test.runner import DiscoverRunner

from tests.factsheets.screens.hostile_forms.reading import forms_of
from tests.factsheets.screens.hostile_forms.site import Known, make_site
from tests.factsheets.screens.test_hostile_forms import parts, places

MOST_SECONDS, MOST_MEGABYTES = 5.0, 200.0
_ROW = re.compile(r'name=(?:"|&quot;|\\u0022|\\")([\w-]+?)-__prefix__-([\w-]+)(?:"|&quot;|\\u0022|\\")')
_WORDS = ("note", "locator", "pending_title", "comment", "description")
_RICH = re.compile(r'"(?:blocks|entityMap)"')


class Cost(NamedTuple):
    seconds: float
    megabytes: float
    status: int
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} s {self.megabytes:6.0f} MB {self.status} {self.where} {self.what}"

    @property
    def is_too_much(self) -> bool:
        return self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES


def bodies(
    fields: dict[str, list[str]], rows: dict[str, set[str]]
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The worst that fits into what is read: most fields, longest words, heaviest formatted texts, most rows of each list."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 50
    letters = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) - 200_000
    room = most - sum(map(len, fields.values()))
    yield "names that no form has", fields | {f"x{number}": ["y"] for number in range(room)}
    for prefix, names in rows.items():
        number = room // max(len(names), 1)
        yield f"{number} rows of {prefix}", fields | _rows(prefix, names, number, "x")
        yield f"{number} half-filled rows of {prefix}", fields | _rows(prefix, names, number, "")
        some = 300
        long = "word " * (letters // (some * max(len(names), 1) * 5))
        yield f"{some} long rows of {prefix}", fields | _rows(prefix, names, some, long)
    if rows:
        each = room // sum(len(names) for names in rows.values())
        everything = {
            key: value
            for prefix, names in rows.items()
            for key, value in _rows(prefix, names, each, "1").items()
        }
        yield f"{each} rows of each list", fields | everything
    rich = [name for name, values in fields.items() if any(_RICH.search(value) for value in values)]
    for what, text in _heavy_texts().items():
        if rich:
            yield f"{what} in two texts", fields | {name: [text] for name in rich[:2]}
    for name in _typed(fields):
        yield f"a long {name}", fields | {name: ["word " * (letters // 5)]}
        yield f"a long word in {name}", fields | {name: ["x" * letters]}
        yield f"digits in {name}", fields | {name: ["9" * letters]}
        yield f"many values of {name}", fields | {name: [str(number) for number in range(room)]}


def _typed(fields: dict[str, list[str]]) -> list[str]:
    return [name for name in fields if not name.endswith("_FORMS")][:25]


def _rows(prefix: str, names: set[str], number: int, value: str) -> dict[str, list[str]]:
    found = {f"{prefix}-{row}-{name}": [_cell(name, row, value)] for row in range(number) for name in names}
    return found | {f"{prefix}-TOTAL_FORMS": [str(number)], f"{prefix}-INITIAL_FORMS": ["0"]}


def _cell(name: str, row: int, value: str) -> str:
    if name in ("id", "DELETE"):
        return ""
    # Without a value, the row is one that a draft keeps: words, and nothing that they are about.
    return str(row) if name == "ORDER" else value or ("x" if name in _WORDS else "")


def _heavy_texts() -> dict[str, str]:
    """Each is as heavy as the bounds of `backcare.formatted_text` let it be."""
    words = "word " * 15

    def block(text: str, kind: str, depth: int, styles: int = 0) -> dict[str, object]:
        ranges = [{"offset": 2 * n, "length": 3, "style": ("BOLD", "ITALIC")[n % 2]} for n in range(styles)]
        return {
            "key": "a",
            "text": text,
            "type": kind,
            "depth": depth,
            "inlineStyleRanges": ranges,
            "entityRanges": [],
            "data": {},
        }

    def text(blocks: list[dict[str, object]]) -> str:
        found: list[str] = []
        size = 0
        for each in blocks[:5000]:
            words = json.dumps(each)
            size += len(words) + 1
            if size > 499_000:
                break
            found.append(words)
        return f'{{"blocks":[{",".join(found)}],"entityMap":{{}}}}'

    kinds = ("unordered-list-item", "ordered-list-item")
    return {
        "lists ten deep": text([block("x", kinds[n % 2], n % 11) for n in range(5000)]),
        "many paragraphs": text([block("x", "unstyled", 0) for n in range(5000)]),
        "words set off": text([block(words * 20, "unstyled", 0, 300) for n in range(5000)]),
        "long paragraphs": text([block("word " * 3900, "unstyled", 0) for n in range(5000)]),
    }


def measured(
    browser: Client, place: str, body: dict[str, list[str]], what: str, headers: dict[str, str] | None = None
) -> Cost:
    """Send it, and look at the clock of the processor and at the highest water mark of the memory."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, started = _memory("VmRSS"), time.process_time()
    response = browser.post(place, body, headers=headers)
    seconds, above = time.process_time() - started, _memory("VmHWM") - before
    return Cost(seconds, above, response.status_code, place, what)


def _memory(name: str) -> float:
    found = re.search(
        rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    )
    assert found is not None
    return int(found[1]) / 1024


def costs(only: str) -> Iterator[Cost]:
    """Of every body, at each form whose address has `only` in it."""
    known = make_site()
    browser = Client(raise_request_exception=False)
    browser.force_login(get_user_model().objects.get(username="superuser"))
    for address, body, what in _all_bodies(browser, known, only):
        for how, headers in _ways(address):
            with transaction.atomic():
                yield measured(browser, address, body, f"{what}{how}", headers)
                transaction.set_rollback(True)


def _ways(address: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Editing screens of pages also save by themselves what is typed: the same body, and another answer."""
    yield "", {}
    if address.startswith("/admin/pages/") and ("/edit/" in address or "/add/" in address):
        yield ", saved by itself", {"accept": "application/json"}


def _all_bodies(browser: Client, known: Known, only: str) -> Iterator[tuple[str, dict[str, list[str]], str]]:
    seen = set()
    for place in (place for part in parts().values() for address in part for place in places(address, known)):
        if only not in place or "\x00" in place or "9" * 30 in place:
            continue
        with transaction.atomic():
            response = browser.get(place)
            transaction.set_rollback(True)
        if response.streaming:
            continue
        rows: dict[str, set[str]] = {}
        for prefix, name in _ROW.findall(unescape(response.content.decode(errors="replace"))):
            rows.setdefault(prefix, set()).add(name)
        for form in forms_of(response, place):
            if (
                form.method != "post"
                or form.address == "/admin/logout/"
                or (form.address, *form.fields) in seen
            ):
                continue
            seen.add((form.address, *form.fields))
            own = {prefix: names for prefix, names in rows.items() if f"{prefix}-TOTAL_FORMS" in form.fields}
            for what, body in bodies(form.fields, own):
                yield form.address, body, what


def measure(only: str) -> bool:
    """Print what costs most; whether anything costs too much."""
    logging.disable(logging.CRITICAL)
    runner = DiscoverRunner(verbosity=0)
    old = runner.setup_databases()
    found = []
    try:
        for cost in costs(only):
            found.append(cost)
            if cost.seconds > 2 or cost.megabytes > 100:
                print(cost, flush=True)
    finally:
        runner.teardown_databases(old)
    found.sort(key=lambda cost: -max(cost.seconds / MOST_SECONDS, cost.megabytes / MOST_MEGABYTES))
    print(f"\n{len(found)} bodies. What costs most:", *found[:15], sep="\n")
    return any(cost.is_too_much for cost in found)
