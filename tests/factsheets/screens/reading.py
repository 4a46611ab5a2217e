"""How the tests of the reports read them."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .test_spreadsheets import rows_as_csv


def url(name: str, query: str = "") -> str:
    return reverse(f"{name}_report") + (f"?{query}" if query else "")


def shown(browser: Client, name: str, query: str = "") -> str:
    response = browser.get(url(name, query))
    assert response.status_code == 200
    return response.content.decode()


def names(browser: Client, name: str, query: str = "") -> list[str]:
    """The first cell of each row of an export."""
    return [row[0] for row in rows_as_csv(browser, url(name, query))[1:]]


def count_queries(browser: Client, name: str, query: str = "") -> int:
    with CaptureQueriesContext(connection) as captured:
        shown(browser, name, query)
    return len(captured)
