"""How quick the search is: for readers and staff through the web, for whoever saves a page, and when it is built anew."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.setting_up.site import ROOT, NotStarted, Site, environment_of, served

from .asking import READERS, SCREENS, on_screen
from .figures import Building, Measured, Times
from .report import DOCUMENT, as_markdown
from .visiting import WrongAnswer, megabytes, signed_in, times, yardstick

OURS = "backcare.settings.base"
STOCK = "tests.benchmarks.search.settings.stock"
UNINDEXED = "tests.benchmarks.search.settings.unindexed"

SIZE, LARGE_SIZE = 10_000, 100_000
#: The stock back end takes seconds for each search from here on, and more than twice as long for twice the pages.
SIZE_FOR_STOCK = 1_000
SAVES = 60
#: Thousands of files that are made beside what is measured would be measured with it.
QUIET = {"PUBLISH_FILES": "0"}


def main(*, large: bool = False, write: bool = False) -> int:
    """Measure, print, and write if wanted; 1 when a figure is beyond its limit."""
    try:
        figures = list(_all_figures(large=large))
    except (NotStarted, WrongAnswer, subprocess.CalledProcessError) as reason:
        print(f"The measures of search broke off: {reason}", file=sys.stderr)
        return 1
    text = as_markdown(figures)
    print(text)
    if write:
        DOCUMENT.write_text(text, encoding="utf-8")
    beyond = [
        each for measured in figures if measured.back_end == "ours" for each in measured.beyond_limits()
    ]
    if beyond:
        print("Beyond the limit: " + "; ".join(beyond) + ".")
    return 1 if beyond else 0


def _all_figures(*, large: bool) -> Iterator[Measured]:
    yield _measured(SIZE, OURS, "ours")
    if large:
        yield _measured(LARGE_SIZE, OURS, "ours")
    yield _measured(SIZE_FOR_STOCK, OURS, "ours")
    yield _measured(SIZE_FOR_STOCK, STOCK, "stock")


def _measured(size: int, settings: str, back_end: str) -> Measured:
    print(f"… {size} factsheets, {back_end}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="backcare-measures-") as name:
        folder = Path(name)
        with served(folder, settings, **QUIET) as first:
            passwords = first.passwords
        filled = _within(folder, settings, "filling", size)
        library = filled.pop("library")
        saving = Times(_within(folder, settings, "saving", SAVES))
        without = Times(_within(folder, UNINDEXED, "saving", SAVES))
        with _served_again(folder, settings, passwords) as site:
            readers = {name: times(site, addresses()) for name, addresses in READERS.items()}
            speed = yardstick()
            # What staff type has quotation marks in it, which the stock back end answers with an error.
            staff = _times_of_staff(site, library) if back_end == "ours" else {}
            most = megabytes(site.process)
        return Measured(
            back_end,
            Building(**filled),
            readers,
            staff,
            saving,
            without,
            server_megabytes=most,
            yardstick=speed,
        )


def _times_of_staff(site: Site, library: int) -> dict[str, Times]:
    cookie = signed_in(site)
    screens = {name: address.format(library=library) for name, address in SCREENS.items()}
    return {name: times(site, on_screen(address), cookie) for name, address in screens.items()}


@contextmanager
def _served_again(folder: Path, settings: str, passwords: dict[str, str]) -> Iterator[Site]:
    """Passwords are told by the first start alone."""
    with served(folder, settings, **QUIET) as site:
        yield Site(site.address, passwords, site.process)


def _within(folder: Path, settings: str, step: str, number: int) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.search.within", step, str(number)],
        cwd=ROOT,
        env=environment_of(folder, settings) | QUIET,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
