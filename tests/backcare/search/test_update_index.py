"""The command that builds the index anew."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.documents.models import Document

from .documents import documents, titles

pytestmark = pytest.mark.django_db


def test_the_index_is_built_anew_from_the_database(own_index: Path):
    documents("Massage")
    Document.objects.all().delete()
    Document.objects.bulk_create([Document(title="Yoga")])
    before = sorted(own_index.glob("*/*/meta.json"))
    out = StringIO()
    call_command("update_index", stdout=out)
    assert "indexed 1 objects" in out.getvalue()
    assert titles(Document.objects.all().search("yogas")) == ["Yoga"]
    assert Document.objects.all().search("massage").count() == 0
    after = sorted(own_index.glob("*/*/meta.json"))
    assert after
    assert not set(before) & set(after)
