"""The editing screen of a factsheet without a draft, whose rows lie in tables."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factsheets.models import FactsheetAssociation, RelatedItem
from tests import builders


@pytest.mark.django_db
def test_who_opens_it_has_rows_read_once(admin_client: Client) -> None:
    """All that tells of rows, the form included, reads the same."""
    page = builders.live("Massage")
    with CaptureQueriesContext(connection) as asked:
        screen = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert screen.status_code == 200
    for model in (FactsheetAssociation, RelatedItem):
        reads = [each["sql"] for each in asked if f'FROM "{model._meta.db_table}"' in each["sql"]]
        assert len(reads) == 1, "\n".join(reads)
