"""What each draft still lacks."""

from __future__ import annotations

import pytest

from factsheets.models import Condition, RelatedItem
from tests.builders import complete_draft, draft, live, person, suits
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries, names, shown, url
from tests.factsheets.screens.test_spreadsheets import rows_as_csv

pytestmark = pytest.mark.django_db


class TestIncomplete:
    def test_each_draft_is_named_with_what_it_lacks(self):
        draft("Osteopathy", owner=person("Author"))
        complete_draft("Complete")
        live("Public")
        browser = signed_in("Editor")
        heading, row = rows_as_csv(browser, url("incomplete_factsheets"))
        assert heading[:3] == ["Factsheet", "Number missing", "Still missing"]
        assert row[0] == "Osteopathy"
        assert int(row[1]) > 5
        assert "choose the kind of therapy" in row[2]
        assert row[3] == "author"
        page = shown(browser, "incomplete_factsheets")
        assert "write the summary" in page
        assert "Complete</a>" not in page

    def test_the_words_of_the_latest_draft_count(self):
        page = live("Public")
        page.evidence = ""
        page.save_revision()
        browser = signed_in("Author")
        assert names(browser, "incomplete_factsheets") == ["Public"]
        assert names(browser, "incomplete_factsheets", "live=True") == ["Public"]
        assert names(browser, "incomplete_factsheets", "live=False") == []
        page.evidence = "<p>Some.</p>"
        page.save_revision()
        assert names(browser, "incomplete_factsheets") == []

    def test_owner(self):
        owner = person(username="owner")
        draft("Mine", owner=owner)
        draft("Other")
        assert names(signed_in("Editor"), "incomplete_factsheets", f"owner={owner.pk}") == ["Mine"]

    def test_links_that_lead_nowhere_are_missing_something(self):
        page = complete_draft("Heat")
        page.related_items.add(RelatedItem(factsheet=complete_draft("Cold")))
        page.save_revision()
        rows = rows_as_csv(signed_in("Editor"), url("incomplete_factsheets"))
        assert [row[0] for row in rows[1:]] == ["Heat"]
        assert "the factsheet “Cold” is not public" in rows[1][2]

    def test_complete_drafts_cost_no_query_each(self):
        browser = signed_in("Editor")
        heat = complete_draft("Heat", certainty="")
        suits(heat, "likely", Condition.objects.create(name="Heat"))
        shown(browser, "incomplete_factsheets")
        few = count_queries(browser, "incomplete_factsheets")
        for number in range(5):
            page = complete_draft(f"More {number}", certainty="")
            suits(page, "likely", Condition.objects.create(name=f"More {number}"))
        assert count_queries(browser, "incomplete_factsheets") == few
