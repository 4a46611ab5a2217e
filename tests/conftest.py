"""Set-up that every test shares."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests.setting_up.browser import chromium, launch_options
from tests.setting_up.database import claim_database, give_back_database, start_over
from tests.setting_up.made_once import MadeOnce
from tests.setting_up.pango import has_pango
from tests.setting_up.search_server import search_server
from tests.setting_up.shown import tell_of_screens_alone
from tests.suite import choosing, durations
from tests.suite.noting import Noting

# Playwright runs an event loop in the thread of the test, and Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Slow machines are no failures; with CI the same examples are tried each time, so that a red run can be repeated.
hypothesis_settings.register_profile("developer", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "developer")

TransactionTestCase._fixture_teardown = start_over
tell_of_screens_alone()

#: So many things are made before Python looks for what nobody holds any more; by itself it looks after 700.
MADE_BETWEEN_TWO_LOOKS = 20_000
JOURNEYS = Path(__file__).parent / "journeys"
SEARCH_SERVER = Path(__file__).parent / "backcare" / "search" / "server"
PDFS = Path(__file__).parent / "factsheets" / "outputs" / "pdf"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases",
        metavar="FOLDER",
        help="keep the migrated template in this folder, so that a second run on the same server need not make it",
    )
    parser.addoption("--part", choices=[*choosing.PARTS, "quick"], help="of all tests, those of one stage")
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in another order")
    parser.addoption("--notes", type=Path, metavar="FILE", help="tell the suite in this file what was run")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "database_in_a_process: uses the database of this run, in a process that pytest-django knows nothing of",
    )
    if notes := config.getoption("notes"):
        config.pluginmanager.register(Noting(config, notes))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What one stage runs, the longest files first."""
    part, seed = config.getoption("part"), config.getoption("shuffle")
    record = durations.of_the_same_name(durations.read(), sorted({choosing.file_of(item) for item in items}))
    chosen = choosing.part_of(items, part, record) if part else list(items)
    if seed is not None:
        chosen = choosing.shuffled(chosen, seed)
    elif part:
        chosen = choosing.longest_first(chosen, record)
    kept = set(chosen)
    if left := [item for item in items if item not in kept]:
        config.hook.pytest_deselected(items=left)
    items[:] = chosen


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Next to nothing that is made while tests are read is thrown away: to look for it takes half of the reading."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What has been loaded by now stays until the end: no use in looking through it for what can be thrown away.

    Of what a test makes nearly all is thrown away at once; to look for the rest less often saves a twentieth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN_TWO_LOOKS, 10, 10)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Journeys need a browser, PDFs need Pango, one story a server: without, they are left out, as the head of the
    report says. A file that holds nothing of the stage stays shut, unless it is asked for by its name."""
    needs = {JOURNEYS: chromium, PDFS: has_pango, SEARCH_SERVER: search_server}
    need = needs.get(collection_path)
    return True if (need and not need()) or _stays_shut(collection_path, config) else None


def _stays_shut(file: Path, config: pytest.Config) -> bool:
    part = config.getoption("part")
    if not part or not file.name.startswith("test_") or not file.is_relative_to(choosing.TESTS):
        return False
    asked_for = {Path(word.partition("::")[0]).resolve() for word in config.args}
    return file not in asked_for and not choosing.may_hold(file.relative_to(choosing.TESTS), part)


def pytest_report_header() -> list[str]:
    return [
        f"browser: {chromium() or 'no Chromium here, so the journeys are left out'}",
        f"PDF: {'Pango' if has_pango() else 'no Pango here, so the tests of the PDFs are left out'}",
        f"search server: {search_server() or 'SEARCH_URL names none, so the story on one is left out'}",
    ]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[None]:
    """In place of pytest-django's own: one migrated template for all workers, one copy for each."""
    own = tmp_path_factory.getbasetemp()
    kept = request.config.getoption("databases")
    shared = Path(kept) if kept else own if worker_id == "master" else own.parent
    with django_db_blocker.unblock():
        # Two runs may share one template at the same time, and each has a worker of this name.
        claim_database(shared, copy=f"{worker_id}_{os.getpid()}" if kept else worker_id)
    yield
    with django_db_blocker.unblock():
        give_back_database()


@pytest.fixture(autouse=True)
def own_cache() -> Iterator[None]:
    """What a test leaves in the cache ends with it: the addresses of a site that it made are nobody else's."""
    yield
    cache.clear()


@pytest.fixture(scope="module")
def lasting_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For fixtures of a whole file: what they write lasts until its last test, what a single test writes ends with that.

    Tables of many rows make their site once so, instead of once for each row.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_once() -> MadeOnce:
    """For what every test of a file begins with and some of them change: `made_once(make)` in a fixture of each test."""
    return MadeOnce()


@pytest.fixture
def index_folder(settings: Any) -> Iterator[Path]:
    """An empty folder for the files of an index, where those of this process lie."""
    place = settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"]
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def own_index(settings: Any, index_folder: Path) -> Path:
    """An empty folder for the search index: what a test indexes is not undone with what it writes to the database."""
    stock = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": stock | {"PATH": index_folder}}
    return index_folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return browser_type_launch_args | launch_options()
