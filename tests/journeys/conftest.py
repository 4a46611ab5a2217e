"""What journeys share: a library full of examples, served for as long as one file of tests reads in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.search_index import index_everything


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
            call_command("flush", interactive=False, verbosity=0)
