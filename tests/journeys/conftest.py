"""What journeys share: a library full of examples, served for as long as one file of tests reads in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.search_index import index_everything
from tests.setting_up.database import start_over

from .staff import PATIENCE

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], pytestconfig: pytest.Config
) -> Callable[..., BrowserContext]:
    """In place of the plugin's own: a browser that shares its machine with much else waits for its turn.

    A trace keeps each step, and the page as it was. The plugin has it filmed besides, and a browser that is filmed draws each
    page as often as it can.
    """
    is_traced = pytestconfig.getoption("--tracing") != "off"

    def patient(**arguments: object) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(PATIENCE)
        if is_traced:
            context.tracing.stop()
            context.tracing.start(snapshots=True, sources=True)
        return context

    return patient


@pytest.fixture(scope="module")
def library_address(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a site with the starter library, for tests that only read: filled once, emptied at the end."""
    with django_db_blocker.unblock():
        call_command("load_starter_library")
        index_everything()
        server = LiveServer("127.0.0.1")
        try:
            yield server.url
        finally:
            server.stop()
            start_over()
