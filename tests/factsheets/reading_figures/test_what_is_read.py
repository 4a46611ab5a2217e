"""The report "What is read": its figures, its order, its files, and who is shown what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from factsheets.database.months import add_months
from factsheets.models import FactsheetPage, Feedback, ReadingCount, UnansweredSearch, Version
from factsheets.publication.withdrawing import withdraw
from factsheets.reading_figures.formats.figures import (
    FactsheetFigures,
    Period,
    latest_months,
    movers,
    whole_days_before,
)
from factsheets.versions.formats.version_code import for_people
from tests.builders import live, person, superuser
from tests.factsheets.screens.test_spreadsheets import rows_as_csv

pytestmark = pytest.mark.django_db
REPORT = "what_is_read_report"


def browser(role: str = "Editor") -> Client:
    client = Client()
    client.force_login(person(role))
    return client


def read(address: str, times: int, days_ago: int = 1) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    ReadingCount.objects.add({(day, address): times})


def answered(page: FactsheetPage, useful: bool, mark: str, days_ago: int = 1) -> None:
    Feedback.objects.create(
        page=page, useful=useful, form_mark=mark, received_at=timezone.now() - timedelta(days=days_ago)
    )


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    heading, *lines = rows_as_csv(client, reverse(REPORT) + (f"?{query}" if query else ""))
    names = [name.partition(",")[0] for name in heading]
    # The first with “Times read” is the period, the second the one before it.
    names[2] = "Before that"
    return [dict(zip(names, line, strict=True)) for line in lines]


def shown(client: Client, query: str = "") -> BeautifulSoup:
    answer = client.get(reverse(REPORT) + f"?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def tens() -> FactsheetPage:
    page = live("TENS")
    url = page.get_url()
    version = Version.objects.filter(factsheet=page).first()
    read(url, 10)
    read(url, 4, days_ago=30)
    read(url, 3, days_ago=31)
    read(url, 100, days_ago=61)
    read(f"{url}factsheet.pdf", 5)
    read(f"{url}large-print.pdf", 2)
    read(f"{url}history/", 50)
    if version is not None:
        read(reverse("factsheets:copy", args=[for_people(version.code)]), 6)
    answered(page, True, "one")
    answered(page, True, "two")
    answered(page, False, "three")
    answered(page, False, "four", days_ago=40)
    Feedback.objects.create(page=page, useful=True, form_mark="five", suspected_spam=True)
    return FactsheetPage.objects.get(pk=page.pk)


def test_a_factsheet_has_its_figures(tens: FactsheetPage) -> None:
    (row,) = rows(browser())
    assert Version.objects.filter(factsheet=tens).exists(), "the builder publishes without a version"
    assert (row["Times read"], row["Before that"], row["More (or fewer"]) == ("14", "3", "11")
    assert (row["PDFs"], row["Copies checked"], row["Useful"], row["Not useful"]) == ("7", "6", "2", "1")
    months = [int(times) for name, times in row.items() if name.startswith("Read in ")]
    assert sum(months) == 117


def test_longer_periods_are_for_the_asking(tens: FactsheetPage) -> None:
    (row,) = rows(browser(), "period=90")
    assert (row["Times read"], row["Before that"], row["Not useful"]) == ("117", "0", "2")


def test_the_most_read_comes_first_and_each_column_orders(tens: FactsheetPage) -> None:
    yoga, massage = live("Yoga"), live("Massage")
    read(yoga.get_url(), 40)
    read(massage.get_url(), 1)
    read(massage.get_url(), 20, days_ago=45)
    client = browser()
    assert [row["Factsheet"] for row in rows(client)] == ["Yoga", "TENS", "Massage"]
    assert [row["Factsheet"] for row in rows(client, "ordering=title")] == ["Massage", "TENS", "Yoga"]
    assert rows(client, "ordering=-pdfs")[0]["Factsheet"] == "TENS"
    assert rows(client, "ordering=change")[0]["Factsheet"] == "Massage"
    words = shown(client).get_text(" ", strip=True)
    assert "Yoga: 40 more TENS: 11 more Massage: 19 fewer" in words


def test_a_former_address_belongs_to_the_factsheet_that_it_leads_to(tens: FactsheetPage) -> None:
    library = tens.get_url().removesuffix("tens/")
    Redirect.objects.create(
        old_path=f"{library}nerve-stimulation",
        redirect_page=tens,
        site=Site.objects.get(is_default_site=True),
    )
    read(f"{library}nerve-stimulation/", 9)
    (row,) = rows(browser())
    assert row["Times read"] == "23"


def test_the_chart_and_the_table_beside_it_tell_the_same(tens: FactsheetPage) -> None:
    read("/", 8, days_ago=0)
    read("/search/?", 12, days_ago=0)
    page = shown(browser())
    bars = [bar.get_text(strip=True) for bar in page.select(".months-ahead__count")]
    lines = [
        [cell.get_text(strip=True) for cell in line("td")] for line in page.select(".reading-months tbody tr")
    ]
    assert [line[0] for line in lines] == bars
    assert len(bars) == 12
    assert sum(map(int, bars)) == 117
    assert lines[-1][3:5] == ["58" if timezone.localdate().day > 1 else "8", "12"]
    assert page.select_one(".months-ahead__bars")["aria-hidden"] == "true"


def test_by_words_of_the_title_the_months_tell_of_those_alone(tens: FactsheetPage) -> None:
    read(live("Yoga").get_url(), 40)
    read("/search/?", 12)
    page = shown(browser(), "title=yog")
    assert sum(int(bar.get_text()) for bar in page.select(".months-ahead__count")) == 40
    assert "Searches" not in [head.get_text(strip=True) for head in page.select(".reading-months th")]
    assert "TENS" not in page.get_text()
    assert "No factsheet of this name" in shown(browser("Author"), "title=nothing").get_text()


def test_drafts_and_private_factsheets_are_not_named_and_withdrawn_ones_are(tens: FactsheetPage) -> None:
    private = live("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    withdraw(tens, reason="It is old.", replacement=None, user=superuser(), now=timezone.now())
    assert [row["Factsheet"] for row in rows(browser())] == ["TENS"]
    assert not shown(browser("Author")).select("td a[href='/factsheets/tens/']")


def test_searches_that_found_nothing_are_for_those_who_may_see_them(tens: FactsheetPage) -> None:
    day = timezone.localdate()
    UnansweredSearch.objects.create(term="cupping", count=9, first_on=day, last_on=day)
    UnansweredSearch.objects.create(term="rare words", count=1, first_on=day, last_on=day)
    assert "cupping: 9 times" in shown(browser("Editor")).get_text()
    assert "rare words" not in shown(browser("Clinical reviewer")).get_text()
    assert "cupping" not in shown(browser("Author")).get_text()


def test_it_asks_no_more_questions_of_a_larger_library(tens: FactsheetPage) -> None:
    client = browser()
    shown(client)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client)
        return len(asked)

    few = questions()
    for title in ("Yoga", "Massage", "Heat"):
        page = live(title)
        read(page.get_url(), 3)
        answered(page, True, title)
    assert questions() == few


def test_nothing_counted_yet_is_said() -> None:
    live("TENS")
    assert "Nothing has been counted yet" in shown(browser()).get_text()


def test_periods_and_months() -> None:
    today = date(2026, 3, 1)
    period = whole_days_before(today, 30)
    assert period == Period(date(2026, 1, 30), date(2026, 2, 28))
    assert period.before == Period(date(2025, 12, 31), date(2026, 1, 29))
    assert period.in_words == "30 January 2026 to 28 February 2026"
    assert latest_months(today)[0] == date(2025, 4, 1) == add_months(today, -11)
    assert latest_months(today)[-1] == today


def test_what_moved_most_comes_first() -> None:
    changes = {"a": 3, "b": -5, "c": 0, "d": 9, "e": -1}
    figures = [
        FactsheetFigures(0, name, "", read=10 + change, read_before=10) for name, change in changes.items()
    ]
    moved = movers(figures, most=2)
    assert [each.title for each in moved.rose] == ["d", "a"]
    assert [each.title for each in moved.fell] == ["b", "e"]
    assert [each.change_in_words for each in figures] == [
        "3 more",
        "5 fewer",
        "the same",
        "9 more",
        "1 fewer",
    ]
