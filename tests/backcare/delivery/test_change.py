"""What waits to be followed names its table, and nothing else: no person, no words, no address of a reader."""

import pytest
from django.db import IntegrityError

from backcare.delivery.models import Change

pytestmark = pytest.mark.django_db


def test_a_change_names_its_table() -> None:
    with pytest.raises(IntegrityError, match="backcare_delivery_change_names_its_table"):
        Change.objects.bulk_create([Change(table="")])


def test_it_keeps_a_table_and_a_moment_alone() -> None:
    assert [field.name for field in Change._meta.concrete_fields] == ["id", "table", "changed_at"]
