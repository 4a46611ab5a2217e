"""When each public factsheet is due again, in rows and in the chart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factsheets.models import FactsheetPage, Review
from tests.builders import complete_draft, live, person
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries, names, shown, url
from tests.factsheets.screens.test_spreadsheets import rows_as_csv, rows_as_xlsx

pytestmark = pytest.mark.django_db


def review(page: FactsheetPage, reviewed_on: date, next_due_on: date | None) -> Review:
    return Review.objects.create(
        page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=reviewed_on, next_due_on=next_due_on
    )


class TestReviewsDue:
    @pytest.fixture(autouse=True)
    def library(self):
        today = timezone.localdate()
        self.today, self.owner = today, person("Author")
        review(live("Late", owner=self.owner), today - timedelta(400), today - timedelta(35))
        review(live("Today"), today - timedelta(400), today)
        review(live("Soon"), today - timedelta(400), today + timedelta(60))
        twice = live("Twice")
        review(twice, today - timedelta(800), today - timedelta(90))
        review(twice, today - timedelta(10), today + timedelta(1000))
        live("Never")
        example = live("Example")
        FactsheetPage.objects.filter(pk=example.pk).update(is_starter_example=True)
        complete_draft("A draft")

    def test_the_most_urgent_comes_first(self):
        rows = rows_as_csv(signed_in("Editor"), url("reviews_due"))
        assert rows[0] == ["Factsheet", "Last reviewed", "Next review due", "Days overdue", "Owner"]
        assert [row[0] for row in rows[1:]] == ["Late", "Today", "Soon", "Twice", "Never", "Example"]
        assert rows[1][3:] == ["35", "author"]
        assert rows[4][1] == (self.today - timedelta(10)).isoformat()

    def test_the_spreadsheet_holds_figures_and_days(self):
        rows = rows_as_xlsx(signed_in("Editor"), url("reviews_due"))
        late = rows[1]
        assert late[3] == 35
        assert str(late[2])[:10] == str(self.today - timedelta(35))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("due=overdue", ["Late"]),
            ("due=30", ["Today"]),
            ("due=90", ["Today", "Soon"]),
            ("due=none", ["Example"]),
            ("owner={owner}", ["Late"]),
            ("next_due_on_from={today}", ["Today", "Soon", "Twice", "Never"]),
            ("next_due_on_to={today}", ["Late", "Today"]),
            ("ordering=-title", ["Twice", "Today", "Soon", "Never", "Late", "Example"]),
            ("due=nonsense", ["Late", "Today", "Soon", "Twice", "Never", "Example"]),
        ],
    )
    def test_filters(self, query, expected):
        browser = signed_in("Editor")
        assert names(browser, "reviews_due", query.format(owner=self.owner.pk, today=self.today)) == expected

    def test_the_chart_says_the_same_in_words_and_leads_to_the_list(self):
        page = shown(signed_in("Clinical reviewer"), "reviews_due")
        assert 'aria-label="Overdue: 1 review"' in page
        assert 'aria-label="Later: 2 reviews"' in page
        assert "35 days" in page
        assert 'href="?due=overdue"' in page

    @pytest.mark.parametrize("role", ["Editor", "Clinical reviewer"])
    def test_who_records_reviews_goes_from_the_list_to_the_review(self, role):
        late = FactsheetPage.objects.get(title="Late")
        assert f'href="{reverse("factsheet_review", args=[late.pk])}"' in shown(
            signed_in(role), "reviews_due"
        )

    def test_others_go_to_the_factsheet(self):
        late = FactsheetPage.objects.get(title="Late")
        page = shown(signed_in("Administrator"), "reviews_due")
        assert reverse("factsheet_review", args=[late.pk]) not in page
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[late.pk])}"' in page

    def test_rows_cost_no_query_each(self):
        browser = signed_in("Editor")
        shown(browser, "reviews_due")
        few = count_queries(browser, "reviews_due")
        for number in range(5):
            review(live(f"More {number}", owner=person(username=f"owner{number}")), self.today, None)
        assert count_queries(browser, "reviews_due") == few
