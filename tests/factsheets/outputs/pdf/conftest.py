"""An example of the starter library as readers get it: its page and its PDFs, drawn once for all tests that only read."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

PAGE = "/factsheets/medical-acupuncture/"
FILES = ["", "factsheet.pdf", "large-print.pdf"]


@pytest.fixture(scope="package")
def starter_example(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    """What stands at the address of the page (named "") and at those of its files; the database is left as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_starter_library")
        responses = {name: Client().get(PAGE + name) for name in FILES}
        transaction.set_rollback(True)
    assert {response.status_code for response in responses.values()} == {200}
    return {name: response.content for name, response in responses.items()}
