"""Who decided about which words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from factsheets.models import Disclaimer
from tests.builders import live, person, sign
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries, names, shown, url
from tests.factsheets.screens.test_spreadsheets import rows_as_csv, rows_as_xlsx

pytestmark = pytest.mark.django_db


class TestSignOffs:
    @pytest.fixture(autouse=True)
    def decisions(self):
        self.clinician = person("Clinical reviewer", "clinician")
        self.page = live("Massage")
        sign(self.page, self.clinician, interests="=None", comment="Well put.")
        sign(live("TENS"), outcome="changes", evidence_checked_to=None, registered_name="Dr B")
        self.long_ago = timezone.now() - timedelta(400)
        sign(
            live("Heat"),
            signed_at=self.long_ago,
            withdrawn_at=timezone.now(),
            withdrawn_by=self.clinician,
            withdrawal_reason="A trial was retracted.",
        )
        sign(Disclaimer.objects.get(), signed_at=timezone.now() - timedelta(2))

    @pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
    def test_every_fact_of_a_decision_leaves(self, read):
        rows = read(signed_in("Administrator"), url("sign_offs", "outcome=withdrawn"))
        row = dict(zip(*rows, strict=True))
        assert row["Text"] == "Heat"
        assert row["Outcome"] == "Signed off, then withdrawn"
        assert (row["Name"], row["Role"], row["Professional body"], row["Number"]) == (
            "Dr Jo Bloggs",
            "GP",
            "A council",
            "1234567",
        )
        assert (row["Withdrawn by"], row["Why withdrawn"]) == ("clinician", "A trial was retracted.")
        interests = [row[7] for row in read(signed_in("superuser"), url("sign_offs"))]
        assert "'=None" in interests

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["TENS", "Massage", "Disclaimer", "Heat"]),
            ("outcome=signed_off", ["Massage", "Disclaimer"]),
            ("outcome=changes", ["TENS"]),
            ("outcome=withdrawn", ["Heat"]),
            ("text=disclaimer", ["Disclaimer"]),
            ("text=factsheet", ["TENS", "Massage", "Heat"]),
            ("text=safety_advice", []),
            ("reviewer={clinician}", ["Massage"]),
            ("signed_at_to={long_ago}", ["Heat"]),
        ],
    )
    def test_filters(self, query, expected):
        query = query.format(clinician=self.clinician.pk, long_ago=timezone.localdate(self.long_ago))
        assert names(signed_in("Editor"), "sign_offs", query) == expected

    def test_the_screen_names_who_and_why(self):
        page = shown(signed_in("Editor"), "sign_offs")
        assert "Dr Jo Bloggs" in page
        assert "GP, A council 1234567" in page
        assert "by clinician: A trial was retracted." in page

    def test_rows_cost_no_query_each(self):
        browser = signed_in("Editor")
        shown(browser, "sign_offs")
        few = count_queries(browser, "sign_offs")
        for number in range(3):
            sign(live(f"More {number}"), person(username=f"c{number}"))
        assert count_queries(browser, "sign_offs") == few
