"""What an editing screen tells in many places, it reads once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.admin.admin_url_finder import AdminURLFinder

from factsheets.models import FactsheetAssociation, RelatedItem, SafetyAdvice
from tests import builders


@pytest.mark.django_db
def test_who_opens_it_has_rows_read_once(admin_client: Client) -> None:
    """Of a factsheet without a draft the rows lie in tables: all that tells of them, the form included, reads the same."""
    page = builders.live("Massage")
    with CaptureQueriesContext(connection) as asked:
        screen = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert screen.status_code == 200
    for model in (FactsheetAssociation, RelatedItem):
        reads = [each["sql"] for each in asked if f'FROM "{model._meta.db_table}"' in each["sql"]]
        assert len(reads) == 1, "\n".join(reads)


#: Of those that are at work, and of the last one, whatever became of it.
MOST_LOOKS_AT_STEPS = 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["factsheet", "safety advice"])
def test_who_opens_a_text_has_its_steps_read_once(admin_client: Client, kind: str) -> None:
    text = builders.complete_draft("Massage") if kind == "factsheet" else SafetyAdvice.objects.get()
    text.save_revision()
    state = text.get_workflow().start(text, user=None)
    with CaptureQueriesContext(connection) as asked:
        screen = admin_client.get(AdminURLFinder().get_edit_url(text))
    assert state.current_task_state.task.name in screen.content.decode()
    reads = [each["sql"] for each in asked if 'FROM "wagtailcore_workflowstate"' in each["sql"]]
    assert len(reads) <= MOST_LOOKS_AT_STEPS, "\n".join(reads)
