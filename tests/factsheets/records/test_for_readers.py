"""Which records readers see: those that a public factsheet speaks about, found without reading the library through."""

from __future__ import annotations

import pytest
from django.db import connection

from factsheets.models import Condition, PainPattern
from tests.builders import draft, live, suits

pytestmark = pytest.mark.django_db


def test_a_record_is_public_with_one_public_factsheet_and_stands_there_once():
    low = Condition.objects.create(name="Low back pain")
    leg = PainPattern.objects.create(name="Pain in the leg", aspect="feel")
    Condition.objects.create(name="Nobody speaks of it")
    suits(draft("Reiki"), "likely", low)
    assert not Condition.objects.for_readers().exists()
    for title in ("Massage", "Osteopathy"):
        suits(live(title), "likely", low)
    suits(live("Yoga"), "avoid", leg)
    assert list(Condition.objects.for_readers()) == [low]
    assert list(PainPattern.objects.for_readers()) == [leg]


def test_one_condition_is_found_by_indexes():
    """However many factsheets there are, none is read through for it."""
    question, values = Condition.objects.for_readers().filter(slug="low-back-pain").query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {question}", values)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {question}", values)
        plan = [str(row[-1]) for row in cursor.fetchall()]
    assert any("slug" in line for line in plan)
    scans = [line for line in plan if "SCAN" in line.upper() and "restriction" not in line]
    assert [line for line in scans if line.startswith("SCAN") or "Seq Scan" in line] == []
