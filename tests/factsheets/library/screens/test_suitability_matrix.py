"""Factsheets by condition, as a table of words."""

from __future__ import annotations

import pytest

from factsheets.models import Citation, Condition, FactsheetPage, PainPattern, Source, TherapyKind
from tests.builders import complete_draft, live, suits
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries, shown, url
from tests.factsheets.screens.test_spreadsheets import rows_as_csv, rows_as_xlsx

pytestmark = pytest.mark.django_db


class TestMatrix:
    @pytest.fixture(autouse=True)
    def library(self):
        self.sciatica = Condition.objects.create(name="Sciatica")
        self.dull = PainPattern.objects.create(name="Dull", aspect="feel")
        self.massage = live("Massage")
        suits(self.massage, "likely", self.dull, note="after sport")
        suits(self.massage, "avoid", self.sciatica)
        self.heat = complete_draft("Heat")
        suits(self.heat, "unlikely", self.sciatica)

    @pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
    def test_what_readers_see(self, read):
        assert read(signed_in("Author"), url("factsheets_by_condition")) == [
            ["Condition or pain pattern", "Kind", "Massage"],
            ["Sciatica", "Condition", "Avoid"],
            ["Dull", "Pain pattern", "Likely (after sport)"],
            ["Above “Most likely to help”", "Statement", "Muscle strain."],
            ["Above “Least likely to help”", "Statement", "Pain from irritated nerves."],
            ["Above “Should not be treated”", "Statement", "None is known, but see a doctor first."],
        ]

    def test_drafts_too(self):
        rows = rows_as_csv(signed_in("Author"), url("factsheets_by_condition", "drafts=with"))
        assert [row[2:] for row in rows[:3]] == [
            ["Heat (draft)", "Massage (draft)"],
            ["Unlikely", "Avoid"],
            ["", "Likely (after sport)"],
        ]

    def test_the_words_of_a_draft_are_those_of_its_latest_revision(self):
        page = FactsheetPage.objects.get(pk=self.massage.pk)
        page.suitabilities.set([row for row in page.suitabilities.all() if row.verdict == "likely"])
        page.save_revision()
        browser = signed_in("Author")
        assert "Avoid" in str(rows_as_csv(browser, url("factsheets_by_condition")))
        assert "Avoid" not in str(rows_as_csv(browser, url("factsheets_by_condition", "drafts=with")))

    def test_a_row_that_a_source_speaks_against_says_so(self):
        nice = Source.objects.create(kind="guideline", title="A guideline")
        for page in (self.massage, self.heat):
            Citation.objects.create(page=page, source=nice, section="evidence", stance="against")
            FactsheetPage.objects.get(pk=page.pk).save_revision()
        browser = signed_in("Author")
        for asked in ("", "drafts=with"):
            cells = str(rows_as_csv(browser, url("factsheets_by_condition", asked)))
            assert "Likely (a source speaks against it; after sport)" in cells
            assert cells.count("speaks against") == 1

    def test_by_kind_of_therapy(self):
        other = TherapyKind.objects.create(name="Manual")
        browser = signed_in("Author")
        rows = rows_as_csv(browser, url("factsheets_by_condition", f"therapy_kind={other.pk}"))
        assert rows[0] == ["Condition or pain pattern", "Kind"]
        assert "No factsheet is public yet" in shown(
            browser, "factsheets_by_condition", f"therapy_kind={other.pk}"
        )

    def test_the_screen_speaks_in_words(self):
        page = shown(signed_in("Clinical reviewer"), "factsheets_by_condition")
        assert ">Avoid</span>" in page
        assert "after sport" in page
        assert '<th scope="row">Sciatica</th>' in page

    def test_a_title_is_no_formula(self):
        FactsheetPage.objects.filter(pk=self.massage.pk).update(title="=1", draft_title="=1")
        rows = rows_as_xlsx(signed_in("Author"), url("factsheets_by_condition"))
        assert rows[0] == ["Condition or pain pattern", "Kind", "'=1"]

    def test_factsheets_and_conditions_cost_no_query_each(self):
        browser = signed_in("Author")
        shown(browser, "factsheets_by_condition", "drafts=with")
        few = count_queries(browser, "factsheets_by_condition", "drafts=with")
        for number in range(4):
            suits(live(f"More {number}"), "likely", Condition.objects.create(name=f"More {number}"))
        assert count_queries(browser, "factsheets_by_condition", "drafts=with") == few
